/**
 * Quantiles of many small subsets of one array, weighted or not.
 *
 * The array is ranked once; a subset is then a set of bits, read in ascending order, so that no subset is sorted.
 */
import { ascendingOrder } from "./ascending_order.ts";

/** One subset after another. */
export class SubsetQuantiles {
  readonly #sorted: Float64Array;
  readonly #rankOf: Uint32Array;
  /** One bit per rank: whether it is in the subset. */
  readonly #members: Uint32Array;
  readonly #weights: Float64Array;
  #total = 0;

  /** @param values Finite, any unit. Not changed. */
  constructor(values: Float64Array) {
    this.#sorted = new Float64Array(values.length);
    this.#rankOf = new Uint32Array(values.length);
    const order = ascendingOrder(values);
    for (let rank = 0; rank < order.length; rank++) {
      this.#sorted[rank] = values[order[rank]!]!;
      this.#rankOf[order[rank]!] = rank;
    }
    this.#members = new Uint32Array((values.length >> 5) + 1);
    this.#weights = new Float64Array(values.length);
  }

  /**
   * Puts the value at a position into the subset; once more adds to its weight.
   *
   * @param weight Above 0. Default 1.
   */
  add(position: number, weight = 1): void {
    const rank = this.#rankOf[position]!, word = rank >>> 5, bit = 1 << (rank & 31);
    const members = this.#members[word]!;
    this.#weights[rank] = members & bit ? this.#weights[rank]! + weight : weight;
    this.#members[word] = members | bit;
    this.#total += weight;
  }

  /**
   * Writes the values of the subset in ascending order, whatever they weigh, and empties it.
   *
   * @returns How many there are.
   */
  takeSorted(into: Float64Array): number {
    const members = this.#members;
    let count = 0;
    for (let word = 0; word < members.length; word++) {
      for (let bits = members[word]!; bits !== 0; bits &= bits - 1) {
        into[count++] = this.#sorted[(word << 5) + 31 - Math.clz32(bits & -bits)]!;
      }
      members[word] = 0;
    }
    this.#total = 0;
    return count;
  }

  /**
   * Writes the weighted quantiles of the subset and empties it: for each level the smallest value up to which at least that share of the weight lies.
   *
   * @param levels Probabilities in (0, 1), ascending.
   * @param into Level k goes to `into[at + k * stride]`, in the unit of the values; untouched when the subset is empty.
   */
  takeQuantiles(levels: readonly number[], into: Float64Array, at: number, stride: number): void {
    const members = this.#members, weights = this.#weights, sorted = this.#sorted, total = this.#total;
    let level = 0, bound = levels[0]! * total, sum = 0, rank = 0;
    for (let word = 0; word < members.length; word++) {
      for (let bits = members[word]!; bits !== 0; bits &= bits - 1) {
        rank = (word << 5) + 31 - Math.clz32(bits & -bits);
        sum += weights[rank]!;
        for (; sum >= bound; bound = levels[level]! * total) into[at + level++ * stride] = sorted[rank]!;
      }
      members[word] = 0;
    }
    // Rounding may leave the last level a hair above the sum of the weights.
    if (total > 0) { for (; level < levels.length; level++) into[at + level * stride] = sorted[rank]!; }
    this.#total = 0;
  }
}
