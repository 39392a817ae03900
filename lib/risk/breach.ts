/** What counts as a breach: at or above the threshold on three of five consecutive days. One bad day is weather. */

/** Days at or above the threshold that make a breach. */
export const BREACH_DAYS = 3;
/** Consecutive days among which they fall. */
export const BREACH_WINDOW = 5;

const WINDOW_MASK = (1 << BREACH_WINDOW) - 1;

/**
 * The first day of the first breach.
 *
 * @param isAbove Whether a day (0-based) is at or above the threshold.
 * @param days Number of days.
 * @returns 0-based day on which the breach begins, or -1 when there is none.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { firstBreach } from "@lib/risk/breach.ts";
 * const load = [85, 70, 70, 70, 70, 81, 70, 82, 79, 80];
 * strictEqual(firstBreach((day) => load[day]! >= 80, load.length), 5);
 * ```
 */
export function firstBreach(isAbove: (day: number) => boolean, days: number): number {
  let window = 0;
  for (let day = 0; day < days; day++) {
    // Bit k of the window tells whether the day k days ago was above.
    window = ((window << 1) | (isAbove(day) ? 1 : 0)) & WINDOW_MASK;
    if (bitCount(window) >= BREACH_DAYS) return day - (31 - Math.clz32(window));
  }
  return -1;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest > 0; rest &= rest - 1) count++;
  return count;
}
