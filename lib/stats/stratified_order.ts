/** An order of which every beginning is a fair sample: each stratum is spread evenly over it. */
import type { Random } from "@lib/core/random.ts";
import { randomPermutation } from "./random_permutation.ts";

/**
 * Puts members of strata in an order whose beginnings, and whose slices, hold each stratum in its proportion.
 *
 * The members of a stratum are shuffled and placed at even distances, from a start that is drawn: systematic sampling, so of
 * any k members in a row about k · n / N belong to a stratum of n.
 *
 * @param strata The stratum of each member.
 * @param randomOf A stream of chance for each stratum; it spends as many uniforms as the stratum has members.
 * @returns The numbers of the members, 0 … `strata.length` - 1, in that order.
 * @see Madow and Madow, On the theory of systematic sampling (1944)
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { randomFor } from "@lib/core/random.ts";
 * import { stratifiedOrder } from "@lib/stats/stratified_order.ts";
 * const strata = ["web", "web", "web", "web", "batch", "batch"];
 * const half = [...stratifiedOrder(strata, (name) => randomFor(1, name))].slice(0, 3);
 * deepStrictEqual(half.map((member) => strata[member]).toSorted(), ["batch", "web", "web"]);
 * ```
 */
export function stratifiedOrder(
  strata: readonly string[],
  randomOf: (stratum: string) => Pick<Random, "uniform">,
): Int32Array {
  const members = Map.groupBy(strata.keys(), (member) => strata[member]!);
  const places = new Float64Array(strata.length);
  for (const [stratum, own] of members) {
    const random = randomOf(stratum);
    const start = random.uniform();
    const order = randomPermutation(own.length, random);
    own.forEach((member, index) => places[member] = (order[index]! + start) / own.length);
  }
  return Int32Array.from(strata.keys()).sort((a, b) =>
    places[a]! - places[b]! || (strata[a]! < strata[b]! ? -1 : strata[a]! > strata[b]! ? 1 : a - b)
  );
}
