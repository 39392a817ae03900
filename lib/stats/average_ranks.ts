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
  const rankOf = new Map<number, number>();
  for (let from = 0; from < sorted.length;) {
    let to = from + 1;
    while (to < sorted.length && sorted[to] === sorted[from]) to++;
    rankOf.set(sorted[from]!, (from + 1 + to) / 2);
    from = to;
  }
  return values.map((value) => rankOf.get(value) ?? NaN);
}
