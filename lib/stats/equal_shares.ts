/** A distribution in a few numbers: each stands for an equal share of the values. */

/**
 * The mid-points of `shares` equal slices of a sample, by nearest rank.
 *
 * The result can be used as a small sample of the same distribution: its distribution function is never further than
 * half a slice from the one of the values, atoms (many exact zeros) included.
 *
 * @param sorted Finite values, ascending, any unit.
 * @param shares How many numbers to keep, 1 or more; a sample that is no larger is returned whole.
 * @returns Ascending; empty of nothing.
 * @throws {RangeError} when fewer than one share is asked for.
 * @see Hyndman and Fan, Sample quantiles in statistical packages (1996), definition 1
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { equalShares } from "@lib/stats/equal_shares.ts";
 * deepStrictEqual([...equalShares(Float64Array.of(1, 2, 3, 4, 5, 6), 3)], [1, 3, 5]);
 * ```
 */
export function equalShares(sorted: Float64Array, shares: number): Float64Array {
  if (!(Number.isInteger(shares) && shares >= 1)) {
    throw new RangeError(`Cannot summarise a distribution: expected 1 share or more, got ${shares}`);
  }
  if (sorted.length <= shares) return sorted.slice();
  return Float64Array.from(
    { length: shares },
    (_, share) => sorted[Math.ceil((share + 0.5) / shares * sorted.length - 1e-9) - 1]!,
  );
}
