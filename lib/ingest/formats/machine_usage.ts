/** From the usage of tasks to the usage of the machines that they ran on, interval by interval. */
import { CapacityError } from "@lib/core/errors.ts";
import type { MachineCapacities } from "./machine_capacity.ts";
import type { RawSeries } from "../open_file.ts";
import { SeriesColumns } from "../table/series_columns.ts";

/** Length of an interval, microseconds: five minutes. */
const INTERVAL = 300_000_000;
/** Intervals by which rows may come late once the first sums have been handed over: an hour. */
const LATEST = 12;
/** Sums in memory from which on the finished ones are handed over: some 150 MB. */
const SUMS_IN_MEMORY = 1_000_000;
/** No measurement is longer: the publishers cut them at five minutes. */
const LONGEST = 86_400_000_000;

/** One measurement of one task, times in microseconds of the trace. */
export interface TaskUsage {
  readonly machine: string;
  readonly start: number;
  readonly end: number;
  /** Mean over the measurement, as a share of the largest machine; `NaN` = not measured. */
  readonly cpu: number;
  readonly memory: number;
  /** Where it stands, for errors and the readings' origin. */
  readonly file: string;
  readonly row: number;
}

/** The tasks of a machine in an interval, so far. */
interface Sum {
  cpu: number;
  memory: number;
  readonly row: number;
}

/** Options of summing. */
export interface MachineUsageOptions {
  /** Instant of the trace's 0, milliseconds since 1970 UTC. */
  readonly zeroMs: number;
  readonly capacities: MachineCapacities;
  /** Sums in memory from which on finished ones are handed over. Default 1 million. */
  readonly sumsInMemory?: number;
}

/**
 * Adds up tasks: the mean over an interval of the sum of its tasks, each weighted by its share of the interval, over
 * the machine's capacity. A class because it owns the sums so far.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { MachineCapacities } from "@lib/ingest/formats/machine_capacity.ts";
 * import { MachineUsage } from "@lib/ingest/formats/machine_usage.ts";
 * const capacities = new MachineCapacities();
 * capacities.tell("m", 0, { cpu: 0.5, memory: 0.5 });
 * const usage = new MachineUsage({ zeroMs: 0, capacities });
 * const task = { machine: "m", file: "usage.csv", memory: 0.125 };
 * usage.add({ ...task, start: 0, end: 300e6, cpu: 0.125, row: 1 });
 * usage.add({ ...task, start: 0, end: 150e6, cpu: 0.25, row: 2 });
 * const [cpu, memory] = usage.take();
 * deepStrictEqual([cpu?.metric, ...cpu!.values], ["cpu_pct", 50]);
 * deepStrictEqual([memory?.metric, ...memory!.values], ["mem_pct", 37.5]);
 * ```
 */
export class MachineUsage {
  readonly #zeroMs: number;
  readonly #capacities: MachineCapacities;
  readonly #machines = new Map<string, Map<number, Sum>>();
  #limit: number;
  readonly #sumsInMemory: number;
  #count = 0;
  #latest = 0;
  /** Intervals before this one have been handed over. */
  #closed = 0;

  constructor({ zeroMs, capacities, sumsInMemory = SUMS_IN_MEMORY }: MachineUsageOptions) {
    this.#zeroMs = zeroMs;
    this.#capacities = capacities;
    this.#sumsInMemory = this.#limit = sumsInMemory;
  }

  /**
   * Adds a measurement.
   *
   * @param rowsBefore Rows of the files before its own: a sum stands in the row of its first task, counted through all.
   * @throws {CapacityError} when its times are none, or it comes too late to be part of its sum.
   */
  add(task: TaskUsage, rowsBefore = 0): void {
    const { machine, start, end, cpu, memory, file, row } = task;
    if (!(start >= 0 && end >= start && end - start <= LONGEST)) {
      throw new CapacityError(
        `Cannot sum up tasks: expected a start and an end within a day, got ${start} and ${end} microseconds`,
        { place: { file, row }, remedy: "mend the row" },
      );
    }
    const first = Math.floor(start / INTERVAL), last = Math.ceil(end / INTERVAL) - 1;
    if (first < this.#closed) {
      throw new CapacityError("Cannot sum up tasks: expected rows in the order of their start, got one an hour late", {
        place: { file, row },
        remedy: "sort the rows by their start, or give a smaller part of the trace",
      });
    }
    this.#latest = Math.max(this.#latest, first);
    let sums = this.#machines.get(machine);
    if (!sums) this.#machines.set(machine, sums = new Map());
    for (let interval = first; interval <= last; interval++) {
      const from = Math.max(start, interval * INTERVAL), to = Math.min(end, (interval + 1) * INTERVAL);
      const share = (to - from) / INTERVAL;
      let sum = sums.get(interval);
      if (!sum) {
        sums.set(interval, sum = { cpu: NaN, memory: NaN, row: rowsBefore + row });
        this.#count++;
      }
      if (cpu === cpu) sum.cpu = (sum.cpu === sum.cpu ? sum.cpu : 0) + share * cpu;
      if (memory === memory) sum.memory = (sum.memory === sum.memory ? sum.memory : 0) + share * memory;
    }
  }

  /** Hands over the finished sums, when there are so many that it has to be. */
  *takeFinished(): Generator<RawSeries> {
    if (this.#count < this.#limit) return;
    yield* this.#takeBefore(this.#latest - LATEST);
    // What is left may be many machines' last hour: waiting for twice as many keeps the work in proportion.
    this.#limit = Math.max(this.#sumsInMemory, 2 * this.#count);
  }

  /** Hands over all that is left. */
  *take(): Generator<RawSeries> {
    yield* this.#takeBefore(Infinity);
  }

  *#takeBefore(interval: number): Generator<RawSeries> {
    this.#closed = Math.max(this.#closed, interval);
    for (const [machine, sums] of this.#machines) {
      const finished = [...sums.keys()].filter((key) => key < interval).sort((a, b) => a - b);
      if (finished.length === 0) continue;
      const of = (metric: string): SeriesColumns =>
        new SeriesColumns({ serverId: machine, metric, unit: "percent", factor: 1 });
      const cpu = of("cpu_pct"), memory = of("mem_pct");
      for (const key of finished) {
        const sum = sums.get(key)!, capacity = this.#capacities.at(machine, key * INTERVAL);
        const time = this.#zeroMs + key * (INTERVAL / 1000);
        cpu.push(time, 100 * sum.cpu / capacity.cpu, sum.row);
        memory.push(time, 100 * sum.memory / capacity.memory, sum.row);
        sums.delete(key);
      }
      this.#count -= finished.length;
      if (sums.size === 0) this.#machines.delete(machine);
      yield cpu.series();
      yield memory.series();
    }
  }
}
