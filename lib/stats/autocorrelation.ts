/** How much of a series is still there some steps later. */

/**
 * The autocorrelation of a series with gaps: the mean product of deviations `lag` steps apart, over the variance.
 *
 * Only pairs with both ends present count, so a gap neither joins what lies on its two sides nor fills itself.
 *
 * @param values Equally spaced, any unit, `NaN` = missing.
 * @param lag Steps, 1 or more.
 * @returns About -1 to 1; `NaN` with fewer than ten pairs, or when the series does not vary.
 * @throws {RangeError} when the lag is no whole number of at least 1.
 * @see Box, Jenkins, Reinsel and Ljung, Time Series Analysis, 5th ed., section 2.1; Parzen, On spectral analysis with missing observations (1963)
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { autocorrelation } from "@lib/stats/autocorrelation.ts";
 * const daily = Float64Array.from({ length: 24 * 30 }, (_, hour) => Math.sin(hour / 24 * 2 * Math.PI));
 * ok(Math.abs(autocorrelation(daily, 24) - 1) < 1e-9);
 * ok(Math.abs(autocorrelation(daily, 12) + 1) < 1e-9);
 * ```
 */
export function autocorrelation(values: Float64Array, lag: number): number {
  if (!(Number.isInteger(lag) && lag >= 1)) {
    throw new RangeError(`Cannot correlate a series with its past: expected a lag of 1 step or more, got ${lag}`);
  }
  let count = 0, sum = 0;
  for (const value of values) if (value === value) count++, sum += value;
  const mean = sum / count;
  let squares = 0, products = 0, pairs = 0;
  for (let step = 0; step < values.length; step++) {
    const deviation = values[step]! - mean;
    if (deviation !== deviation) continue;
    squares += deviation * deviation;
    const product = step >= lag ? deviation * (values[step - lag]! - mean) : NaN;
    if (product === product) pairs++, products += product;
  }
  const variance = squares / count;
  // Below this the "variation" is rounding of the mean.
  if (pairs < FEWEST_PAIRS || !(variance > 1e-18 * (1 + mean * mean))) return NaN;
  return products / pairs / variance;
}

const FEWEST_PAIRS = 10;
