/** Quantiles of Student's t: how much wider an interval must be when a deviation is learned from few values. */
import { normalQuantile } from "./normal_distribution.ts";

/**
 * The quantile of Student's t, by the expansion of Fisher and Cornish about the normal quantile; within 1 % from 3 degrees of freedom and levels
 * of .025 to .975 on.
 *
 * @param level Probability in (0, 1).
 * @param degrees Degrees of freedom, 3 or more, not necessarily whole; infinite = normal.
 * @throws {RangeError} when there are fewer degrees of freedom.
 * @see Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.7.5
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { studentQuantile } from "@lib/stats/student_quantile.ts";
 * strictEqual(studentQuantile(0.975, 8).toFixed(3), "2.306");
 * strictEqual(studentQuantile(0.1, Infinity).toFixed(3), "-1.282");
 * ```
 */
export function studentQuantile(level: number, degrees: number): number {
  if (!(degrees >= 3)) {
    throw new RangeError(
      `Cannot take a quantile of Student's t: expected 3 degrees of freedom or more, got ${degrees}`,
    );
  }
  const z = normalQuantile(level), square = z * z, inverse = 1 / degrees;
  const first = (square + 1) / 4;
  const second = (5 * square ** 2 + 16 * square + 3) / 96;
  const third = (3 * square ** 3 + 19 * square ** 2 + 17 * square - 15) / 384;
  const fourth = (79 * square ** 4 + 776 * square ** 3 + 1482 * square ** 2 - 1920 * square - 945) / 92_160;
  return z * (1 + inverse * (first + inverse * (second + inverse * (third + inverse * fourth))));
}
