/** Percentiles by nearest rank: the value returned is always one of the values given. */
import { orderStatistic } from "./order_statistic.ts";

/**
 * The rank that nearest rank takes of `count` values: ⌈p·count⌉, 1 = the smallest.
 *
 * @param count Values, 1 or more.
 * @param p Probability, above 0 and up to 1.
 * @throws {RangeError} when p is outside (0, 1].
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { rankOf } from "@lib/stats/nearest_rank.ts";
 * strictEqual(rankOf(24, 0.95), 23);
 * ```
 */
export function rankOf(count: number, p: number): number {
  if (!(p > 0 && p <= 1)) throw new RangeError(`Cannot take a percentile: expected p above 0 and up to 1, got ${p}`);
  // 0.95 · 20 must be rank 19 also where the product lands a hair above it.
  return Math.max(1, Math.ceil(p * count - 1e-9));
}

/**
 * The percentile of a few values by nearest rank: the ⌈p·n⌉-th smallest.
 *
 * @param values Finite values; reordered in place.
 * @param p Probability, above 0 and up to 1.
 * @param length Only the first `length` values take part; default all.
 * @returns One of the values; `NaN` of nothing.
 * @throws {RangeError} when p is outside (0, 1].
 * @see Hyndman and Fan, Sample quantiles in statistical packages (1996), definition 1
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { nearestRank } from "@lib/stats/nearest_rank.ts";
 * const hours = Float64Array.from({ length: 24 }, (_, hour) => 24 - hour);
 * strictEqual(nearestRank(hours, 0.95), 23);
 * ```
 */
export function nearestRank(values: Float64Array, p: number, length: number = values.length): number {
  const rank = rankOf(length, p);
  return length === 0 ? NaN : orderStatistic(values, rank - 1, length);
}
