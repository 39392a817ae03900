/** Dates and times as people and programs write them, part by part: `31.01.2024 13:00`, `1/31/2024 1:00 PM`, `10/Oct/2023:13:55:36 -0700`. */
import { DAY_MS } from "@lib/core/day.ts";
import { daysFromCivil } from "./civil_day.ts";

/** Order of year, month and day. A month by its name stands where the number would, or first. */
export type DateOrder = "YMD" | "DMY" | "MDY";

/** What separates the three parts must be the same twice. */
const DATE = /^(\d{1,4})([-/. ])(\d{1,2}|[a-z]{3,9})\2(\d{1,4})(?!\d)/i;
/** `Jan 31, 2024` */
const MONTH_FIRST = /^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})(?!\d)/i;
const WEEKDAY = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? /i;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?([ap])\.?m\.?)?/i;
/** A name in brackets says once more what stands before it: `GMT+0200 (Central European Summer Time)`. */
const ZONE = /^ ?(?:z|utc|gmt|(?:utc|gmt)?([+-])(\d{2})(?::?(\d{2}))?)(?: \([^)]*\))?$/i;
const MONTHS = "january february march april may june july august september october november december".split(" ");

/**
 * A date, alone or with a time of day and a zone.
 *
 * @param order Order of the parts where all three are numbers.
 * @param hasShortYear Whether years have two digits: 70–99 are then of the 20th century, as POSIX has it.
 * @returns Milliseconds since 1970; without a zone as if it were UTC. `NaN` when the text is no such time.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { civilTime } from "@lib/ingest/clock/civil_time.ts";
 * strictEqual(civilTime("31.01.2024 13:00", "DMY"), Date.UTC(2024, 0, 31, 13));
 * strictEqual(civilTime("1/31/2024 1:00 PM", "MDY"), Date.UTC(2024, 0, 31, 13));
 * ```
 */
export function civilTime(text: string, order: DateOrder, hasShortYear = false): number {
  const dated = text.replace(WEEKDAY, "");
  const named = MONTH_FIRST.exec(dated), numbered = named ? null : DATE.exec(dated);
  const found = named ?? numbered;
  if (!found) return NaN;
  const days = named
    ? dayOf(named[3]!, named[1]!, named[2]!, false)
    : dayInOrder([numbered![1]!, numbered![3]!, numbered![4]!], order, hasShortYear);
  const rest = dated.slice(found[0].length);
  if (rest === "") return days * DAY_MS;
  const between = /^(?:[T:]|,?(?: @)? +)/i.exec(rest);
  if (!between) return NaN;
  const clock = rest.slice(between[0].length), time = TIME.exec(clock);
  if (!time) return NaN;
  const ofDay = partsOfDay(time);
  const zone = clock.slice(time[0].length);
  return days * DAY_MS + ofDay - (zone === "" ? 0 : offsetOf(zone));
}

/** A time of day such as `13:00`, `1:00:30.5 PM`, in milliseconds; `NaN` when the text is none. */
export function timeOfDay(text: string): number {
  const time = TIME.exec(text);
  return time && time[0].length === text.length ? partsOfDay(time) : NaN;
}

/** A whole hour of the day, 0 to 23, in milliseconds; `NaN` when the text is none. */
export function hourOfDay(text: string): number {
  return /^([01]?\d|2[0-3])$/.test(text) ? Number(text) * 3_600_000 : NaN;
}

function dayInOrder([first, second, third]: [string, string, string], order: DateOrder, hasShortYear: boolean): number {
  if (order === "YMD") return dayOf(first, second, third, hasShortYear);
  // A month by its name needs no order: 31/Jan/2024 is what it is.
  if (order === "DMY" || !/\d/.test(second)) return dayOf(third, second, first, hasShortYear);
  return dayOf(third, first, second, hasShortYear);
}

function dayOf(year: string, month: string, day: string, hasShortYear: boolean): number {
  if (year.length !== (hasShortYear ? 2 : 4) || day.length > 2) return NaN;
  const century = hasShortYear ? (Number(year) < 70 ? 2000 : 1900) : 0;
  return daysFromCivil(century + Number(year), monthOf(month), Number(day));
}

function monthOf(text: string): number {
  if (/^\d/.test(text)) return text.length <= 2 ? Number(text) : NaN;
  return MONTHS.findIndex((name) => name.startsWith(text.toLowerCase())) + 1;
}

/** Milliseconds of a day's time; 24:00 is the end of the day, as ISO 8601 once had it. */
function partsOfDay([, hour, minute, second = "0", fraction = "", half]: RegExpExecArray): number {
  let hours = Number(hour);
  const minutes = Number(minute), seconds = Number(second);
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return NaN;
    hours = hours % 12 + (half.toLowerCase() === "p" ? 12 : 0);
  }
  const isEndOfDay = hours === 24 && minutes === 0 && seconds === 0;
  if ((hours > 23 && !isEndOfDay) || minutes > 59 || seconds > 59) return NaN;
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + Math.floor(Number(`0.${fraction || 0}`) * 1000 + 1e-6);
}

function offsetOf(zone: string): number {
  const found = ZONE.exec(zone);
  if (!found) return NaN;
  const [, sign, hours = "0", minutes = "0"] = found;
  if (Number(hours) > 23 || Number(minutes) > 59) return NaN;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** Whether a text that is a time names its zone; a date alone needs none. */
export function namesZone(text: string): boolean {
  return /:\d\d.*(z|utc|gmt|[+-]\d\d(:?\d\d)?)( \([^)]*\))?$/i.test(text);
}
