/** Quantiles of values that do not all count the same. */

/** Where quantiles are written: level k to `into[at + k * stride]`. */
export interface QuantilePlace {
  readonly into: Float64Array;
  readonly at: number;
  readonly stride: number;
}

/**
 * For each level the smallest value up to which at least that share of the weight lies.
 *
 * @param sorted Values, ascending, any unit.
 * @param weights One per value, 0 or more, not all 0.
 * @param count Only the first `count` values take part.
 * @param levels Probabilities in (0, 1), ascending.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { weightedQuantiles } from "@lib/stats/weighted_quantiles.ts";
 * const into = new Float64Array(2);
 * weightedQuantiles(Float64Array.of(1, 5, 9), Float64Array.of(1, 1, 8), 3, [0.15, 0.5], { into, at: 0, stride: 1 });
 * deepStrictEqual(into, Float64Array.of(5, 9));
 * ```
 */
export function weightedQuantiles(
  sorted: Float64Array,
  weights: Float64Array,
  count: number,
  levels: readonly number[],
  { into, at, stride }: QuantilePlace,
): void {
  let total = 0;
  for (let index = 0; index < count; index++) total += weights[index]!;
  let index = 0, sum = weights[0]!;
  for (let level = 0; level < levels.length; level++) {
    const share = levels[level]! * total;
    // Rounding may leave the last share a hair above the sum of all weights: then it is the largest value.
    while (sum < share && index + 1 < count) sum += weights[++index]!;
    into[at + level * stride] = sorted[index]!;
  }
}
