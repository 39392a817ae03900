/** How a gauge shows a demand that its server cannot serve: a smooth bend below 100 %, never a pile of values on the bound. */

/**
 * The utilization that a demand shows as.
 *
 * Nearly the demand itself up to 70 %, then bending towards 100 %: y = x / (1 + (x/100)⁸)^(1/8).
 *
 * @param demand Demand in percent of the capacity, 0 or more, unbounded.
 * @returns Percent, below 100.
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { boundedPercent } from "@lib/generate/demand_bound.ts";
 * ok(Math.abs(boundedPercent(50) - 50) < 0.03);
 * ok(boundedPercent(150) > 99 && boundedPercent(150) < 100);
 * ```
 */
export function boundedPercent(demand: number): number {
  const share = demand * 0.01;
  const square = share * share;
  const fourth = square * square;
  // Three square roots are an eighth root, several times cheaper than a power.
  return demand / Math.sqrt(Math.sqrt(Math.sqrt(1 + fourth * fourth)));
}

/**
 * The demand that shows as a utilization: the inverse of `boundedPercent`.
 *
 * @param percent 0 to below 100.
 */
export function demandOf(percent: number): number {
  return percent / Math.pow(1 - Math.pow(percent / 100, 8), 1 / 8);
}
