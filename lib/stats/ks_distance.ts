/** The Kolmogorov-Smirnov distance: how far apart two distributions are at their worst point. */

/**
 * The largest difference between two empirical distribution functions.
 *
 * Ties within and between the samples are stepped over together, so that shared atoms (many exact zeros) count once.
 *
 * @param first Finite values, ascending, any unit.
 * @param second Finite values, ascending, the same unit.
 * @returns 0 (the same distribution) to 1 (no overlap); `NaN` when either is empty.
 * @see Massey, The Kolmogorov-Smirnov test for goodness of fit, J. Amer. Statist. Assoc. 46 (1951)
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { ksDistance } from "@lib/stats/ks_distance.ts";
 * strictEqual(ksDistance(Float64Array.of(1, 2, 3, 4), Float64Array.of(3, 4, 5, 6)), 0.5);
 * ```
 */
export function ksDistance(first: ArrayLike<number>, second: ArrayLike<number>): number {
  if (first.length === 0 || second.length === 0) return NaN;
  let a = 0, b = 0, largest = 0;
  while (a < first.length && b < second.length) {
    const value = Math.min(first[a]!, second[b]!);
    while (a < first.length && first[a]! <= value) a++;
    while (b < second.length && second[b]! <= value) b++;
    largest = Math.max(largest, Math.abs(a / first.length - b / second.length));
  }
  return largest;
}
