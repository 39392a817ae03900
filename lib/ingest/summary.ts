/** What an ingest found, for the notebook and the manifest. */
import { DAY_MS, isoDate } from "@lib/core/day.ts";
import { naturalOrder } from "@lib/core/natural_order.ts";
import type { ClockKind } from "./clock/clock.ts";
import type { FleetFact } from "./fleet_facts.ts";
import type { Guess, OpenFile, RawSeries } from "./open_file.ts";
import type { ReadingBatch } from "@lib/core/reading_batch.ts";
import { type Sampling, SamplingTally } from "./judge/sampling.ts";

/** Readings of one metric over the whole input. */
export interface MetricSummary {
  readonly metric: string;
  readonly unit: string;
  readonly readings: number;
  /** Cells without a number, which are no readings. */
  readonly empty: number;
}

/** What passed, whatever it came from. */
export interface Seen {
  /** Readings: one value of one metric of one server at one time. */
  readonly readings: number;
  /** Server ids, in natural order. */
  readonly servers: readonly string[];
  readonly metrics: readonly Pick<MetricSummary, "metric" | "unit" | "readings">[];
  /** Days of the first and the last reading, ISO dates. */
  readonly first: string;
  readonly last: string;
  /** How often readings come, and how many of them are there. */
  readonly sampling: Sampling;
}

/** What came in. */
export interface IngestSummary extends Seen {
  /** Formats of the files, joined by ` + `. */
  readonly source: string;
  readonly files: number;
  /** Data rows of the files. */
  readonly rows: number;
  /** Cells without a number (empty, NaN, null …) where one could be: no readings, and nothing later counts them. */
  readonly empty: number;
  readonly metrics: readonly MetricSummary[];
  /** How the time columns are written. */
  readonly clocks: readonly ClockKind[];
  /** False when a source only counts seconds: dates and weekdays are then a convention. */
  readonly isRealClock: boolean;
  readonly facts: readonly FleetFact[];
  readonly guesses: readonly Guess[];
  readonly notes: readonly string[];
}

/** Sums up batches as they pass. */
export class Tally {
  readonly #metrics = new Map<string, { metric: string; unit: string; readings: number; empty: number }>();
  readonly #sampling = new SamplingTally();
  readonly #empty = new Map<string, Set<string>>();
  readonly #servers = new Set<string>();
  readonly #facts = new Map<string, Record<string, string | number>>();
  #rows = 0;
  #latestTimes: Float64Array | undefined;
  #first = Infinity;
  #last = -Infinity;

  /** Counts a batch, and the empty cells between its readings. */
  add(batch: ReadingBatch, empty: number): void {
    const { serverId, metric, unit, timestamps } = batch;
    this.#servers.add(serverId);
    this.#sampling.add(batch);
    const sum = this.#ofMetric(metric, unit);
    sum.readings += timestamps.length;
    sum.empty += empty;
    if (this.#latestTimes === timestamps) return;
    // The metrics of a row mostly share their times.
    this.#latestTimes = timestamps;
    for (let index = 0; index < timestamps.length; index++) {
      const time = timestamps[index]!;
      if (time < this.#first) this.#first = time;
      if (time > this.#last) this.#last = time;
    }
  }

  /** Counts the empty cells of a part of a series that has no reading. */
  addEmpty({ serverId, metric, unit, empty }: Pick<RawSeries, "serverId" | "metric" | "unit" | "empty">): void {
    if (empty === 0) return;
    this.#ofMetric(metric, unit).empty += empty;
    let servers = this.#empty.get(metric);
    if (!servers) this.#empty.set(metric, servers = new Set());
    servers.add(serverId);
  }

  /** The metrics that have not a single reading of some servers, with these servers. */
  silentSeries(): [metric: string, servers: string[]][] {
    return [...this.#empty].map(([metric, servers]): [string, string[]] => [
      metric,
      [...servers].filter((serverId) => !this.#sampling.has(serverId, metric)),
    ]).filter(([, servers]) => servers.length > 0);
  }

  #ofMetric(metric: string, unit: string): { readings: number; empty: number } {
    const key = `${metric}\u0000${unit}`;
    let sum = this.#metrics.get(key);
    if (!sum) this.#metrics.set(key, sum = { metric, unit, readings: 0, empty: 0 });
    return sum;
  }

  /** Counts the rows of a file. */
  addRows(rows: number): void {
    this.#rows += rows;
  }

  /** Remembers the latest word on a server. */
  addFact(serverId: string, field: string, value: string | number): void {
    let facts = this.#facts.get(serverId);
    if (!facts) this.#facts.set(serverId, facts = {});
    facts[field] = value;
  }

  /** Readings so far. */
  get readings(): number {
    return [...this.#metrics.values()].reduce((sum, { readings }) => sum + readings, 0);
  }

  /** What passed so far. */
  seen(): Seen {
    return {
      readings: this.readings,
      servers: [...this.#servers].sort(naturalOrder),
      metrics: [...this.#metrics.values()].map(({ metric, unit, readings }) => ({ metric, unit, readings })),
      first: isoDate(Math.floor(this.#first / DAY_MS)),
      last: isoDate(Math.floor(this.#last / DAY_MS)),
      sampling: this.#sampling.sampling(),
    };
  }

  /** The summary, once everything has passed. */
  summary(files: readonly OpenFile[], notes: readonly string[]): IngestSummary {
    const seen = this.seen(), { servers } = seen, metrics = [...this.#metrics.values()];
    const silent = [...this.#facts.keys()].filter((serverId) => !this.#servers.has(serverId)).length;
    const once = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];
    return {
      source: once(files.map(({ source }) => source)).join(" + "),
      files: files.length,
      rows: this.#rows,
      ...seen,
      empty: metrics.reduce((sum, { empty }) => sum + empty, 0),
      metrics,
      clocks: once(files.map(({ clock }) => clock.kind)),
      isRealClock: files.every(({ clock }) => clock.isReal),
      facts: servers.map((serverId) => ({ serverId, ...this.#facts.get(serverId) })),
      guesses: distinctGuesses(files.flatMap(({ guesses }) => guesses)),
      notes: [...notes, ...(silent > 0 ? [`${silent} servers of the inventory have no reading: left out`] : [])],
    };
  }
}

/** The same decision about many files is told once, for the first of them. */
function distinctGuesses(guesses: readonly Guess[]): Guess[] {
  const told = new Map<string, Guess>();
  for (const guess of guesses) {
    const key = [guess.column, guess.takenFor, guess.because].join("\u0000");
    if (!told.has(key)) told.set(key, guess);
  }
  return [...told.values()];
}
