/** Minimum and maximum of the days before each day. */
import { fewestKnown, knownAtFirst } from "./trailing_window.ts";

/** Where the results go: arrays as long as the series. */
export interface TrailingExtremes {
  readonly minimum: Float64Array;
  readonly maximum: Float64Array;
}

/**
 * Smallest and largest of the `days` values before each value, which itself takes no part.
 *
 * The series is cut into blocks as long as the window. A window is the end of one block and the beginning of the next,
 * so three comparisons a day suffice, whatever its length. A result is missing before the window lies inside the series,
 * and where less than half of the window is known.
 *
 * @param values One value per day, any unit, `NaN` = missing.
 * @param days Length of the window, 2 or more.
 * @param into Receives the results, in the unit of the values, `NaN` = missing.
 * @throws {RangeError} when the window is shorter than 2.
 * @see van Herk, A fast algorithm for local minimum and maximum filters, Pattern Recognition Letters 13 (1992)
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { trailingExtremes } from "@lib/stats/trailing_extremes.ts";
 * const minimum = new Float64Array(5), maximum = new Float64Array(5);
 * trailingExtremes(Float64Array.of(4, 1, 3, 2, 9), 3, { minimum, maximum });
 * deepStrictEqual([...minimum], [NaN, NaN, NaN, 1, 1]);
 * deepStrictEqual([...maximum], [NaN, NaN, NaN, 4, 3]);
 * ```
 */
export function trailingExtremes(values: Float64Array, days: number, { minimum, maximum }: TrailingExtremes): void {
  const fewest = fewestKnown(days), count = values.length;
  // Extremes from each day of a block to its end.
  const lowTo = new Float64Array(days), highTo = new Float64Array(days);
  let known = knownAtFirst(values, days);
  minimum.fill(NaN, 0, days);
  maximum.fill(NaN, 0, days);
  for (let block = 0; block + days < count; block += days) {
    let low = Infinity, high = -Infinity;
    for (let place = days - 1; place >= 0; place--) {
      const value = values[block + place]!;
      if (value < low) low = value;
      if (value > high) high = value;
      lowTo[place] = low;
      highTo[place] = high;
    }
    low = Infinity;
    high = -Infinity;
    const end = Math.min(days, count - block - days);
    for (let place = 0; place < end; place++) {
      const day = block + days + place;
      const lowBefore = lowTo[place]!, highBefore = highTo[place]!;
      const isKnown = known >= fewest;
      minimum[day] = !isKnown ? NaN : lowBefore < low ? lowBefore : low;
      maximum[day] = !isKnown ? NaN : highBefore > high ? highBefore : high;
      const enters = values[day]!, leaves = values[block + place]!;
      if (enters < low) low = enters;
      if (enters > high) high = enters;
      if (enters === enters) known++;
      if (leaves === leaves) known--;
    }
  }
}
