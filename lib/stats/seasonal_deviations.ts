/** What a series does within its cycles: without level and trend, and with no value that outweighs the rest. */
import { medianInPlace } from "./order_statistic.ts";
import { withoutMovingMean } from "./without_moving_mean.ts";

/** Standard deviations from the median at which a value is cut, and from the mean of its cycle at which what is left is. */
const MOST_FROM_MEDIAN = 6, MOST_FROM_CYCLE = 4;
/** Standard deviation over median absolute deviation, of a normal variable. */
const DEVIATION_PER_MAD = 1.4826;

/**
 * The distances of a series from the mean of the cycle around each value, without outliers: values are cut before that mean is taken, for
 * they would pull it, and the distances once more.
 *
 * @param values Equally spaced, any unit, `NaN` = missing.
 * @param season Length of the cycle in steps, 2 or more; the series holds two of them at least.
 * @see Huber and Ronchetti, Robust Statistics, 2nd ed. (2009), section 1.7: winsorizing
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { seasonalDeviations } from "@lib/stats/seasonal_deviations.ts";
 * const values = Float64Array.from({ length: 60 }, (_, day) => day === 30 ? 9999 : 100 + (day % 6));
 * ok(seasonalDeviations(values, 6).every((deviation) => Math.abs(deviation) < 12));
 * ```
 */
export function seasonalDeviations(values: Float64Array, season: number): Float64Array {
  return winsorized(withoutMovingMean(winsorized(values, MOST_FROM_MEDIAN), season), MOST_FROM_CYCLE);
}

/**
 * Values cut at some robust standard deviations from their median. Where more than half of them are the same, the mean distance from it stands
 * in for the standard deviation.
 *
 * @param values `NaN` = missing.
 * @param most Standard deviations.
 */
export function winsorized(values: Float64Array, most: number): Float64Array {
  const known = values.filter((value) => value === value);
  const middle = medianInPlace(known);
  let sum = 0;
  for (let index = 0; index < known.length; index++) sum += known[index] = Math.abs(known[index]! - middle);
  const reach = most * (DEVIATION_PER_MAD * medianInPlace(known) || sum / known.length);
  const low = middle - reach, high = middle + reach;
  const result = values.slice();
  for (let index = 0; index < result.length; index++) {
    if (result[index]! > high) result[index] = high;
    else if (result[index]! < low) result[index] = low;
  }
  return result;
}
