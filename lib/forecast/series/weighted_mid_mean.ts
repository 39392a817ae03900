/** How many opinions become one: the weighted mean of the middle ones, for each quantile on its own. */

/**
 * Weighted mid-mean: the values in order, the mean of the central share of their weight.
 *
 * Exact for atoms (a model that repeats one value), robust against one model that is far out, and smoother than a median.
 *
 * @param values Finite; reordered in place together with the weights.
 * @param weights 0 or more, their sum above 0.
 * @param band Central share of the weight that is averaged, in (0, 1].
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { weightedMidMean } from "@lib/forecast/series/weighted_mid_mean.ts";
 * strictEqual(weightedMidMean(Float64Array.of(1, 900, 2, 3), Float64Array.of(1, 1, 1, 1), 0.5), 2.5);
 * ```
 */
export function weightedMidMean(values: Float64Array, weights: Float64Array, band: number): number {
  let total = 0;
  // Insertion sort: a few dozen values, often nearly in order from the step before.
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!, weight = weights[index]!;
    total += weight;
    let place = index;
    for (; place > 0 && values[place - 1]! > value; place--) {
      values[place] = values[place - 1]!;
      weights[place] = weights[place - 1]!;
    }
    values[place] = value;
    weights[place] = weight;
  }
  const low = total * (1 - band) / 2, high = total * (1 + band) / 2;
  let below = 0, sum = 0;
  for (let index = 0; index < values.length && below < high; index++) {
    const above = below + weights[index]!;
    const share = Math.min(above, high) - Math.max(below, low);
    if (share > 0) sum += share * values[index]!;
    below = above;
  }
  return sum / (high - low);
}
