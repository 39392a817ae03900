/**
 * What every statistic of a trailing window keeps to: it is made of the values before a day and never of the day itself,
 * is missing before the window lies inside the series, and where less than half of the window is known.
 */

/**
 * The fewest known values that make a statistic of a window: half of it, and 2 at least.
 *
 * @param days Length of the window, a whole number of 2 or more.
 * @throws {RangeError} when the window is shorter than 2 or no whole number of days.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { fewestKnown } from "@lib/stats/trailing_window.ts";
 * strictEqual(fewestKnown(7), 4);
 * ```
 */
export function fewestKnown(days: number): number {
  if (!(Number.isInteger(days) && days >= 2)) {
    throw new RangeError(`Cannot roll a window: expected a whole number of 2 days or more, got ${days}`);
  }
  return Math.max(2, Math.ceil(days / 2));
}

/** How many of the first `days` values are known: what a window holds when it first lies inside the series. */
export function knownAtFirst(values: Float64Array, days: number): number {
  let known = 0;
  for (let day = Math.min(days, values.length) - 1; day >= 0; day--) if (values[day] === values[day]) known++;
  return known;
}
