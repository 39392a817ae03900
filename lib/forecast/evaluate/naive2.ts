/** Naive2, the benchmark of the M competitions: the last value, with the season put back where a test finds one. */

/** Normal quantile of the one-sided 90 % test. */
const Z_90 = 1.645;

/**
 * The forecast of Naive2.
 *
 * @param values Without gaps.
 * @param season In steps; 1 = none.
 * @param horizon Steps ahead.
 * @see Makridakis, Spiliotis and Assimakopoulos, The M4 Competition (2020)
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { naive2 } from "@lib/forecast/evaluate/naive2.ts";
 * deepStrictEqual([...naive2(Float64Array.of(4, 7, 5), 1, 2)], [5, 5]);
 * ```
 */
export function naive2(values: Float64Array, season: number, horizon: number): Float64Array {
  const { length } = values, last = values[length - 1]!;
  const indices = isSeasonal(values, season) ? multiplicativeIndices(values, season) : undefined;
  if (!indices) return new Float64Array(horizon).fill(last);
  const level = last / indices[(length - 1) % season]!;
  return Float64Array.from({ length: horizon }, (_, step) => level * indices[(length + step) % season]!);
}

/** Whether the autocorrelation at the season is above its 90 % limit, given those at shorter lags. */
function isSeasonal(values: Float64Array, season: number): boolean {
  const { length } = values;
  if (season <= 1 || length < 3 * season) return false;
  const mean = values.reduce((sum, value) => sum + value, 0) / length;
  const covariance = (lag: number): number => {
    let sum = 0;
    for (let index = lag; index < length; index++) sum += (values[index]! - mean) * (values[index - lag]! - mean);
    return sum;
  };
  const variance = covariance(0);
  let spread = 1;
  for (let lag = 1; lag < season; lag++) spread += 2 * (covariance(lag) / variance) ** 2;
  return Math.abs(covariance(season) / variance) > Z_90 * Math.sqrt(spread / length);
}

/** Seasonal indices of the classical multiplicative decomposition, mean 1; `undefined` where one is not positive. */
function multiplicativeIndices(values: Float64Array, season: number): Float64Array | undefined {
  const half = season >> 1, isEven = season % 2 === 0;
  const sums = new Float64Array(season), counts = new Float64Array(season);
  for (let index = half; index < values.length - half; index++) {
    let window = 0;
    for (let offset = -half; offset <= half; offset++) {
      window += values[index + offset]! * (isEven && Math.abs(offset) === half ? 0.5 : 1);
    }
    sums[index % season]! += values[index]! / (window / season);
    counts[index % season]!++;
  }
  const raw = sums.map((sum, phase) => sum / counts[phase]!);
  const total = raw.reduce((sum, index) => sum + index, 0);
  const indices = raw.map((index) => index * season / total);
  return indices.every((index) => index > 0 && index < Infinity) ? indices : undefined;
}
