/** A random order: every order equally likely. */
import type { Random } from "@lib/core/random.ts";

/**
 * The numbers 0 … `size` - 1 in a random order.
 *
 * @param size How many, 0 or more.
 * @param random Spends `size` - 1 uniforms.
 * @see Durstenfeld, Algorithm 235: Random permutation (1964), after Fisher and Yates
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { randomFor } from "@lib/core/random.ts";
 * import { randomPermutation } from "@lib/stats/random_permutation.ts";
 * deepStrictEqual([...randomPermutation(4, randomFor(1))].toSorted(), [0, 1, 2, 3]);
 * ```
 */
export function randomPermutation(size: number, random: Pick<Random, "uniform">): Int32Array {
  const order = Int32Array.from({ length: size }, (_, place) => place);
  for (let last = size - 1; last > 0; last--) {
    const other = Math.floor(random.uniform() * (last + 1));
    const kept = order[last]!;
    order[last] = order[other]!;
    order[other] = kept;
  }
  return order;
}
