/** The tail of the chi-square distribution: how surprising a sum of squared deviations is. */
import { normalProbability } from "./normal_distribution.ts";

/**
 * Probability that a chi-square variable is at least x.
 *
 * @param x 0 or more.
 * @param degrees Degrees of freedom, a whole number of 1 or more.
 * @returns 0 to 1, absolute error below 1e-6.
 * @throws {RangeError} when the degrees of freedom are no whole number of at least 1.
 * @see Abramowitz and Stegun, Handbook of Mathematical Functions, 26.4.4 and 26.4.5
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { chiSquareTail } from "@lib/stats/chi_square.ts";
 * strictEqual(chiSquareTail(12.592, 6).toFixed(3), "0.050");
 * strictEqual(chiSquareTail(3.841, 1).toFixed(3), "0.050");
 * ```
 */
export function chiSquareTail(x: number, degrees: number): number {
  if (!(Number.isInteger(degrees) && degrees >= 1)) {
    throw new RangeError(`Cannot judge a chi-square: expected 1 degree of freedom or more, got ${degrees}`);
  }
  const isOdd = degrees % 2 === 1;
  // Both cases are the tail of the smallest number of degrees and one more term for every two degrees.
  let tail = isOdd ? 2 * (1 - normalProbability(Math.sqrt(x))) : Math.exp(-x / 2);
  let term = isOdd ? Math.sqrt(2 * x / Math.PI) * Math.exp(-x / 2) : Math.exp(-x / 2) * x / 2;
  for (let known = isOdd ? 1 : 2; known < degrees; known += 2) {
    tail += term;
    term *= x / (known + 2);
  }
  return Math.min(1, tail);
}
