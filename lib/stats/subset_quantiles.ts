/**
 * Weighted quantiles of many small subsets of one array.
 *
 * The array is ranked once; a subset is then a set of bits, read in ascending order, so that no subset is sorted.
 */
import { ascendingOrder } from "./ascending_order.ts";

/** Weighted quantiles of one subset after another. */
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
    ascendingOrder(values).forEach((position, rank) => {
      this.#sorted[rank] = values[position]!;
      this.#rankOf[position] = rank;
    });
    this.#members = new Uint32Array((values.length >> 5) + 1);
    this.#weights = new Float64Array(values.length);
  }

  /**
   * Puts the value at a position into the subset; once more adds to its weight.
   *
   * @param weight Above 0.
   */
  add(position: number, weight: number): void {
    const rank = this.#rankOf[position]!, word = rank >>> 5, bit = 1 << (rank & 31);
    const members = this.#members[word]!;
    this.#weights[rank] = members & bit ? this.#weights[rank]! + weight : weight;
    this.#members[word] = members | bit;
    this.#total += weight;
  }

  /**
   * Writes the quantiles of the subset and empties it: for each level the smallest value up to which at least that share of the weight lies.
   *
   * @param levels Probabilities in (0, 1), ascending.
   * @param into Level k goes to `into[at + k * stride]`, in the unit of the values; untouched when the subset is empty.
   */
  take(levels: readonly number[], into: Float64Array, at: number, stride: number): void {
    const members = this.#members, weights = this.#weights;
    let level = 0, sum = 0, rank = 0;
    for (let word = 0; word < members.length; word++) {
      let bits = members[word]!;
      if (bits === 0) continue;
      members[word] = 0;
      while (bits !== 0) {
        rank = (word << 5) + 31 - Math.clz32(bits & -bits);
        bits &= bits - 1;
        sum += weights[rank]!;
        while (level < levels.length && sum >= levels[level]! * this.#total) {
          into[at + level++ * stride] = this.#sorted[rank]!;
        }
      }
    }
    // Rounding may leave the last level a hair above the sum of the weights.
    if (this.#total > 0) { while (level < levels.length) into[at + level++ * stride] = this.#sorted[rank]!; }
    this.#total = 0;
  }
}
