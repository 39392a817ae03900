/** How far apart the times of a series are: a fixed time, or whole months of the calendar. */
import { DAY_MS, DAY_SECONDS } from "@lib/core/day.ts";
import { usualStep } from "@lib/stats/usual_step.ts";

/** A step from one value to the next. */
export interface TimeStep {
  /** Its length; of months the mean one. */
  readonly seconds: number;
  /** Whole months, where the calendar makes the steps. */
  readonly months?: number;
  /** Of months: whether the times are the last days. */
  readonly atMonthEnd?: boolean;
}

/** Days of a mean month. */
const MONTH_DAYS = 365.25 / 12;
/** No step of months is longer. */
const MOST_MONTHS = 12;
/** How far a step may be from a whole number of usual ones to tell how long these are. */
const JITTER = 0.25;
/** Longer gaps, in usual steps, do not tell how many of the true ones they hold. */
const MOST_STEPS = 5;
/** Share of itself by which a mean step may miss the round one that is meant. */
const NEAR_ROUND = 0.001;

/**
 * The usual step of times.
 *
 * @param times Milliseconds since 1970, ascending, all different.
 * @returns `undefined` of fewer than two times.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { timeStepOf } from "@lib/forecast/tidy/time_step.ts";
 * deepStrictEqual(timeStepOf(Float64Array.of(0, 300_000, 600_000, 6_000_000)), { seconds: 300 });
 * const firsts = ["2024-01-01", "2024-02-01", "2024-03-01", "2024-05-01"].map(Date.parse);
 * deepStrictEqual(timeStepOf(Float64Array.from(firsts))?.months, 1);
 * ```
 */
export function timeStepOf(times: Float64Array): TimeStep | undefined {
  if (times.length < 2) return undefined;
  const steps = Float64Array.from(times.subarray(1), (time, index) => time - times[index]!);
  const seconds = usualStep(steps) / 1000;
  return monthsOf(times, Math.round(seconds / DAY_SECONDS / MONTH_DAYS)) ?? { seconds: steadied(steps, seconds) };
}

/**
 * The step that a sampler means which is seldom on the second: the mean of its steps, short gaps counted as the steps they hold; a whole part
 * of a day where it is next to one. Days and longer steps are the calendar's, and stay.
 */
function steadied(steps: Float64Array, usual: number): number {
  if (usual >= DAY_SECONDS) return usual;
  let sum = 0, count = 0, isExact = true;
  for (const step of steps) {
    const length = step / 1000 / usual, whole = Math.round(length), off = Math.abs(length - whole);
    if (whole < 1 || whole > MOST_STEPS || off > JITTER) continue;
    sum += step / 1000;
    count += whole;
    isExact &&= off < NEAR_ROUND;
  }
  if (isExact || count === 0) return usual;
  const mean = sum / count, round = Math.round(mean);
  return DAY_SECONDS % round === 0 && Math.abs(mean - round) <= NEAR_ROUND * round ? round : mean;
}

/** Steps of the calendar: the same day of the month and time of day everywhere, or the last day of the month. */
function monthsOf(times: Float64Array, months: number): TimeStep | undefined {
  if (months < 1 || months > MOST_MONTHS) return undefined;
  const first = times[0]!, day = new Date(first).getUTCDate();
  let sameDay = true, lastDay = true;
  for (const time of times) {
    if ((time - first) % DAY_MS !== 0) return undefined;
    sameDay &&= new Date(time).getUTCDate() === day;
    lastDay &&= new Date(time + DAY_MS).getUTCDate() === 1;
    if (!sameDay && !lastDay) return undefined;
  }
  const step = { seconds: months * MONTH_DAYS * DAY_SECONDS, months };
  return sameDay ? step : { ...step, atMonthEnd: true };
}

/**
 * The time some steps after another one.
 *
 * @param time Milliseconds since 1970 (UTC).
 * @param count Steps, negative for earlier ones.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { timeAfter } from "@lib/forecast/tidy/time_step.ts";
 * const step = { seconds: 2_629_800, months: 1, atMonthEnd: true };
 * strictEqual(timeAfter(Date.parse("2024-01-31"), step, 1), Date.parse("2024-02-29"));
 * ```
 */
export function timeAfter(time: number, { seconds, months, atMonthEnd = false }: TimeStep, count: number): number {
  if (months === undefined) return time + count * seconds * 1000;
  const date = new Date(time), dayStart = Math.floor(time / DAY_MS) * DAY_MS;
  const year = date.getUTCFullYear(), month = date.getUTCMonth() + count * months;
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = atMonthEnd ? last : Math.min(date.getUTCDate(), last);
  return Date.UTC(year, month, day) + time - dayStart;
}

/**
 * How many steps lie between two times.
 *
 * @returns A fraction where the later time is off the step.
 */
export function stepsBetween(earlier: number, later: number, { seconds, months }: TimeStep): number {
  if (months === undefined) return (later - earlier) / (seconds * 1000);
  const from = new Date(earlier), to = new Date(later);
  return (12 * (to.getUTCFullYear() - from.getUTCFullYear()) + to.getUTCMonth() - from.getUTCMonth()) / months;
}

/** A step in words: `5 minutes`, `1 hour`, `1 day`, `3 months`. */
export function stepText({ seconds, months }: TimeStep): string {
  if (months !== undefined) return months === 12 ? "1 year" : counted(months, "month");
  for (const [unit, length] of UNITS) {
    if (seconds >= length && Number.isInteger(seconds / length)) return counted(seconds / length, unit);
  }
  return counted(Number(seconds.toPrecision(6)), "second");
}

const UNITS = [["week", 7 * DAY_SECONDS], ["day", DAY_SECONDS], ["hour", 3600], ["minute", 60]] as const;

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
