/** Clocks: what a time column counts in, and its cells as milliseconds. */
import { DAY_MS } from "@lib/core/day.ts";
import { daysFromCivil } from "./civil_day.ts";

/** How a time column is written. */
export type ClockKind =
  | "ISO 8601"
  | "day month year"
  | "month day year"
  | "epoch seconds"
  | "epoch milliseconds"
  | "epoch microseconds"
  | "epoch nanoseconds"
  | "days YYYYMMDD"
  | "digits YYYYMMDDhhmmss"
  | "spreadsheet days"
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
  /** Zone of the written times that name none, as the IANA names it; default UTC. Counted times are in UTC anyway. */
  readonly timezone?: string;
  /** Whether the years of written dates have two digits. */
  readonly hasShortYear?: boolean;
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

/** Day 0 of the spreadsheets' calendar, 1899-12-30, is this many days before 1970. */
const SPREADSHEET_EPOCH = 25_569;

/** The kinds of epoch by magnitude: from 2001-09-09 to 2128, so that no two of them meet. */
const EPOCHS: readonly (readonly [kind: ClockKind, low: number, high: number, perMs: number])[] = [
  ["epoch seconds", 1e9, 5e9, 1e-3],
  ["epoch milliseconds", 1e12, 5e12, 1],
  ["epoch microseconds", 1e15, 5e15, 1e3],
  ["epoch nanoseconds", 1e18, 5e18, 1e6],
];

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
  if (kind === "digits YYYYMMDDhhmmss") return timeOfDigits(value);
  // Rounded to the millisecond: a day has no exact decimal share of one.
  if (kind === "spreadsheet days") {
    return value >= 1 && value < 100_000 ? Math.round((value - SPREADSHEET_EPOCH) * DAY_MS) : NaN;
  }
  const epoch = EPOCHS.find(([name]) => name === kind);
  if (!epoch || !(value >= epoch[1] && value < epoch[2])) return NaN;
  return kind === "epoch seconds" ? value * 1000 : Math.round(value / epoch[3]);
}

/** `20240131130059` or, without seconds, `202401311300`. */
function timeOfDigits(value: number): number {
  const digits = value < 1e12 ? value * 100 : value;
  const second = digits % 100, minute = Math.floor(digits / 100) % 100, hour = Math.floor(digits / 1e4) % 100;
  if (!Number.isInteger(value) || second > 59 || minute > 59 || hour > 23) return NaN;
  const day = timeOfNumber(Math.floor(digits / 1e6), { kind: "days YYYYMMDD", isReal: true });
  return day + ((hour * 60 + minute) * 60 + second) * 1000;
}
