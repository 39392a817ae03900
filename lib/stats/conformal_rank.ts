/** Finite-sample quantiles of past errors: the ranks that make a split-conformal interval keep its promise. */
import { normalQuantile } from "./normal_distribution.ts";

/**
 * Quantiles of the next error from n exchangeable past ones.
 *
 * An upper level p takes rank ⌈(n + 1)·p⌉, a lower one ⌊(n + 1)·p⌋, so that an interval covers at least what it says. Where n errors cannot
 * reach the level (the rank falls outside 1 … n), a normal tail through the pool's own root mean square takes over, widened by √(1 + 1/n).
 *
 * @param sortedErrors Past errors, ascending, finite.
 * @param levels Probabilities in (0, 1), ascending.
 * @returns One value per level, never crossing; all 0 when there are no errors.
 * @see Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World (2005); Lei et al., Distribution-Free Predictive Inference for Regression (2018)
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { conformalQuantiles } from "@lib/stats/conformal_rank.ts";
 * deepStrictEqual([...conformalQuantiles(Float64Array.of(-2, -1, 0, 1, 2, 3, 4, 5, 6), [0.1, 0.5, 0.9])], [-2, 2, 6]);
 * ```
 */
export function conformalQuantiles(sortedErrors: Float64Array, levels: readonly number[]): Float64Array {
  const count = sortedErrors.length;
  const result = new Float64Array(levels.length);
  if (count === 0) return result;
  let known = NaN;
  // Root mean square of the errors, found only where a tail needs it.
  const reach = (): number => known === known ? known : known = reachOf(sortedErrors);
  levels.forEach((level, index) => {
    if (level === 0.5) {
      result[index] = (sortedErrors[(count - 1) >> 1]! + sortedErrors[count >> 1]!) / 2;
      return;
    }
    // The tiny step keeps (n + 1)·p whole when it is whole on paper.
    const rank = level > 0.5 ? Math.ceil((count + 1) * level - 1e-9) : Math.floor((count + 1) * level + 1e-9);
    if (rank >= 1 && rank <= count) result[index] = sortedErrors[rank - 1]!;
    else if (level > 0.5) result[index] = Math.max(sortedErrors[count - 1]!, reach() * normalQuantile(level));
    else result[index] = Math.min(sortedErrors[0]!, reach() * normalQuantile(level));
  });
  // A lower rank and an upper one can meet only in tiny pools; ascending order is kept there too.
  for (let index = 1; index < result.length; index++) {
    if (result[index]! < result[index - 1]!) result[index] = result[index - 1]!;
  }
  return result;
}

function reachOf(errors: Float64Array): number {
  let squares = 0;
  for (const error of errors) squares += error * error;
  return Math.sqrt(squares / errors.length * (1 + 1 / errors.length));
}
