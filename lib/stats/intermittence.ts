/** How a series comes: in a steady stream or in single demands. */

/** The four kinds of demand. */
export type DemandKind = "smooth" | "erratic" | "intermittent" | "lumpy";

/** How often something comes, how much its sizes differ, and what kind of demand that is. */
export interface Intermittence {
  /** Average number of steps from one value that is not 0 to the next, 1 or more; infinite when all are 0. */
  readonly interval: number;
  /** Squared coefficient of variation of the values that are not 0. */
  readonly variation: number;
  readonly kind: DemandKind;
}

/** Interval and squared variation at which Croston's method becomes better than simple exponential smoothing. */
const INTERVAL = 1.32, VARIATION = 0.49;

/**
 * The kind of a series by how often and how evenly something comes: smooth (often, evenly), erratic (often, unevenly), intermittent (seldom,
 * evenly), lumpy (seldom, unevenly). The last two are what Croston's method and its successors are made for.
 *
 * @param values 0 = nothing came; `NaN` = missing, which counts neither as a step nor as a demand.
 * @returns `undefined` when nothing is known.
 * @see Syntetos, Boylan and Croston, On the categorization of demand patterns, Journal of the Operational Research Society 56 (2005)
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { intermittenceOf } from "@lib/stats/intermittence.ts";
 * deepStrictEqual(intermittenceOf(Float64Array.of(0, 0, 4, 0, 0, 4)), { interval: 3, variation: 0, kind: "intermittent" });
 * ```
 */
export function intermittenceOf(values: Float64Array): Intermittence | undefined {
  let known = 0, demands = 0, sum = 0;
  for (const value of values) {
    if (value !== value) continue;
    known++;
    if (value !== 0) demands++, sum += value;
  }
  if (known === 0) return undefined;
  const mean = sum / demands;
  let squares = 0;
  for (const value of values) if (value === value && value !== 0) squares += (value / mean - 1) ** 2;
  const interval = known / demands, variation = demands === 0 ? 0 : squares / demands;
  return { interval, variation, kind: kindOf(interval >= INTERVAL, variation >= VARIATION) };
}

function kindOf(isSeldom: boolean, isUneven: boolean): DemandKind {
  if (isSeldom) return isUneven ? "lumpy" : "intermittent";
  return isUneven ? "erratic" : "smooth";
}
