/** Distances to what has happened. */

/**
 * Days since the last of some events, on each day; missing before the first one is known.
 *
 * @param events Days of the events, as indices, ascending.
 * @param days Number of days.
 * @param known When an event is known: what was planned on its own day, what was seen on the morning after.
 * @returns Days, `NaN` = missing.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { daysSince } from "@lib/etl/features/days_since.ts";
 * deepStrictEqual([...daysSince([1, 3], 5, "on the day")], [NaN, 0, 1, 0, 1]);
 * deepStrictEqual([...daysSince([1, 3], 5, "the day after")], [NaN, NaN, 1, 2, 1]);
 * ```
 */
export function daysSince(
  events: readonly number[],
  days: number,
  known: "on the day" | "the day after",
): Float64Array {
  const since = new Float64Array(days), delay = known === "on the day" ? 0 : 1;
  for (let day = 0, last = NaN, next = 0; day < days; day++) {
    for (; next < events.length && events[next]! + delay <= day; next++) last = events[next]!;
    since[day] = day - last;
  }
  return since;
}
