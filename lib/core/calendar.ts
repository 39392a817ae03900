/**
 * The one calendar that drives effects, labels, features and reports.
 *
 * `is_eoq` marks the last five days of a quarter, `is_holiday` a bank holiday of the region; Monday is weekday 0.
 */
import { dateOf, type Day, weekdayOf } from "./day.ts";
import { bankHolidays, type Region } from "./holidays.ts";

/** The kinds of day, in order of precedence (the first that fits names the day). */
export const REGIMES = ["holiday", "quarter end", "month end", "weekend", "ordinary"] as const;
/** The kind of a day. */
export type Regime = typeof REGIMES[number];

/** Days before a quarter's end on which the quarter-end effect acts, the last one included. */
export const QUARTER_END_DAYS = 5;
/** Days before a month's end that count as month end, the last one included. */
export const MONTH_END_DAYS = 3;

/** What the calendar says of one day in one region. */
export interface CalendarDay {
  readonly day: Day;
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  /** 1–31. */
  readonly dayOfMonth: number;
  /** 1–4. */
  readonly quarter: number;
  /** Monday = 0 … Sunday = 6. */
  readonly dayofweek: number;
  readonly isWeekend: boolean;
  /** 1 … 5 on the last five days of a quarter (5 = the last day), else 0. */
  readonly quarterEndStep: number;
  /** 1 … 3 on the last three days of a month (3 = the last day), else 0. */
  readonly monthEndStep: number;
  /** Name of the bank holiday, or `null`. */
  readonly holiday: string | null;
  /** A working day squeezed between a holiday and a weekend (or between two holidays). */
  readonly isBridge: boolean;
  readonly regime: Regime;
}

/**
 * The calendar of a region over consecutive days.
 *
 * @param first First day.
 * @param days Number of days, 1 or more.
 * @example
 * ```ts
 * import { deepStrictEqual, strictEqual } from "node:assert/strict";
 * import { calendarOf } from "@lib/core/calendar.ts";
 * import { dayOf } from "@lib/core/day.ts";
 * const week = calendarOf("US-East", dayOf("2024-12-25"), 7);
 * strictEqual(week[0]?.regime, "holiday");
 * deepStrictEqual(week.map((day) => day.quarterEndStep), [0, 0, 1, 2, 3, 4, 5]);
 * ```
 */
export function calendarOf(region: Region, first: Day, days: number): CalendarDay[] {
  if (!(Number.isInteger(days) && days >= 1)) {
    throw new RangeError(`Cannot make a calendar: expected 1 day or more, got ${days}`);
  }
  // Two days more on each side tell whether the first and the last day are bridges.
  const holidays = bankHolidays(region, first - 2, first + days + 1);
  const isFree = (day: Day): boolean => weekdayOf(day) >= 5 || holidays.has(day);
  return Array.from({ length: days }, (_, index) => {
    const day = first + index;
    const date = dateOf(day);
    const year = date.getUTCFullYear(), month = date.getUTCMonth() + 1, dayOfMonth = date.getUTCDate();
    const daysToMonthEnd = new Date(Date.UTC(year, month, 0)).getUTCDate() - dayOfMonth;
    const quarterEndStep = month % 3 === 0 ? Math.max(0, QUARTER_END_DAYS - daysToMonthEnd) : 0;
    const monthEndStep = Math.max(0, MONTH_END_DAYS - daysToMonthEnd);
    const dayofweek = weekdayOf(day);
    const isWeekend = dayofweek >= 5;
    const holiday = holidays.get(day) ?? null;
    const isBridge = !isFree(day) && isFree(day - 1) && isFree(day + 1);
    const regime: Regime = holiday !== null
      ? "holiday"
      : quarterEndStep > 0
      ? "quarter end"
      : monthEndStep > 0
      ? "month end"
      : isWeekend
      ? "weekend"
      : "ordinary";
    return {
      day,
      year,
      month,
      dayOfMonth,
      quarter: Math.ceil(month / 3),
      dayofweek,
      isWeekend,
      quarterEndStep,
      monthEndStep,
      holiday,
      isBridge,
      regime,
    };
  });
}
