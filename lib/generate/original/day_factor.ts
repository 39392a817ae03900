/** What the original's calendar does to a day: weekend, quarter end and its own list of holidays, multiplied. */
import { dateOf, type Day, weekdayOf } from "@lib/core/day.ts";

/** Factor one to five days before a quarter is over, the last day first. */
const QUARTER_END = [1.3, 1.24, 1.18, 1.12, 1.06] as const;

/**
 * The factor of a day; the same for all metrics that follow the calendar.
 *
 * The quarter end of December falls into the holidays, so that the year ends in a dip: 1.3 × 0.6 = 0.78 on its last day.
 *
 * @param weekend Factor of Saturday and Sunday.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { dayOf } from "@lib/core/day.ts";
 * import { originalDayFactor } from "@lib/generate/original/day_factor.ts";
 * strictEqual(originalDayFactor(dayOf("2024-12-31"), 0.5).toFixed(2), "0.78");
 * strictEqual(originalDayFactor(dayOf("2024-06-30"), 0.5).toFixed(2), "0.65"); // a Sunday
 * ```
 */
export function originalDayFactor(day: Day, weekend: number): number {
  const date = dateOf(day);
  const month = date.getUTCMonth() + 1, dayOfMonth = date.getUTCDate();
  return (weekdayOf(day) >= 5 ? weekend : 1) * quarterEnd(date.getUTCFullYear(), month, dayOfMonth) *
    holiday(month, dayOfMonth);
}

function quarterEnd(year: number, month: number, dayOfMonth: number): number {
  if (month % 3 !== 0) return 1;
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return QUARTER_END[lastDay - dayOfMonth] ?? 1;
}

function holiday(month: number, dayOfMonth: number): number {
  if (month === 1 && dayOfMonth === 1) return 0.5;
  if (month === 7 && dayOfMonth === 4) return 0.7;
  if (month === 11 && dayOfMonth >= 22 && dayOfMonth <= 28) return 0.7;
  if (month === 12 && dayOfMonth === 24) return 0.7;
  return month === 12 && dayOfMonth >= 25 ? 0.6 : 1;
}
