/** Order statistics without a full sort: what medians of many short arrays need. */

/**
 * The k-th smallest value; the array is reordered.
 *
 * @param values Finite values; reordered in place.
 * @param k 0 = smallest.
 * @param length Only the first `length` values take part; default all.
 * @see Hoare, Algorithm 65: Find (1961)
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { orderStatistic } from "@lib/stats/order_statistic.ts";
 * strictEqual(orderStatistic(Float64Array.of(5, 1, 4, 2), 1), 2);
 * ```
 */
export function orderStatistic(values: Float64Array, k: number, length: number = values.length): number {
  if (!(k >= 0 && k < length)) throw new RangeError(`Cannot rank values: expected 0 to ${length - 1}, got ${k}`);
  let low = 0, high = length - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1]!;
    let left = low, right = high;
    while (left <= right) {
      while (values[left]! < pivot) left++;
      while (values[right]! > pivot) right--;
      if (left <= right) {
        const kept = values[left]!;
        values[left++] = values[right]!;
        values[right--] = kept;
      }
    }
    if (k <= right) high = right;
    else if (k >= left) low = left;
    else break;
  }
  return values[k]!;
}

/**
 * The lower-middle to upper-middle median; `NaN` of nothing.
 *
 * @param values Finite values; reordered in place.
 * @param length Only the first `length` values take part; default all.
 */
export function medianInPlace(values: Float64Array, length: number = values.length): number {
  if (length === 0) return NaN;
  const upper = length >> 1;
  const high = orderStatistic(values, upper, length);
  if (length % 2 === 1) return high;
  // Everything before `upper` is at most `high` now: the lower middle is the largest of it.
  let low = -Infinity;
  for (let index = 0; index < upper; index++) if (values[index]! > low) low = values[index]!;
  return (low + high) / 2;
}
