/** Readings that come in any order of servers and metrics, collected into series. */
import { GrowingColumn } from "./growing_column.ts";
import type { RawSeries } from "../open_file.ts";

/** What the readings of a series have in common. */
export type SeriesMeaning = Pick<RawSeries, "serverId" | "metric" | "unit" | "factor">;

/** One series as it grows. A class because it owns its columns. */
export class SeriesColumns {
  readonly #meaning: SeriesMeaning;
  readonly #timestamps = new GrowingColumn();
  readonly #values = new GrowingColumn();
  readonly #rows = new GrowingColumn();
  #empty = 0;

  constructor(meaning: SeriesMeaning) {
    this.#meaning = meaning;
  }

  /** Number of readings. */
  get length(): number {
    return this.#values.length;
  }

  /** Adds a reading; one without a number (`NaN`) is only counted. */
  push(timestamp: number, value: number, row: number): void {
    if (value !== value) {
      this.#empty++;
      return;
    }
    this.#timestamps.push(timestamp);
    this.#values.push(value);
    this.#rows.push(row);
  }

  /** The series so far. */
  series(): RawSeries {
    return {
      ...this.#meaning,
      timestamps: this.#timestamps.values(),
      values: this.#values.values(),
      rows: this.#rows.values(),
      empty: this.#empty,
    };
  }
}

/** Series by server, metric and unit, in the order in which they were first met. */
export class SeriesCollector {
  #series = new Map<string, SeriesColumns>();

  /** The series of a meaning, made when it is new. */
  of(meaning: SeriesMeaning): SeriesColumns {
    const key = `${meaning.serverId}\u0000${meaning.metric}\u0000${meaning.unit}`;
    let series = this.#series.get(key);
    if (!series) this.#series.set(key, series = new SeriesColumns(meaning));
    return series;
  }

  /** Readings held. */
  get length(): number {
    let readings = 0;
    for (const series of this.#series.values()) readings += series.length;
    return readings;
  }

  /** Hands over all series and starts anew. */
  *take(): Generator<RawSeries> {
    const series = this.#series;
    this.#series = new Map();
    for (const one of series.values()) yield one.series();
  }
}
