/** Mean and variance of values with gaps. */

/** What a set of values comes to. */
export interface Moments {
  /** Values that are there. */
  readonly count: number;
  /** `NaN` of nothing. */
  readonly mean: number;
  /** Mean square distance from the mean (over the count, not over one less), unit squared; `NaN` of nothing. */
  readonly variance: number;
}

/**
 * The moments in one pass, without cancellation.
 *
 * @param values Any unit, `NaN` = missing.
 * @see Welford, Note on a method for calculating corrected sums of squares and products, Technometrics 4 (1962)
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { momentsOf } from "@lib/stats/moments.ts";
 * deepStrictEqual(momentsOf([1, NaN, 3]), { count: 2, mean: 2, variance: 1 });
 * ```
 */
export function momentsOf(values: ArrayLike<number>): Moments {
  let count = 0, mean = 0, squares = 0;
  for (let place = 0; place < values.length; place++) {
    const value = values[place]!;
    if (Number.isNaN(value)) continue;
    const step = value - mean;
    mean += step / ++count;
    squares += step * (value - mean);
  }
  return count > 0 ? { count, mean, variance: squares / count } : { count, mean: NaN, variance: NaN };
}
