/**
 * The order of many small subsets of one array.
 *
 * The array is ranked once; a subset is then a set of bits, read in ascending order, so that no subset is sorted.
 */
import { ascendingOrder } from "./ascending_order.ts";

/** One subset after another. */
export class RankedSubsets {
  /** The position of each rank, 0 = the smallest value. */
  readonly order: Uint32Array;
  readonly #rankOf: Uint32Array;
  /** One bit per rank: whether it is in the subset. */
  readonly #members: Uint32Array;

  /**
   * @param values Finite, any unit. Not changed.
   * @example
   * ```ts
   * import { deepStrictEqual, strictEqual } from "node:assert/strict";
   * import { RankedSubsets } from "@lib/stats/ranked_subsets.ts";
   * const subsets = new RankedSubsets(Float64Array.of(40, 10, 30, 20)), ranks = new Uint32Array(4);
   * for (const position of [0, 3, 1]) subsets.add(position);
   * strictEqual(subsets.take(ranks), 3);
   * deepStrictEqual([...ranks.subarray(0, 3)].map((rank) => subsets.order[rank]), [1, 3, 0]);
   * ```
   */
  constructor(values: Float64Array) {
    this.order = ascendingOrder(values);
    this.#rankOf = new Uint32Array(values.length);
    for (let rank = 0; rank < values.length; rank++) this.#rankOf[this.order[rank]!] = rank;
    this.#members = new Uint32Array((values.length >> 5) + 1);
  }

  /** Puts a position into the subset; once more changes nothing. */
  add(position: number): void {
    const rank = this.#rankOf[position]!;
    this.#members[rank >>> 5]! |= 1 << (rank & 31);
  }

  /**
   * Writes the ranks of the subset in ascending order and empties it.
   *
   * @param into As long as the subset or longer.
   * @returns How many there are.
   */
  take(into: Uint32Array): number {
    const members = this.#members;
    let count = 0;
    for (let word = 0; word < members.length; word++) {
      for (let bits = members[word]!; bits !== 0; bits &= bits - 1) {
        into[count++] = (word << 5) + 31 - Math.clz32(bits & -bits);
      }
      members[word] = 0;
    }
    return count;
  }
}
