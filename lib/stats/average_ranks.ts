/** Ranks with ties shared: what turns Pearson's correlation into Spearman's. */

/**
 * The ranks of values; equal values share the mean of their ranks, a missing one stays missing.
 *
 * @param values Any unit, `NaN` = missing.
 * @returns 1 = smallest … number of values present; `NaN` where missing.
 * @see Spearman, The proof and measurement of association between two things, Amer. J. Psychology 15 (1904)
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { averageRanks } from "@lib/stats/average_ranks.ts";
 * deepStrictEqual([...averageRanks(Float64Array.of(7, 0, NaN, 0, 9))], [3, 1.5, NaN, 1.5, 4]);
 * ```
 */
export function averageRanks(values: Float64Array): Float64Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  return values.map((value) => {
    if (Number.isNaN(value)) return NaN;
    // Two binary searches are several times faster than a map from values to ranks.
    return (firstAbove(sorted, value, false) + firstAbove(sorted, value, true) + 1) / 2;
  });
}

/** Place of the first value that is larger than `bound`, or (not strictly) as large. */
function firstAbove(sorted: Float64Array, bound: number, strictly: boolean): number {
  let low = 0, high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < bound || (strictly && sorted[middle] === bound)) low = middle + 1;
    else high = middle;
  }
  return low;
}
