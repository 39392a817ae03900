/** The tail of the binomial distribution: what a sign test needs. */

/**
 * Probability of at least `successes` in `trials`, each with the same chance; with a chance of one half the p-value of a
 * one-sided sign test.
 *
 * @param successes Whole number from 0 to `trials`.
 * @param trials 0 or more.
 * @param chance Of one trial, 0 to 1; default 0.5.
 * @throws {RangeError} when the numbers are no whole numbers in their range.
 * @see Dixon and Mood, The statistical sign test, JASA 41 (1946)
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { binomialTail } from "@lib/stats/binomial_tail.ts";
 * strictEqual(binomialTail(3, 3).toFixed(6), "0.125000");
 * ```
 */
export function binomialTail(successes: number, trials: number, chance = 0.5): number {
  if (!(Number.isInteger(successes) && Number.isInteger(trials) && successes >= 0 && successes <= trials)) {
    throw new RangeError(`Cannot judge a count: expected 0 to ${trials} successes, got ${successes}`);
  }
  let tail = 0, logChoose = 0;
  for (let count = 0; count <= trials; count++) {
    if (count > 0) logChoose += Math.log((trials - count + 1) / count);
    if (count < successes) continue;
    // 0 · log 0 is 0 here: a certain event that happens every time.
    const logs = (count === 0 ? 0 : count * Math.log(chance)) +
      (count === trials ? 0 : (trials - count) * Math.log1p(-chance));
    tail += Math.exp(logChoose + logs);
  }
  return Math.min(1, tail);
}
