/** The Wasserstein distance: how far one distribution has to be moved to become the other. */

/**
 * The first Wasserstein (earth mover's) distance between two samples.
 *
 * @param first Finite values, ascending, any unit.
 * @param second Finite values, ascending, the same unit.
 * @returns Mean distance moved, in the unit of the values, 0 or more; `NaN` when either is empty.
 * @see Vallender, Calculation of the Wasserstein distance between probability distributions on the line (1974)
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { wassersteinDistance } from "@lib/stats/wasserstein_distance.ts";
 * strictEqual(wassersteinDistance(Float64Array.of(0, 1, 3), Float64Array.of(5, 6, 8)), 5);
 * ```
 */
export function wassersteinDistance(first: ArrayLike<number>, second: ArrayLike<number>): number {
  if (first.length === 0 || second.length === 0) return NaN;
  // The area between the two distribution functions, walked from value to value.
  let a = 0, b = 0, area = 0, at = Math.min(first[0]!, second[0]!);
  while (a < first.length || b < second.length) {
    const value = Math.min(first[a] ?? Infinity, second[b] ?? Infinity);
    area += Math.abs(a / first.length - b / second.length) * (value - at);
    at = value;
    while (a < first.length && first[a]! <= value) a++;
    while (b < second.length && second[b]! <= value) b++;
  }
  return area;
}
