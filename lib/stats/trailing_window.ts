/** Mean and deviation of the days before each day, in one pass over a series. */

/** Where the results of a trailing window go: arrays as long as the series. */
export interface TrailingWindow {
  readonly mean: Float32Array | Float64Array;
  /** Sample deviation (n − 1). */
  readonly deviation: Float32Array | Float64Array;
}

/**
 * Mean and sample deviation over the `days` values before each value, which itself takes no part.
 *
 * A result is missing before the window lies inside the series, and where less than half of the window is known.
 *
 * @param values One value per day, `NaN` = missing.
 * @param days Length of the window, 2 or more.
 * @param into Receives the results, `NaN` = missing.
 * @throws {RangeError} when the window is shorter than 2.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { trailingWindow } from "@lib/stats/trailing_window.ts";
 * const mean = new Float64Array(4), deviation = new Float64Array(4);
 * trailingWindow(Float64Array.of(1, 3, 5, 100), 2, { mean, deviation });
 * deepStrictEqual([...mean], [NaN, NaN, 2, 4]);
 * ```
 */
export function trailingWindow(values: Float64Array, days: number, into: TrailingWindow): void {
  if (!(days >= 2)) throw new RangeError(`Cannot roll a window: expected 2 days or more, got ${days}`);
  const { mean, deviation } = into;
  // Sums of distances from one known value stay small, so the difference of squares keeps its digits.
  const origin = values.find((value) => !Number.isNaN(value)) ?? 0;
  const fewest = Math.max(2, Math.ceil(days / 2));
  let known = 0, sum = 0, squares = 0;
  for (let day = 0; day < values.length; day++) {
    if (day < days || known < fewest) {
      mean[day] = NaN;
      deviation[day] = NaN;
    } else {
      const variance = (squares - sum * sum / known) / (known - 1);
      mean[day] = origin + sum / known;
      // What is left below this is rounding of the running sums, far under the resolution of any metric.
      deviation[day] = variance > 1e-9 ? Math.sqrt(variance) : 0;
    }
    const enters = values[day]! - origin;
    if (enters === enters) {
      known++;
      sum += enters;
      squares += enters * enters;
    }
    const leaves = day >= days ? values[day - days]! - origin : NaN;
    if (leaves === leaves) {
      known--;
      sum -= leaves;
      squares -= leaves * leaves;
    }
    // An empty window is the chance to shed the rounding of the sums.
    if (known === 0) sum = squares = 0;
  }
}
