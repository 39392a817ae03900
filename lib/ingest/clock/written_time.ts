/** Times in digits, straight from bytes: a text per cell would cost more than everything else in reading a file. */
import { DAY_MS } from "@lib/core/day.ts";
import { daysFromCivil } from "./civil_day.ts";

const DASH = 45, SLASH = 47, COLON = 58, DOT = 46, PLUS = 43, UPPER_Z = 90, LOWER_Z = 122, UPPER_T = 84, SPACE = 32;

/**
 * A time such as `2014-03-01 17:36:00`, `2014-03-01T17:36Z`, `2014/03/01 17:36:00.5+02:00` or `2014-03-01`; without a
 * zone it is UTC.
 *
 * @returns Milliseconds since 1970 UTC, `NaN` when the bytes are no such time.
 */
export function isoTimeIn(bytes: Uint8Array, start: number, end: number): number {
  const separator = bytes[start + 4];
  if (end - start < 10 || (separator !== DASH && separator !== SLASH) || bytes[start + 7] !== separator) return NaN;
  const days = daysFromCivil(
    wholeAt(bytes, start, 4),
    wholeAt(bytes, start + 5, 2),
    wholeAt(bytes, start + 8, 2),
  );
  return timeAfterDay(bytes, start + 10, end, days);
}

/**
 * A time with the day or the month first, all in digits, such as `31.01.2024 13:00` or `1/31/2024 13:00:30`; without a
 * zone it is UTC.
 *
 * @returns Milliseconds since 1970 UTC, `NaN` when the bytes are no such time (half days and names of months are none).
 */
export function dayMonthTimeIn(bytes: Uint8Array, start: number, end: number, isDayFirst: boolean): number {
  const firstEnd = start + (bytes[start + 1]! >= 48 && bytes[start + 1]! <= 57 ? 2 : 1);
  const second = firstEnd + 1, secondEnd = second + (bytes[second + 1]! >= 48 && bytes[second + 1]! <= 57 ? 2 : 1);
  const separator = bytes[firstEnd], yearEnd = secondEnd + 5;
  if (yearEnd > end || bytes[secondEnd] !== separator) return NaN;
  if (separator !== DOT && separator !== SLASH && separator !== DASH) return NaN;
  const one = wholeAt(bytes, start, firstEnd - start), two = wholeAt(bytes, second, secondEnd - second);
  const year = wholeAt(bytes, secondEnd + 1, 4);
  const days = isDayFirst ? daysFromCivil(year, two, one) : daysFromCivil(year, one, two);
  return timeAfterDay(bytes, yearEnd, end, days);
}

/** A day with what follows it: nothing, or a time of day and perhaps a zone. */
function timeAfterDay(bytes: Uint8Array, start: number, end: number, days: number): number {
  let at = start, ms = days * DAY_MS;
  if (at === end) return ms;
  if ((bytes[at] !== UPPER_T && bytes[at] !== SPACE) || bytes[at + 3] !== COLON) return NaN;
  const hours = wholeAt(bytes, at + 1, 2), minutes = wholeAt(bytes, at + 4, 2);
  at += 6;
  let seconds = 0;
  if (at < end && bytes[at] === COLON) {
    seconds = wholeAt(bytes, at + 1, 2);
    at += 3;
  }
  if (at > end || !(hours < 24 && minutes < 60 && seconds < 60)) return NaN;
  ms += ((hours * 60 + minutes) * 60 + seconds) * 1000;
  if (at < end && bytes[at] === DOT) {
    let unit = 100;
    for (at++; at < end && bytes[at]! >= 48 && bytes[at]! <= 57; at++, unit /= 10) ms += (bytes[at]! - 48) * unit;
    // Below a millisecond nothing is kept, as nothing of ours is that fine.
    ms = Math.floor(ms + 1e-6);
  }
  if (at === end) return ms;
  if (bytes[at] === SPACE) at++;
  return ms - zoneOffsetMs(bytes, at, end);
}

/** `Z`, `UTC`, `+hh`, `+hhmm` or `+hh:mm` as milliseconds east of UTC. */
function zoneOffsetMs(bytes: Uint8Array, at: number, end: number): number {
  if (end - at === 1 && (bytes[at] === UPPER_Z || bytes[at] === LOWER_Z)) return 0;
  if (end - at === 3 && bytes[at] === 85 && bytes[at + 1] === 84 && bytes[at + 2] === 67) return 0;
  const sign = bytes[at] === PLUS ? 1 : bytes[at] === DASH ? -1 : NaN;
  const hours = wholeAt(bytes, at + 1, 2);
  const rest = end - at - 3;
  const minutes = rest === 0
    ? 0
    : rest === 2
    ? wholeAt(bytes, at + 3, 2)
    : rest === 3
    ? wholeAt(bytes, at + 4, 2)
    : NaN;
  return hours < 24 && minutes < 60 ? sign * (hours * 60 + minutes) * 60_000 : NaN;
}

function wholeAt(bytes: Uint8Array, at: number, digits: number): number {
  let value = 0;
  for (let index = at; index < at + digits; index++) {
    const digit = bytes[index]! - 48;
    if (!(digit >= 0 && digit <= 9)) return NaN;
    value = value * 10 + digit;
  }
  return value;
}
