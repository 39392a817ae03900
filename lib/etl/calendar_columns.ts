/** The calendar of a panel's days as arrays, made once per region. */
import { calendarOf } from "@lib/core/calendar.ts";
import { type Day, DAY_MS } from "@lib/core/day.ts";
import type { Region } from "@lib/core/holidays.ts";

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
  // A year more shows the next holiday of every day: no region is without one for that long.
  const calendar = calendarOf(region, first, days + 366);
  const integers = (pick: (index: number) => number) => Int32Array.from({ length: days }, (_, index) => pick(index));
  const flags = (pick: (index: number) => boolean) => Uint8Array.from({ length: days }, (_, i) => pick(i) ? 1 : 0);
  const at = (index: number) => calendar[index]!;
  const daysToHoliday = new Float64Array(days).fill(NaN);
  let next = NaN;
  for (let index = calendar.length - 1; index >= 0; index--) {
    if (at(index).holiday !== null) next = index;
    if (index < days) daysToHoliday[index] = next - index;
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
