/** The dot product of two stretches of values. */

/**
 * Σ first[firstFrom + k]·second[secondFrom + k] over `count` steps: four sums side by side, because one would wait for each addition.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { dotProduct } from "@lib/stats/dot_product.ts";
 * strictEqual(dotProduct(Float64Array.of(9, 1, 2), 1, Float64Array.of(3, 4, 9), 0, 2), 1 * 3 + 2 * 4);
 * ```
 */
export function dotProduct(
  first: Float64Array,
  firstFrom: number,
  second: Float64Array,
  secondFrom: number,
  count: number,
): number {
  let a = 0, b = 0, c = 0, d = 0, k = 0;
  for (const whole = count - 3; k < whole; k += 4) {
    a += first[firstFrom + k]! * second[secondFrom + k]!;
    b += first[firstFrom + k + 1]! * second[secondFrom + k + 1]!;
    c += first[firstFrom + k + 2]! * second[secondFrom + k + 2]!;
    d += first[firstFrom + k + 3]! * second[secondFrom + k + 3]!;
  }
  for (; k < count; k++) a += first[firstFrom + k]! * second[secondFrom + k]!;
  return (a + b) + (c + d);
}
