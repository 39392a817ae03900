/** What an ingest found, for the notebook and the manifest. */
import { isoDate } from "@lib/core/day.ts";
import { DAY_MS } from "@lib/core/day.ts";
import type { ClockKind } from "./clock.ts";
import type { FleetFact } from "./fleet_facts.ts";
import type { Guess, Layout } from "./layout.ts";
import type { ReadingBatch } from "@lib/core/reading_batch.ts";

/** Readings of one metric over the whole input. */
export interface MetricSummary {
  readonly metric: string;
  readonly unit: string;
  readonly readings: number;
  /** Readings without a value. */
  readonly empty: number;
}

/** What came in. */
export interface IngestSummary {
  /** Adapters used, joined by ` + `. */
  readonly source: string;
  readonly files: number;
  /** Data rows of the files. */
  readonly rows: number;
  /** Readings handed over: one value (or empty cell) of one metric of one server at one time. */
  readonly readings: number;
  /** Those of them without a value. */
  readonly empty: number;
  /** Server ids, in natural order. */
  readonly servers: readonly string[];
  readonly metrics: readonly MetricSummary[];
  /** Days of the first and the last reading, ISO dates. */
  readonly first: string;
  readonly last: string;
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
  readonly #facts = new Map<string, Record<string, string | number>>();
  #rows = 0;
  #first = Infinity;
  #last = -Infinity;

  /** Counts a batch. */
  add({ serverId, metric, unit, timestamps, values }: ReadingBatch): void {
    const key = `${metric}\u0000${unit}`;
    const sum = this.#metrics.get(key) ?? { metric, unit, readings: 0, empty: 0 };
    this.#metrics.set(key, sum);
    if (!this.#facts.has(serverId)) this.#facts.set(serverId, {});
    sum.readings += values.length;
    for (let index = 0; index < values.length; index++) {
      if (Number.isNaN(values[index])) sum.empty++;
      const time = timestamps[index]!;
      if (time < this.#first) this.#first = time;
      if (time > this.#last) this.#last = time;
    }
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

  /** Readings with a value so far. */
  get values(): number {
    return [...this.#metrics.values()].reduce((sum, { readings, empty }) => sum + readings - empty, 0);
  }

  /** The summary, once everything has passed. */
  summary(layouts: readonly Layout[], notes: readonly string[]): IngestSummary {
    const metrics = [...this.#metrics.values()];
    const total = (pick: (metric: MetricSummary) => number) => metrics.reduce((sum, metric) => sum + pick(metric), 0);
    const servers = [...this.#facts.keys()].sort(naturalOrder);
    const once = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];
    return {
      source: once(layouts.map(({ source }) => source)).join(" + "),
      files: layouts.length,
      rows: this.#rows,
      readings: total(({ readings }) => readings),
      empty: total(({ empty }) => empty),
      servers,
      metrics,
      first: isoDate(Math.floor(this.#first / DAY_MS)),
      last: isoDate(Math.floor(this.#last / DAY_MS)),
      clocks: once(layouts.map(({ clock }) => clock.kind)),
      isRealClock: layouts.every(({ clock }) => clock.isReal),
      facts: servers.map((serverId) => ({ serverId, ...this.#facts.get(serverId) })),
      guesses: distinctGuesses(layouts.flatMap(({ guesses }) => guesses)),
      notes,
    };
  }
}

/** Text order in which `2013-9` comes before `2013-10`, the same on every machine. */
export function naturalOrder(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true }) || (a < b ? -1 : a > b ? 1 : 0);
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
