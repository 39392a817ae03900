/** The calendar of a panel's days as arrays, made once per region. */
import { calendarOf } from "@lib/core/calendar.ts";
import { type Day, DAY_MS } from "@lib/core/day.ts";
import { bankHolidays, type Region } from "@lib/core/holidays.ts";

/** One value per day of a panel. */
export interface CalendarColumns {
  readonly year: Int32Array;
  readonly month: Int32Array;
  readonly quarter: Int32Array;
  /** Monday = 0. */
  readonly dayofweek: Int32Array;
  readonly isWeekend: Uint8Array;
  readonly isEoq: Uint8Array;
  readonly isHoliday: Uint8Array;
  /** 1 on holidays, quarter ends and month ends: days whose peaks are expected. */
  readonly isPeakDay: Uint8Array;
  /** Days to the last day of the quarter, 0 on that day. */
  readonly daysToEoq: Int32Array;
  /** Days to the next bank holiday, 0 on a holiday, `NaN` where the region has none. */
  readonly daysToHoliday: Float64Array;
}

/**
 * The calendars of several regions over the same days.
 *
 * @param first First day.
 * @param days Number of days, 1 or more.
 */
export function calendarColumns(
  regions: Iterable<Region>,
  first: Day,
  days: number,
): ReadonlyMap<Region, CalendarColumns> {
  return new Map([...new Set(regions)].map((region) => [region, columnsOf(region, first, days)]));
}

function columnsOf(region: Region, first: Day, days: number): CalendarColumns {
  const calendar = calendarOf(region, first, days);
  const integers = (pick: (index: number) => number) => Int32Array.from({ length: days }, (_, index) => pick(index));
  const flags = (pick: (index: number) => boolean) => Uint8Array.from({ length: days }, (_, i) => pick(i) ? 1 : 0);
  const at = (index: number) => calendar[index]!;
  // A year ahead is enough: no region is without a holiday for that long.
  const holidays = bankHolidays(region, first, first + days + 366);
  const daysToHoliday = new Float64Array(days).fill(NaN);
  let next = NaN;
  for (let day = first + days + 366; day >= first; day--) {
    if (holidays.has(day)) next = day;
    if (day < first + days) daysToHoliday[day - first] = next - day;
  }
  return {
    year: integers((i) => at(i).year),
    month: integers((i) => at(i).month),
    quarter: integers((i) => at(i).quarter),
    dayofweek: integers((i) => at(i).dayofweek),
    isWeekend: flags((i) => at(i).isWeekend),
    isEoq: flags((i) => at(i).quarterEndStep > 0),
    isHoliday: flags((i) => at(i).holiday !== null),
    isPeakDay: flags((i) => at(i).holiday !== null || at(i).quarterEndStep > 0 || at(i).monthEndStep > 0),
    daysToEoq: integers((i) => Date.UTC(at(i).year, at(i).quarter * 3, 0) / DAY_MS - at(i).day),
    daysToHoliday,
  };
}
