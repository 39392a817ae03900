/** A series as it was some days before. */

/**
 * Each day's value of `lag` days before; the first `lag` days are missing.
 *
 * @param values One value per day, any unit, `NaN` = missing.
 * @param lag Days, a whole number of 0 or more.
 * @param into Receives the results, as long as the values and not the same array.
 * @throws {RangeError} when the lag is below 0 or no whole number.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { lagged } from "@lib/stats/lag.ts";
 * const before = new Float64Array(4);
 * lagged(Float64Array.of(1, 2, 3, 4), 2, before);
 * deepStrictEqual([...before], [NaN, NaN, 1, 2]);
 * ```
 */
export function lagged(values: Float64Array, lag: number, into: Float64Array): void {
  if (!(Number.isInteger(lag) && lag >= 0)) {
    throw new RangeError(`Cannot lag a series: expected a whole number of 0 days or more, got ${lag}`);
  }
  into.fill(NaN, 0, lag);
  if (lag < values.length) into.set(values.subarray(0, values.length - lag), lag);
}
