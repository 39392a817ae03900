/**
 * Normals by the thousand: the ziggurat method over xoshiro128++, filling whole arrays.
 *
 * A server needs 190,000 normals; drawn one by one through `Random.normal` they would take most of the run.
 *
 * @see Marsaglia and Tsang, The ziggurat method for generating random variables, J. Stat. Software 5(8), 2000
 * @see Doornik, An improved ziggurat method to generate normal random samples, 2005
 */
import type { Random } from "@lib/core/random.ts";

const LAYERS = 256;
/** Where the tail of the 256-layer ziggurat begins, and the area of each layer (Marsaglia and Tsang, section 3). */
const TAIL = 3.6541528853610088, AREA = 0.00492867323399;
const TWO_31 = 2_147_483_648, TWO_32 = 4_294_967_296;

const density = (x: number): number => Math.exp(-0.5 * x * x);

const EDGES = ziggurat();
const WIDTH = Float64Array.from({ length: LAYERS }, (_, layer) => EDGES[layer]! / TWO_31);
const INSIDE = Int32Array.from(
  { length: LAYERS },
  (_, layer) => Math.min(TWO_31 - 1, Math.floor(EDGES[layer + 1]! / EDGES[layer]! * TWO_31)),
);
const HEIGHT = Float64Array.from({ length: LAYERS + 1 }, (_, layer) => density(EDGES[layer]!));

function ziggurat(): Float64Array {
  const edges = new Float64Array(LAYERS + 1);
  edges[0] = AREA / density(TAIL);
  edges[1] = TAIL;
  for (let layer = 2; layer < LAYERS; layer++) {
    const edge = edges[layer - 1]!;
    edges[layer] = Math.sqrt(-2 * Math.log(AREA / edge + density(edge)));
  }
  return edges;
}

/** A stream of normals that fills arrays. */
export interface NormalStream {
  /** Fills the first `count` places; the values continue where the last call ended. */
  fill(values: Float64Array, count: number): void;
}

/**
 * A stream of normals that continues another stream of chance.
 *
 * @param random Gives the 128 bits of state (four draws).
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { randomFor } from "@lib/core/random.ts";
 * import { normalStream } from "@lib/generate/normal_stream.ts";
 * const whole = new Float64Array(6), part = new Float64Array(3);
 * normalStream(randomFor(42, "example")).fill(whole, 6);
 * normalStream(randomFor(42, "example")).fill(part, 3);
 * deepStrictEqual(whole.subarray(0, 3), part);
 * ```
 */
export function normalStream(random: Random): NormalStream {
  // An Int32Array tells the compiler that the state is whole; plain variables would be treated as floating point.
  const state = Int32Array.from({ length: 4 }, () => (random.uniform() * TWO_32) | 0);
  // All zeros is the one state that xoshiro cannot leave.
  if (state.every((word) => word === 0)) state[0] = 1;
  return { fill: (values, count) => fill(state, values, count) };
}

function fill(state: Int32Array, values: Float64Array, count: number): void {
  // The state lives in locals inside the loop: it is what makes it fast.
  let a = state[0]!, b = state[1]!, c = state[2]!, d = state[3]!;
  for (let index = 0; index < count; index++) {
    const sum = (a + d) | 0;
    const draw = (((sum << 7) | (sum >>> 25)) + a) | 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    const layer = draw & 255;
    const sign = draw >> 31;
    // (x ^ sign) - sign is |x| without a branch, which no processor could predict.
    if ((((draw ^ sign) - sign) | 0) < INSIDE[layer]!) {
      values[index] = draw * WIDTH[layer]!;
    } else {
      state[0] = a, state[1] = b, state[2] = c, state[3] = d;
      values[index] = outside(state, draw);
      a = state[0]!, b = state[1]!, c = state[2]!, d = state[3]!;
    }
  }
  state[0] = a, state[1] = b, state[2] = c, state[3] = d;
}

/** The one draw in a hundred that falls outside its layer's inner box. */
function outside(state: Int32Array, first: number): number {
  for (let draw = first;;) {
    const layer = draw & 255;
    const x = draw * WIDTH[layer]!;
    if (layer === 0) {
      let beyond: number, y: number;
      do {
        beyond = -Math.log(unit(state)) / TAIL;
        y = -Math.log(unit(state));
      } while (y + y < beyond * beyond);
      return draw > 0 ? TAIL + beyond : -TAIL - beyond;
    }
    const low = HEIGHT[layer]!, high = HEIGHT[layer + 1]!;
    if (low + unit(state) * (high - low) < density(x)) return x;
    draw = bits(state);
    const sign = draw >> 31;
    if ((((draw ^ sign) - sign) | 0) < INSIDE[draw & 255]!) return draw * WIDTH[draw & 255]!;
  }
}

/** 32 random bits (xoshiro128++, Blackman and Vigna 2019). */
function bits(state: Int32Array): number {
  const a = state[0]!, b = state[1]!, c = state[2]!, d = state[3]!;
  const sum = (a + d) | 0;
  const c1 = c ^ a, d1 = d ^ b;
  state[0] = a ^ d1;
  state[1] = b ^ c1;
  state[2] = c1 ^ (b << 9);
  state[3] = (d1 << 11) | (d1 >>> 21);
  return (((sum << 7) | (sum >>> 25)) + a) | 0;
}

function unit(state: Int32Array): number {
  return ((bits(state) >>> 0) + 0.5) / TWO_32;
}
