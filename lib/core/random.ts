/**
 * Chance as an argument: every random draw in the project comes from a stream that its caller names.
 *
 * `seedrandom` turns the user's seed and the stream's name into the state of a small fast generator
 * (xoshiro128++, Blackman and Vigna 2019), so the streams of two servers never touch each other.
 */
// @ts-types="@types/seedrandom"
import seedrandom from "seedrandom";

/** A stream of chance. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
}

/**
 * The stream of a seed and a name, for example `randomFor(42, "server", 7)`.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { randomFor } from "@lib/core/random.ts";
 * strictEqual(randomFor(42, "server", 7).uniform(), randomFor(42, "server", 7).uniform());
 * ```
 */
export function randomFor(seed: number | string, ...name: readonly (string | number)[]): Random {
  const words = seedrandom([seed, ...name].join("/"));
  let a = words.int32(), b = words.int32(), c = words.int32(), d = words.int32();
  const next = (): number => {
    const sum = (a + d) | 0;
    const result = (((sum << 7) | (sum >>> 25)) + a) | 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result >>> 0;
  };
  let spare = NaN;
  return {
    uniform: () => next() / 4_294_967_296,
    // Marsaglia's polar method: two normals per accepted point, the second is kept for the next call.
    normal() {
      if (!Number.isNaN(spare)) {
        const kept = spare;
        spare = NaN;
        return kept;
      }
      for (;;) {
        const x = next() / 2_147_483_648 - 1, y = next() / 2_147_483_648 - 1;
        const r = x * x + y * y;
        if (r > 0 && r < 1) {
          const scale = Math.sqrt(-2 * Math.log(r) / r);
          spare = y * scale;
          return x * scale;
        }
      }
    },
  };
}
