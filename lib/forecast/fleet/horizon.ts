/** What a length of history can carry: how far ahead, from which earlier days to try the forecast, and what to tell the reader. */
import type { CalendarDay } from "@lib/core/calendar.ts";
import { DAYS_FOR_ANNUAL } from "../calendar/calendar_terms.ts";

/** Days of a horizon bucket. */
export const BUCKET_DAYS = 30;
/** Days of history without which no origin is tried. */
const FEWEST_TRAINING_DAYS = 7;
/** Days of history that an origin moved to a quarter end must leave: the effect must have been seen. */
const DAYS_BEFORE_QUARTER_END = 120;

/** Bucket of a step (1 = the first day ahead), 0-based. */
export function bucketOf(step: number): number {
  return Math.floor((step - 1) / BUCKET_DAYS);
}

/** Label of a bucket: `1-30`, `31-60`, … */
export function bucketLabel(bucket: number): string {
  return `${bucket * BUCKET_DAYS + 1}-${(bucket + 1) * BUCKET_DAYS}`;
}

/**
 * Days ahead that a history can carry: at most a third of its length, so that the forecast can be tried on days that came.
 *
 * @param days Days of history, 1 or more.
 * @param requested Days asked for, 1 or more.
 * @returns 1 to `requested`.
 * @throws {RangeError} when either is not a whole number of 1 or more.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { usableHorizon } from "@lib/forecast/fleet/horizon.ts";
 * strictEqual(usableHorizon(1461, 90), 90);
 * strictEqual(usableHorizon(90, 90), 30);
 * strictEqual(usableHorizon(14, 90), 4);
 * ```
 */
export function usableHorizon(days: number, requested: number): number {
  if (!(Number.isInteger(days) && days >= 1)) {
    throw new RangeError(`Cannot choose a horizon: expected 1 day of history or more, got ${days}`);
  }
  if (!(Number.isInteger(requested) && requested >= 1)) {
    throw new RangeError(`Cannot choose a horizon: expected 1 day ahead or more, got ${requested}`);
  }
  return Math.max(1, Math.min(requested, Math.floor(days / 3)));
}

/**
 * Rolling origins: how many days of history each one sees, the latest first.
 *
 * They step back by a whole horizon where the history is long (their test windows do not overlap) and by less where it is short, so that
 * each sees at least half of the history, or a week. Where none of the windows holds a quarter end, the earliest one moves back to the latest
 * quarter end that has enough history before it.
 *
 * @param calendar The calendar of the history; default: no quarter end is known.
 * @returns Up to `wanted` lengths, all different; none when the history cannot spare a horizon.
 */
export function originsOf(
  days: number,
  horizon: number,
  wanted: number,
  calendar: readonly CalendarDay[] = [],
): number[] {
  const origins = evenOrigins(days, horizon, wanted);
  const isTested = (day: number): boolean => origins.some((origin) => day >= origin && day < origin + horizon);
  const quarterEnds = calendar.slice(0, days).flatMap(({ quarterEndStep }, day) => quarterEndStep === 5 ? [day] : []);
  const last = quarterEnds.findLast((day) => day - Math.floor(horizon / 2) >= DAYS_BEFORE_QUARTER_END);
  if (origins.length < 2 || last === undefined || quarterEnds.some(isTested)) return origins;
  // In the middle of its window, so that the days before and after are tried too.
  return [...origins.slice(0, -1), Math.min(origins.at(-1)!, last - Math.floor(horizon / 2))];
}

function evenOrigins(days: number, horizon: number, wanted: number): number[] {
  const latest = days - horizon;
  const earliest = Math.max(FEWEST_TRAINING_DAYS, Math.ceil(days / 2));
  if (latest < FEWEST_TRAINING_DAYS || wanted < 1) return [];
  const room = Math.max(0, latest - earliest);
  const stride = Math.min(horizon, wanted > 1 ? Math.floor(room / (wanted - 1)) : horizon);
  if (stride === 0) return [latest];
  return Array.from({ length: wanted }, (_, back) => latest - back * stride);
}

/**
 * Plain sentences on what a history cannot carry.
 *
 * @param calendar The calendar of the history, of any one region.
 * @param horizon The horizon used.
 */
export function historyNotes(
  calendar: readonly CalendarDay[],
  { requested, horizon, origins }: { requested: number; horizon: number; origins: number },
): string[] {
  const days = calendar.length;
  const notes: string[] = [];
  if (horizon < requested) {
    notes.push(
      `The horizon is ${count(horizon, "day")} instead of ${requested}: ${
        count(days, "day")
      } of history carry at most a third of their length.`,
    );
  }
  if (days < DAYS_FOR_ANNUAL) {
    notes.push(
      `${count(days, "day")} of history cannot show a yearly pattern (it takes ${DAYS_FOR_ANNUAL}); none is fitted.`,
    );
  }
  // One that the history ends in counts as well: its first days are known.
  const quarterEnds =
    calendar.filter((day, index) => day.quarterEndStep === 5 || (day.quarterEndStep > 0 && index === days - 1)).length;
  if (quarterEnds === 0) {
    notes.push("The history holds no quarter end; the forecast does not know how load moves at one.");
  } else if (quarterEnds === 1) {
    notes.push("The history holds a single quarter end; the quarter-end effect rests on that one.");
  }
  if (origins === 0) {
    notes.push("The history is too short to try the forecast on earlier days; its intervals come from the fit alone.");
  }
  return notes;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
