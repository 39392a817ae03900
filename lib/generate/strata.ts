/**
 * Spread-out draws for what servers are: every six servers of a type cover every sixth of each distribution once.
 *
 * So the moments of a fleet hold for every seed, while the draw of a server depends on its number alone, never on
 * how many servers follow.
 */
import { randomFor } from "@lib/core/random.ts";
import { normalQuantile } from "@lib/stats/normal_distribution.ts";

/** Strata of each distribution, and servers in a block that share them out; divides 42, 48, 18 and 12. */
export const STRATA = 6;
/** Fraction of the golden ratio: its multiples fill a stratum evenly from block to block. */
const GOLDEN = 0.6180339887498949;

/**
 * The stratified uniforms of one server.
 *
 * @param name Names the family of draws, for example the archetype.
 * @param member Number of the server within its type, from 0.
 * @param dimensions How many draws.
 * @returns One value in (0, 1) per dimension.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { stratifiedUniforms, STRATA } from "@lib/generate/strata.ts";
 * const block = Array.from({ length: STRATA }, (_, member) => stratifiedUniforms(42, "web", member, 1)[0]!);
 * deepStrictEqual(block.map((u) => Math.floor(u * STRATA)).toSorted(), [0, 1, 2, 3, 4, 5]);
 * ```
 */
export function stratifiedUniforms(seed: number, name: string, member: number, dimensions: number): Float64Array {
  const block = Math.floor(member / STRATA), place = member % STRATA;
  const offsets = randomFor(seed, "strata", name);
  const shuffle = randomFor(seed, "strata", name, block);
  const draws = new Float64Array(dimensions);
  const order = new Int32Array(STRATA);
  for (let dimension = 0; dimension < dimensions; dimension++) {
    for (let stratum = 0; stratum < STRATA; stratum++) order[stratum] = stratum;
    for (let last = STRATA - 1; last > 0; last--) {
      const other = Math.floor(shuffle.uniform() * (last + 1));
      const kept = order[last]!;
      order[last] = order[other]!;
      order[other] = kept;
    }
    let offset = 0;
    for (let stratum = 0; stratum < STRATA; stratum++) {
      const drawn = offsets.uniform();
      if (stratum === order[place]) offset = drawn;
    }
    const within = (offset + block * GOLDEN) % 1;
    // Kept off the ends, where a normal quantile would be infinite.
    draws[dimension] = (order[place]! + 0.002 + 0.996 * within) / STRATA;
  }
  return draws;
}

/** The standard normals of stratified uniforms. */
export function normalsOf(uniforms: Float64Array): Float64Array {
  return uniforms.map(normalQuantile);
}
