/** How many readings each day should have, judged from the steps between readings. */
import { DAY_MS } from "@lib/core/day.ts";
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import { usualStep } from "@lib/stats/usual_step.ts";

/** Days with readings whose steps tell the usual one: the day and those before it, at the start so many together. */
const DAYS_BEFORE = 28, DAYS_AT_START = 7;
/** Readings from which on a day tells its own step, and the share of it that even steps must fill to overrule the usual. */
const FEWEST = 12, FILLED = 0.9;

/**
 * The readings that each day should have: a day over its step.
 *
 * The usual step is the median over 28 days of what steps each of them has. A day with finer steps of its own is judged by
 * these, and so is one with coarser steps that nevertheless fill the day: a monitor that keeps old hours and new minutes
 * has whole days of both kinds, and a day that lost most of its minutes is none. Later days have no say, but in the first
 * week, which is judged as one.
 *
 * @param timestamps Milliseconds, never falling.
 * @param firsts Index of the first reading of each day that has one, ascending.
 * @returns One per day, 1 or more.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { expectedReadings } from "@lib/etl/series/expected_readings.ts";
 * const hours = Float64Array.from({ length: 30 }, (_, hour) => hour * 3_600_000);
 * deepStrictEqual([...expectedReadings(hours, [0, 24])], [24, 24]);
 * ```
 */
export function expectedReadings(timestamps: Float64Array, firsts: readonly number[]): Int32Array {
  const days = firsts.map((from, day) => stepsOf(timestamps, from, firsts[day + 1] ?? timestamps.length));
  const usualSteps = Float64Array.from(days, ({ usual }) => usual);
  return Int32Array.from(days, ({ usual: own, fills }, day) => {
    const heard = Math.max(day + 1, Math.min(DAYS_AT_START, days.length));
    const usual = medianInPlace(usualSteps.slice(Math.max(0, heard - DAYS_BEFORE), heard));
    const count = (firsts[day + 1] ?? timestamps.length) - firsts[day]!;
    const isOwn = count >= FEWEST && (own < usual || fills);
    return Math.max(1, Math.round(DAY_MS / (isOwn ? own : usual)));
  });
}

/** What steps a day has: the usual one, in milliseconds, and whether steps of its median would fill the day. */
function stepsOf(timestamps: Float64Array, from: number, to: number): { usual: number; fills: boolean } {
  const steps = new Float64Array(to - from);
  let count = 0;
  for (let index = from + 1; index < to; index++) {
    const step = timestamps[index]! - timestamps[index - 1]!;
    // Values of one moment that disagree are no step.
    if (step > 0) steps[count++] = step;
  }
  if (count > 0) {
    const own = steps.subarray(0, count);
    return { usual: usualStep(own), fills: medianInPlace(own) * (count + 1) >= FILLED * DAY_MS };
  }
  // Of a single moment: the step from the one before, or to the next one.
  const next = from > 0 ? from : to;
  return { usual: next < timestamps.length ? timestamps[next]! - timestamps[next - 1]! : DAY_MS, fills: false };
}
