/** The ordinary weekdays around a day: what a special day is compared with. */
import type { CalendarDay } from "@lib/core/calendar.ts";

/**
 * Places of the ordinary weekdays on one side of a day, the nearest first; bridge days are not ordinary.
 *
 * @param day Place of the day in the calendar.
 * @param side -1 = before, 1 = after.
 * @param within Days to look at.
 */
export function ordinaryNeighbours(
  calendar: readonly CalendarDay[],
  day: number,
  side: 1 | -1,
  within: number,
): number[] {
  return Array.from({ length: within }, (_, index) => day + side * (index + 1))
    .filter((near) => calendar[near]?.regime === "ordinary" && !calendar[near].isBridge);
}
