/** Values without gaps, for models that cannot see one. */

/**
 * Fills missing values from the past alone: the value one season before, else the last value.
 *
 * @param values `NaN` = missing; the first one must be finite.
 * @param lags Steps back to look, the preferred first, for example a week, then a day.
 * @returns A copy in which every value is finite.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { filled } from "@lib/forecast/series/filled.ts";
 * deepStrictEqual([...filled(Float64Array.of(1, 2, 3, NaN, NaN), [2])], [1, 2, 3, 2, 3]);
 * ```
 */
export function filled(values: Float64Array, lags: readonly number[]): Float64Array {
  const result = values.slice();
  for (let index = 0; index < result.length; index++) {
    if (result[index] === result[index]) continue;
    // What was filled before may fill again: a long gap repeats its last season.
    const lag = lags.find((steps) => index >= steps && result[index - steps] === result[index - steps]);
    result[index] = result[index - (lag ?? 1)]!;
  }
  return result;
}
