/** The days off that much of Europe and America share: what a series of unknown place may follow. */
import { type Day, DAY_MS, DAYS_A_WEEK, weekdayOf } from "@lib/core/day.ts";

/** Fixed days, month and day of the month; the days around a holiday are days of their own. */
const FIXED: readonly (readonly [name: string, month: number, dayOfMonth: number])[] = [
  ["New Year's Day", 1, 1],
  ["2 January", 1, 2],
  ["Epiphany", 1, 6],
  ["Labour Day", 5, 1],
  ["Independence Day", 7, 4],
  ["German Unity Day", 10, 3],
  ["Reformation Day", 10, 31],
  ["All Saints' Day", 11, 1],
  ["Armistice Day", 11, 11],
  ["Christmas Eve", 12, 24],
  ["Christmas Day", 12, 25],
  ["26 December", 12, 26],
  ["27 December", 12, 27],
  ["30 December", 12, 30],
  ["New Year's Eve", 12, 31],
];

/** Days after Easter Sunday. */
const AFTER_EASTER: readonly (readonly [name: string, days: number])[] = [
  ["Good Friday", -2],
  ["Easter Sunday", 0],
  ["Easter Monday", 1],
  ["Ascension Day", 39],
  ["Day after Ascension", 40],
  ["Whit Sunday", 49],
  ["Whit Monday", 50],
  ["Corpus Christi", 60],
];

/**
 * The widespread holidays between two days, both included; where two fall together, the fixed one names the day.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { dayOf } from "@lib/core/day.ts";
 * import { widespreadHolidays } from "@lib/forecast/models/widespread_holidays.ts";
 * const days = widespreadHolidays(dayOf("2024-01-01"), dayOf("2024-12-31"));
 * strictEqual(days.get(dayOf("2024-04-01")), "Easter Monday");
 * strictEqual(days.get(dayOf("2024-11-28")), "Thanksgiving");
 * ```
 */
export function widespreadHolidays(first: Day, last: Day): Map<Day, string> {
  const found = new Map<Day, string>();
  const add = (day: Day, name: string): void => {
    if (day >= first && day <= last && !found.has(day)) found.set(day, name);
  };
  for (let year = yearOf(first); year <= yearOf(last); year++) {
    for (const [name, month, dayOfMonth] of FIXED) add(dayAt(year, month, dayOfMonth), name);
    const easter = easterSunday(year);
    for (const [name, days] of AFTER_EASTER) add(easter + days, name);
    const thanksgiving = weekdayFrom(dayAt(year, 11, 22), 3);
    add(thanksgiving, "Thanksgiving");
    add(thanksgiving + 1, "Day after Thanksgiving");
    add(weekdayFrom(dayAt(year, 5, 25), 0), "Memorial Day");
    add(weekdayFrom(dayAt(year, 9, 1), 0), "Labor Day");
  }
  return found;
}

/**
 * Easter Sunday of the Gregorian calendar.
 *
 * @see Meeus, Astronomical Algorithms, 2nd ed. (1998), chapter 8
 */
export function easterSunday(year: number): Day {
  const golden = year % 19, century = Math.floor(year / 100), ofCentury = year % 100;
  const skipped = Math.floor(century / 4), moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - skipped - moonShift + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - ofCentury % 4) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const fromMarch = epact + weekday - 7 * late + 114;
  return dayAt(year, Math.floor(fromMarch / 31), fromMarch % 31 + 1);
}

function dayAt(year: number, month: number, dayOfMonth: number): Day {
  return Date.UTC(year, month - 1, dayOfMonth) / DAY_MS;
}

function yearOf(day: Day): number {
  return new Date(day * DAY_MS).getUTCFullYear();
}

/** The first such weekday (Monday = 0) on or after a day. */
function weekdayFrom(day: Day, weekday: number): Day {
  return day + (weekday - weekdayOf(day) + DAYS_A_WEEK) % DAYS_A_WEEK;
}
