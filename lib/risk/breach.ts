/** What counts as a breach: at or above the threshold on three of five consecutive days. One bad day is weather. */

/** Days at or above the threshold that make a breach. */
export const BREACH_DAYS = 3;
/** Consecutive days among which they fall. */
export const BREACH_WINDOW = 5;

const WINDOW_MASK = (1 << BREACH_WINDOW) - 1;
/** For each pattern of the last days (bit k = the day k days ago was above) whether it is a breach. */
const IS_BREACH = Uint8Array.from({ length: WINDOW_MASK + 1 }, (_, bits) => bitCount(bits) >= BREACH_DAYS ? 1 : 0);

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
    window = ((window << 1) | (isAbove(day) ? 1 : 0)) & WINDOW_MASK;
    if (IS_BREACH[window] === 1) return firstDay(window, day);
  }
  return -1;
}

/**
 * `firstBreach` of one of many paths in an array, against a limit per day: the inner loop of every simulation.
 *
 * @param values Path after path.
 * @param offset Where the path begins.
 * @param limits One per day; a value at or above its limit counts.
 * @param observed The days just before the path, from `windowOf`: a breach that has begun goes on.
 * @returns 0-based day on which the breach begins, 0 when it began before the path, or -1 when there is none.
 */
export function firstBreachOfPath(values: Float64Array, offset: number, limits: Float64Array, observed = 0): number {
  let window = observed;
  for (let day = 0; day < limits.length; day++) {
    window = ((window << 1) | (values[offset + day]! >= limits[day]! ? 1 : 0)) & WINDOW_MASK;
    if (IS_BREACH[window] === 1) return firstDay(window, day);
  }
  return -1;
}

/** The last days of a history as the window with which a path goes on; a missing day is not above. */
export function windowOf(history: Float64Array, threshold: number): number {
  let window = 0;
  for (const value of history.subarray(-(BREACH_WINDOW - 1))) window = (window << 1) | (value >= threshold ? 1 : 0);
  return window;
}

/** The earliest of the days above that make the breach. */
function firstDay(window: number, day: number): number {
  return Math.max(0, day - (31 - Math.clz32(window)));
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest > 0; rest &= rest - 1) count++;
  return count;
}
