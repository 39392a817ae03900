/** The straight line through a series, by least squares on the index. */

/** value ≈ intercept + slope · index. */
export interface LinearTrend {
  /** Value of the line at index 0, in the unit of the values. */
  readonly intercept: number;
  /** Per step. */
  readonly slope: number;
}

/**
 * @param values Finite, one or more; of one alone, the line is flat.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { linearTrend } from "@lib/stats/linear_trend.ts";
 * deepStrictEqual(linearTrend(Float64Array.of(1, 3, 5)), { intercept: 1, slope: 2 });
 * ```
 */
export function linearTrend(values: Float64Array): LinearTrend {
  const count = values.length, center = (count - 1) / 2;
  let mean = 0, products = 0;
  for (let at = 0; at < count; at++) {
    mean += values[at]!;
    products += (at - center) * values[at]!;
  }
  mean /= count;
  // Σ (index − center)² = n(n² − 1) / 12.
  const slope = count > 1 ? products / (count * (count * count - 1) / 12) : 0;
  return { intercept: mean - slope * center, slope };
}
