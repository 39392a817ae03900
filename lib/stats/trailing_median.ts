/** Medians of the values before each place. */
import { fewestKnown } from "./trailing_window.ts";

/**
 * The median of the `window` values before each place, the end of the series included.
 *
 * The window is kept sorted while it moves, so that a step costs a few comparisons.
 *
 * @param values Equally spaced, any unit, finite or `NaN` = missing.
 * @param window Number of values, 2 or more.
 * @returns One more than the values: index t holds the median of the values t − window to t − 1, `NaN` where these lie outside of the series
 *   or fewer than half of them are known.
 * @throws {RangeError} when the window is shorter than 2 or no whole number.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { trailingMedian } from "@lib/stats/trailing_median.ts";
 * deepStrictEqual([...trailingMedian(Float64Array.of(4, 1, 3, 2, NaN), 3)], [NaN, NaN, NaN, 3, 2, 2.5]);
 * ```
 */
export function trailingMedian(values: Float64Array, window: number): Float64Array {
  const fewest = fewestKnown(window);
  const medians = new Float64Array(values.length + 1).fill(NaN), sorted = new Float64Array(window);
  let known = 0;
  for (let place = 0; place <= values.length; place++) {
    if (place >= window) {
      if (known >= fewest) medians[place] = (sorted[(known - 1) >> 1]! + sorted[known >> 1]!) / 2;
      known -= remove(sorted, known, values[place - window]!);
    }
    if (place < values.length) known += insert(sorted, known, values[place]!);
  }
  return medians;
}

/** Takes a value out of the first `count` sorted ones; returns how many left: 0 when it is missing. */
function remove(sorted: Float64Array, count: number, value: number): 0 | 1 {
  if (value !== value) return 0;
  let place = 0;
  while (sorted[place] !== value) place++;
  for (; place < count - 1; place++) sorted[place] = sorted[place + 1]!;
  return 1;
}

/** Puts a value among the first `count` sorted ones; returns how many came: 0 when it is missing. */
function insert(sorted: Float64Array, count: number, value: number): 0 | 1 {
  if (value !== value) return 0;
  let place = count;
  for (; place > 0 && sorted[place - 1]! > value; place--) sorted[place] = sorted[place - 1]!;
  sorted[place] = value;
  return 1;
}
