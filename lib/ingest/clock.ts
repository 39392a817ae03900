/** Clocks: what a time column counts in, and its cells as milliseconds. */
import { DAY_MS } from "@lib/core/day.ts";

/** How a time column is written. */
export type ClockKind =
  | "ISO 8601"
  | "epoch seconds"
  | "epoch milliseconds"
  | "epoch microseconds"
  | "epoch nanoseconds"
  | "days YYYYMMDD"
  | "seconds from 0"
  | "milliseconds from 0"
  | "microseconds from 0"
  | "row numbers";

/** A clock and how it was recognized. */
export interface Clock {
  readonly kind: ClockKind;
  /** False when the source only counts seconds: its days and weekdays are then a convention, not real. */
  readonly isReal: boolean;
  /** Instant of the zero of a relative clock, milliseconds since 1970 UTC; default `RELATIVE_START_MS`. */
  readonly startMs?: number;
}

/** Start given to clocks that count from 0. */
export const RELATIVE_START_MS = Date.UTC(2018, 0, 1);

/** Milliseconds per unit of the relative clocks. */
const RELATIVE: Readonly<Partial<Record<ClockKind, number>>> = {
  "seconds from 0": 1000,
  "milliseconds from 0": 1,
  "microseconds from 0": 1e-3,
};
/** No relative clock runs longer: 31 years. */
const LONGEST_RELATIVE_MS = 1e12;

/** The kinds of epoch by magnitude: from 2001-09-09 to 2128, so that no two of them meet. */
const EPOCHS: readonly (readonly [kind: ClockKind, low: number, high: number, perMs: number])[] = [
  ["epoch seconds", 1e9, 5e9, 1e-3],
  ["epoch milliseconds", 1e12, 5e12, 1],
  ["epoch microseconds", 1e15, 5e15, 1e3],
  ["epoch nanoseconds", 1e18, 5e18, 1e6],
];

/** The clock of a column from its first cells, or `undefined` when they are no times. */
export function clockOf(cells: readonly string[]): Clock | undefined {
  const filled = cells.filter((cell) => cell !== "");
  if (filled.length === 0) return undefined;
  const bytes = filled.map((cell) => new TextEncoder().encode(cell));
  if (bytes.every((cell) => !Number.isNaN(isoTimeIn(cell, 0, cell.length)))) return { kind: "ISO 8601", isReal: true };
  if (filled.every((cell) => /^(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(cell))) {
    return { kind: "days YYYYMMDD", isReal: true };
  }
  const numbers = filled.map(Number);
  if (!numbers.every(Number.isFinite)) return undefined;
  const epoch = EPOCHS.find(([, low, high]) => numbers.every((value) => value >= low && value < high));
  if (epoch) return { kind: epoch[0], isReal: true };
  const isRising = numbers.every((value, index) => value >= 0 && (index === 0 || value >= numbers[index - 1]!));
  return isRising && numbers.at(-1)! < 1e9 ? { kind: "seconds from 0", isReal: false } : undefined;
}

/** A time given as a number, in milliseconds since 1970 UTC; `NaN` when it is out of the clock's range. */
export function timeOfNumber(value: number, { kind, startMs = RELATIVE_START_MS }: Clock): number {
  const perUnit = RELATIVE[kind];
  if (perUnit !== undefined) {
    const ms = value * perUnit;
    return ms >= 0 && ms < LONGEST_RELATIVE_MS ? startMs + ms : NaN;
  }
  if (kind === "days YYYYMMDD") {
    const year = Math.floor(value / 10_000), month = Math.floor(value / 100) % 100, day = value % 100;
    return daysFromCivil(year, month, day) * DAY_MS;
  }
  const epoch = EPOCHS.find(([name]) => name === kind);
  if (!epoch || !(value >= epoch[1] && value < epoch[2])) return NaN;
  return kind === "epoch seconds" ? value * 1000 : Math.round(value / epoch[3]);
}

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
  let at = start + 10, ms = days * DAY_MS;
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

/** Days since 1970 of a date, `NaN` when there is no such day. */
function daysFromCivil(year: number, month: number, day: number): number {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31)) return NaN;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (day > 28 && day > (month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31)) return NaN;
  // Years that start in March put the leap day last (Hinnant, chrono-compatible low-level date algorithms).
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400), yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear -
    719_468;
}
