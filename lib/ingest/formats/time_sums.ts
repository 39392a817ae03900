/** Sums of several series of one host, such as its processors or its network cards, at each time. */
import { GrowingColumn } from "../table/growing_column.ts";

/** Times, values and places of the samples of one series. */
export interface Samples {
  readonly timestamps: Float64Array;
  /** `NaN` = no number. */
  readonly values: Float64Array;
  readonly rows: Float64Array;
}

/**
 * A sum that grows part by part; a class because it owns its times.
 *
 * A time at which a part is missing has no sum: a counter that lacks a processor for a moment would seem to be reset.
 */
export class TimeSums {
  readonly #places = new Map<number, number>();
  readonly #times = new GrowingColumn();
  readonly #rows = new GrowingColumn();
  #sums = new Float64Array(64);
  #counts = new Int32Array(64);
  #latest = new Int32Array(64);
  readonly #parts = new Map<string, { readonly number: number; first: number; last: number }>();

  /** Number of parts. */
  get parts(): number {
    return this.#parts.size;
  }

  /**
   * Adds a part, or more of one that is known.
   *
   * @param name What tells the part from the others. What it says again of a time, or of the span of what it said before
   * (pages that overlap), does not count.
   */
  add(name: string, { timestamps, values, rows }: Samples): void {
    const known = this.#parts.get(name);
    const part = known ?? { number: this.#parts.size + 1, first: Infinity, last: -Infinity };
    if (!known) this.#parts.set(name, part);
    let { first, last } = part;
    for (let index = 0; index < timestamps.length; index++) {
      const time = timestamps[index]!, value = values[index]!;
      const place = this.#placeOf(time, rows[index]!);
      if (value !== value || this.#latest[place] === part.number || (time >= part.first && time <= part.last)) continue;
      this.#latest[place] = part.number;
      this.#sums[place] = this.#sums[place]! + value;
      this.#counts[place] = this.#counts[place]! + 1;
      first = Math.min(first, time);
      last = Math.max(last, time);
    }
    part.first = first;
    part.last = last;
  }

  /** The sums in the order in which their times were first met, `NaN` where a part is missing. */
  samples(): Samples {
    const timestamps = this.#times.values();
    const values = Float64Array.from(
      timestamps,
      (_, place) => this.#counts[place] === this.#parts.size ? this.#sums[place]! : NaN,
    );
    return { timestamps, values, rows: this.#rows.values() };
  }

  #placeOf(time: number, row: number): number {
    const known = this.#places.get(time);
    if (known !== undefined) return known;
    const place = this.#times.length;
    this.#places.set(time, place);
    this.#times.push(time);
    this.#rows.push(row);
    if (place === this.#sums.length) this.#grow();
    return place;
  }

  #grow(): void {
    const size = 2 * this.#sums.length;
    const sums = new Float64Array(size), counts = new Int32Array(size), latest = new Int32Array(size);
    sums.set(this.#sums);
    counts.set(this.#counts);
    latest.set(this.#latest);
    [this.#sums, this.#counts, this.#latest] = [sums, counts, latest];
  }
}

/**
 * Values of two series where both have one at a time, in the order of the first; `NaN` where the second has none.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { combined } from "@lib/ingest/formats/time_sums.ts";
 * const rows = Float64Array.of(1, 2);
 * const used = { timestamps: Float64Array.of(0, 60), values: Float64Array.of(3, 4), rows };
 * const size = { timestamps: Float64Array.of(60), values: Float64Array.of(8), rows };
 * deepStrictEqual([...combined(used, size, (a, b) => a / b).values], [NaN, 0.5]);
 * ```
 */
export function combined(first: Samples, second: Samples, of: (a: number, b: number) => number): Samples {
  const others = new Map<number, number>();
  second.timestamps.forEach((time, index) => others.set(time, second.values[index]!));
  const values = first.values.map((value, index) => of(value, others.get(first.timestamps[index]!) ?? NaN));
  return { timestamps: first.timestamps, values, rows: first.rows };
}
