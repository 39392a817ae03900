/** The calendar of a panel's days as arrays, made once per region. */
import { type CalendarDay, calendarOf } from "@lib/core/calendar.ts";
import { type Day, DAY_MS } from "@lib/core/day.ts";
import type { Region } from "@lib/core/holidays.ts";

/** One value per day of a panel. */
export interface CalendarColumns {
  readonly year: Int32Array;
  readonly month: Int32Array;
  readonly quarter: Int32Array;
  /** 1–31: also the days since the last month end. */
  readonly dayOfMonth: Int32Array;
  /** Working days of the month so far, the day itself included: neither weekend nor bank holiday. */
  readonly workdayOfMonth: Int32Array;
  /** Monday = 0. */
  readonly dayofweek: Int32Array;
  readonly isWeekend: Uint8Array;
  readonly isEoq: Uint8Array;
  readonly isHoliday: Uint8Array;
  /** 1 on a working day between two free ones. */
  readonly isBridge: Uint8Array;
  /** 1 on holidays, quarter ends and month ends: days whose peaks are expected. */
  readonly isPeakDay: Uint8Array;
  /** Days to the last day of the month, 0 on that day. */
  readonly daysToMonthEnd: Int32Array;
  /** Days to the last day of the quarter, 0 on that day. */
  readonly daysToEoq: Int32Array;
  /** Days since the last day of the quarter before, 1 or more. */
  readonly daysSinceEoq: Int32Array;
  /** Days to the next bank holiday, 0 on a holiday, `NaN` where the region has none. */
  readonly daysToHoliday: Float64Array;
  /** Days since the last bank holiday, 0 on a holiday, `NaN` where the region has none. */
  readonly daysSinceHoliday: Float64Array;
}

/** The calendar of each server of a panel; servers of one region share theirs. */
export type FleetCalendar = readonly CalendarColumns[];

/**
 * The calendar of each server over the same days.
 *
 * @param regions One region per server.
 * @param first First day.
 * @param days Number of days, 1 or more.
 */
export function fleetCalendar(regions: readonly Region[], first: Day, days: number): FleetCalendar {
  const calendars = new Map([...new Set(regions)].map((region) => [region, columnsOf(region, first, days)]));
  return regions.map((region) => calendars.get(region)!);
}

function columnsOf(region: Region, first: Day, days: number): CalendarColumns {
  // A year more on each side shows the holidays next to every day: no region is without one for that long. Before 1970
  // nothing is known of holidays.
  const from = Math.max(Math.min(first, 0), first - YEAR_DAYS), before = first - from;
  const calendar = calendarOf(region, from, before + days + YEAR_DAYS);
  const at = (index: number): CalendarDay => calendar[before + index]!;
  const integers = (pick: (day: CalendarDay) => number) => Int32Array.from({ length: days }, (_, i) => pick(at(i)));
  const flags = (pick: (day: CalendarDay) => boolean) =>
    Uint8Array.from({ length: days }, (_, i) => Number(pick(at(i))));
  return {
    year: integers((day) => day.year),
    month: integers((day) => day.month),
    quarter: integers((day) => day.quarter),
    dayOfMonth: integers((day) => day.dayOfMonth),
    workdayOfMonth: workdaysSoFar(calendar).subarray(before, before + days),
    dayofweek: integers((day) => day.dayofweek),
    isWeekend: flags((day) => day.isWeekend),
    isEoq: flags((day) => day.quarterEndStep > 0),
    isHoliday: flags((day) => day.holiday !== null),
    isBridge: flags((day) => day.isBridge),
    isPeakDay: flags((day) => day.holiday !== null || day.quarterEndStep > 0 || day.monthEndStep > 0),
    daysToMonthEnd: integers(({ day, year, month }) => lastDayOf(year, month) - day),
    daysToEoq: integers(({ day, year, quarter }) => lastDayOf(year, quarter * 3) - day),
    daysSinceEoq: integers(({ day, year, quarter }) => day - lastDayOf(year, quarter * 3 - 3)),
    ...holidayDistances(calendar, before, days),
  };
}

/** The longest year. */
const YEAR_DAYS = 366;

/** The last day of a month, 1–12; 0 is the December before. */
function lastDayOf(year: number, month: number): Day {
  return Date.UTC(year, month, 0) / DAY_MS;
}

function workdaysSoFar(calendar: readonly CalendarDay[]): Int32Array {
  let workdays = 0;
  return Int32Array.from(calendar, ({ dayOfMonth, isWeekend, holiday }) => {
    if (dayOfMonth === 1) workdays = 0;
    return isWeekend || holiday !== null ? workdays : ++workdays;
  });
}

function holidayDistances(
  calendar: readonly CalendarDay[],
  before: number,
  days: number,
): Pick<CalendarColumns, "daysToHoliday" | "daysSinceHoliday"> {
  const to = new Float64Array(calendar.length), since = new Float64Array(calendar.length);
  for (let index = 0, last = NaN; index < calendar.length; index++) {
    if (calendar[index]!.holiday !== null) last = index;
    since[index] = index - last;
  }
  for (let index = calendar.length - 1, next = NaN; index >= 0; index--) {
    if (calendar[index]!.holiday !== null) next = index;
    to[index] = next - index;
  }
  return {
    daysToHoliday: to.subarray(before, before + days),
    daysSinceHoliday: since.subarray(before, before + days),
  };
}
