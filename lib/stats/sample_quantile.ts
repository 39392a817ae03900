/** Quantiles of a sample, interpolated so that their rank is right in the median, whatever the distribution. */

/**
 * A quantile of sorted values: the value at rank (n + ⅓)·p + ⅓, between two values in proportion; the ends are not passed.
 *
 * @param sorted Finite values, ascending.
 * @param p Probability in (0, 1).
 * @param length Only the first `length` values take part; default all.
 * @returns In the unit of the values; `NaN` of nothing.
 * @see Hyndman and Fan, Sample quantiles in statistical packages (1996), definition 8
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { sampleQuantile } from "@lib/stats/sample_quantile.ts";
 * strictEqual(sampleQuantile(Float64Array.of(1, 2, 3, 4, 5), 0.5), 3);
 * strictEqual(sampleQuantile(Float64Array.of(1, 2, 3, 4, 5), 0.25), 1 + 2 / 3);
 * ```
 */
export function sampleQuantile(sorted: Float64Array, p: number, length: number = sorted.length): number {
  if (length === 0) return NaN;
  const place = Math.min(length - 1, Math.max(0, (length + 1 / 3) * p - 2 / 3));
  const below = Math.floor(place), low = sorted[below]!;
  return below + 1 < length ? low + (place - below) * (sorted[below + 1]! - low) : low;
}
