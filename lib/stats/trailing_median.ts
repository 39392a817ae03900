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
    if (place >= window && known >= fewest) {
      medians[place] = (sorted[(known - 1) >> 1]! + sorted[known >> 1]!) / 2;
    }
    const leaves = place >= window ? values[place - window]! : NaN;
    const enters = place < values.length ? values[place]! : NaN;
    let hole = known;
    if (leaves === leaves) hole = placeOf(sorted, known--, leaves);
    if (enters === enters) fill(sorted, hole, known++, enters);
    else if (leaves === leaves) sorted.copyWithin(hole, hole + 1, known + 1);
  }
  return medians;
}

/** Where a value is among the first `count` sorted ones, which hold it. */
function placeOf(sorted: Float64Array, count: number, value: number): number {
  let low = 0, high = count - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Puts a value where it belongs; only what lies between there and the hole moves. */
function fill(sorted: Float64Array, hole: number, last: number, value: number): void {
  let place = hole;
  for (; place > 0 && sorted[place - 1]! > value; place--) sorted[place] = sorted[place - 1]!;
  for (; place < last && sorted[place + 1]! < value; place++) sorted[place] = sorted[place + 1]!;
  sorted[place] = value;
}
