/** The lowest place of a function of one variable, without derivatives. */

/** Each cut keeps this share of the interval: (√5 − 1) / 2. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Narrows an interval down to where the function is lowest, one evaluation per cut; exact where the function has one valley only.
 *
 * @param low Start of the interval.
 * @param high End of the interval.
 * @param cuts How often the interval shrinks by 0.618: 22 leave 1/40,000 of it.
 * @returns The middle of what is left.
 * @see Kiefer, Sequential minimax search for a maximum, Proceedings of the AMS 4 (1953)
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { goldenSection } from "@lib/stats/golden_section.ts";
 * ok(Math.abs(goldenSection((x) => (x - 0.3) ** 2, 0, 1, 22) - 0.3) < 1e-4);
 * ```
 */
export function goldenSection(of: (x: number) => number, low: number, high: number, cuts: number): number {
  let left = high - GOLDEN * (high - low), right = low + GOLDEN * (high - low);
  let atLeft = of(left), atRight = of(right);
  for (let cut = 0; cut < cuts; cut++) {
    if (atLeft < atRight) {
      high = right;
      right = left;
      atRight = atLeft;
      left = high - GOLDEN * (high - low);
      atLeft = of(left);
    } else {
      low = left;
      left = right;
      atLeft = atRight;
      right = low + GOLDEN * (high - low);
      atRight = of(right);
    }
  }
  return (low + high) / 2;
}
