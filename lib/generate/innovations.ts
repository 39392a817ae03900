/**
 * The steps of noise by the million: a table of quantiles, read with the bits of xoshiro128++.
 *
 * A server needs 175,000 of them in four years. A table read with twelve random bits costs a third of the ziggurat, and
 * takes any distribution; its 4,096 values end at 3.7 standard deviations, and sums of steps fill what lies between.
 */
import type { Random } from "@lib/core/random.ts";
import { normalQuantile } from "@lib/stats/normal_distribution.ts";

/** Entries of a table: the values that twelve random bits choose from. */
export const INNOVATIONS = 4096;
const MASK = INNOVATIONS - 1, HIGH_BITS = 20;

/**
 * The values of a step at evenly spaced probabilities, with mean 0 and variance 1.
 *
 * @param skew Tukey's g, 0 = symmetric.
 * @param tail Tukey's h, 0 = the tails of a normal, below 0.25 or the variance is without meaning.
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { innovationTable } from "@lib/generate/innovations.ts";
 * const normal = innovationTable(0, 0), heavy = innovationTable(0, 0.2);
 * ok(heavy.at(-1)! > 1.5 * normal.at(-1)!);
 * ```
 */
export function innovationTable(skew: number, tail: number): Float64Array {
  const table = Float64Array.from({ length: INNOVATIONS }, (_, place) => {
    const z = normalQuantile((place + 0.5) / INNOVATIONS);
    return (skew === 0 ? z : Math.expm1(skew * z) / skew) * Math.exp(tail * z * z / 2);
  });
  const mean = table.reduce((sum, value) => sum + value) / INNOVATIONS;
  const sd = Math.sqrt(table.reduce((sum, value) => sum + (value - mean) ** 2, 0) / INNOVATIONS);
  return table.map((value) => (value - mean) / sd);
}

/**
 * The state of a generator (xoshiro128++, Blackman and Vigna 2019) that continues another stream of chance.
 *
 * @returns Four words. An Int32Array tells the compiler that they are whole.
 */
export function generatorState(random: Random): Int32Array {
  const state = Int32Array.from({ length: 4 }, () => (random.uniform() * 4_294_967_296) | 0);
  // All zeros is the one state that xoshiro cannot leave.
  if (state.every((word) => word === 0)) state[0] = 1;
  return state;
}

/**
 * Fills an array with steps, two of each draw.
 *
 * @param state Moved on.
 * @param values An even number of places.
 */
export function fillInnovations(state: Int32Array, table: Float64Array, values: Float64Array): void {
  let a = state[0]!, b = state[1]!, c = state[2]!, d = state[3]!;
  for (let place = 0; place < values.length; place += 2) {
    const sum = (a + d) | 0;
    const draw = (((sum << 7) | (sum >>> 25)) + a) | 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    values[place] = table[draw & MASK]!;
    values[place + 1] = table[draw >>> HIGH_BITS]!;
  }
  state[0] = a, state[1] = b, state[2] = c, state[3] = d;
}
