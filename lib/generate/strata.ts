/**
 * Spread-out draws for what servers are: every six servers of a type cover every sixth of each distribution once.
 *
 * So the moments of a fleet hold for every seed, while the draw of a server depends on its number alone, never on
 * how many servers follow.
 */
import { randomFor } from "@lib/core/random.ts";
import { normalQuantile } from "@lib/stats/normal_distribution.ts";
import { randomPermutation } from "@lib/stats/random_permutation.ts";

/** Strata of each distribution, and servers in a block that share them out; divides 42, 48, 18 and 12. */
export const STRATA = 6;
/**
 * Multiples of the square root of a prime fill a stratum evenly from block to block; each dimension has a prime of its
 * own, or two dimensions would move in step (Richtmyer 1951).
 */
const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71] as const;

/**
 * The stratified uniforms of one server.
 *
 * @param name Names the family of draws, for example the archetype.
 * @param member Number of the server within its type, from 0.
 * @param dimensions How many draws.
 * @param fixed How many of them, the first ones, form the same six rows for every seed: the seed only decides which of six
 * neighbours gets which row. Sums and products over these draws are the same for every seed.
 * @returns One value in (0, 1) per dimension.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { stratifiedUniforms, STRATA } from "@lib/generate/strata.ts";
 * const block = Array.from({ length: STRATA }, (_, member) => stratifiedUniforms(42, "web", member, 1)[0]!);
 * deepStrictEqual(block.map((u) => Math.floor(u * STRATA)).toSorted(), [0, 1, 2, 3, 4, 5]);
 * ```
 */
export function stratifiedUniforms(
  seed: number,
  name: string,
  member: number,
  dimensions: number,
  fixed = 0,
): Float64Array {
  const block = Math.floor(member / STRATA), place = member % STRATA;
  const { offsets, orders } = designOf(name, block, dimensions);
  const shuffle = randomFor(seed, "strata", name, block);
  const row = randomPermutation(STRATA, shuffle)[place]!;
  return Float64Array.from({ length: dimensions }, (_, dimension) => {
    const stratum = dimension < fixed ? orders[dimension]![row]! : randomPermutation(STRATA, shuffle)[place]!;
    const step = Math.sqrt(PRIMES[dimension % PRIMES.length]!);
    const within = (offsets[dimension * STRATA + stratum]! + block * step) % 1;
    // Kept off the ends, where a normal quantile would be infinite.
    return (stratum + 0.002 + 0.996 * within) / STRATA;
  });
}

/** What does not depend on the seed: where in its stratum a draw lies, and which strata meet in a row. */
function designOf(name: string, block: number, dimensions: number) {
  const random = randomFor("strata", name), inBlock = randomFor("strata", name, block);
  return {
    offsets: Float64Array.from({ length: dimensions * STRATA }, () => random.uniform()),
    orders: Array.from({ length: dimensions }, () => randomPermutation(STRATA, inBlock)),
  };
}

/** The standard normals of stratified uniforms. */
export function normalsOf(uniforms: Float64Array): Float64Array {
  return uniforms.map(normalQuantile);
}
