/**
 * The steps of noise by the million: a table of quantiles, read with the bits of xoshiro128++.
 *
 * A server needs 175,000 of them in four years. A table read with twelve random bits costs a third of the ziggurat; its
 * 4,096 values end at 3.7 standard deviations, and sums of steps fill what lies between.
 */
import type { Random } from "@lib/core/random.ts";
import { normalQuantile } from "@lib/stats/normal_distribution.ts";

/** Entries of a table: the values that twelve random bits choose from. */
export const INNOVATIONS = 4096;
/** The lowest twelve bits of a draw, and the shift that leaves its highest twelve. */
export const LOW_BITS = INNOVATIONS - 1, HIGH_BITS = 20;

/** The values of a standard normal at 4,096 evenly spaced probabilities, scaled to variance 1. */
export const STEPS = normalSteps();

function normalSteps(): Float64Array {
  const values = Float64Array.from({ length: INNOVATIONS }, (_, place) => normalQuantile((place + 0.5) / INNOVATIONS));
  const sd = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / INNOVATIONS);
  return values.map((value) => value / sd);
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
export function fillInnovations(state: Int32Array, values: Float64Array): void {
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
    values[place] = STEPS[draw & LOW_BITS]!;
    values[place + 1] = STEPS[draw >>> HIGH_BITS]!;
  }
  state[0] = a, state[1] = b, state[2] = c, state[3] = d;
}
