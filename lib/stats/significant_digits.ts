/** Numbers with as many digits as mean something. */

/** Powers of ten that a double holds exactly. */
const EXACT_POWER = 22;

/**
 * The nearest number with some significant digits, as `toPrecision` would write it. Order is kept: of two numbers the smaller stays the
 * smaller, or they become equal.
 *
 * @param digits 1 to 15.
 * @returns Zero, `NaN` and infinite ones as they are.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { significant } from "@lib/stats/significant_digits.ts";
 * strictEqual(significant(12.3456789, 4), 12.35);
 * strictEqual(significant(-98_765, 2), -99_000);
 * ```
 */
export function significant(value: number, digits: number): number {
  if (value === 0 || value - value !== 0) return value;
  const size = Math.abs(value);
  // log10 may be off by a hair at powers of ten: the comparison mends it.
  let exponent = Math.floor(Math.log10(size));
  if (size >= 10 ** (exponent + 1)) exponent++;
  const shift = digits - 1 - exponent;
  if (shift > EXACT_POWER || shift < -EXACT_POWER) return Number(value.toPrecision(digits));
  // Whole numbers and powers of ten up to 10^22 are exact, so one operation rounds once.
  return shift >= 0 ? Math.round(value * 10 ** shift) / 10 ** shift : Math.round(value / 10 ** -shift) * 10 ** -shift;
}
