/**
 * A day as a whole number: days since 1970-01-01, UTC. Cheap to add, compare and store (it is what a Parquet DATE holds).
 */

/** Days since 1970-01-01 (UTC). */
export type Day = number;

/** Milliseconds in a day. */
export const DAY_MS = 86_400_000;
/** Seconds in a day. */
export const DAY_SECONDS = 86_400;

/** Lengths of a week and of a day. */
export const DAYS_A_WEEK = 7, HOURS_A_DAY = 24, HOURS_A_WEEK = DAYS_A_WEEK * HOURS_A_DAY;

/**
 * The day of an ISO date.
 *
 * @throws {RangeError} when the text is not a real date of the form YYYY-MM-DD.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { dayOf, isoDate } from "@lib/core/day.ts";
 * strictEqual(dayOf("1970-01-02"), 1);
 * strictEqual(isoDate(dayOf("2024-02-29")), "2024-02-29");
 * ```
 */
export function dayOf(iso: string): Day {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(`${iso}T00:00:00Z`) : NaN;
  if (Number.isNaN(ms) || isoDate(ms / DAY_MS) !== iso) {
    throw new RangeError(`Cannot read a date: expected YYYY-MM-DD, got "${iso}"`);
  }
  return ms / DAY_MS;
}

/** The ISO date (YYYY-MM-DD) of a day. */
export function isoDate(day: Day): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The day as a `Date` at its first instant, for charts. */
export function dateOf(day: Day): Date {
  return new Date(day * DAY_MS);
}

/** Weekday of a day, Monday = 0 … Sunday = 6. */
export function weekdayOf(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}
