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
  const days = firsts.length, usualSteps = new Float64Array(days), areFilled = new Uint8Array(days);
  // One buffer for all days: small arrays by the million are slow to let go of.
  const buffer = new Float64Array(Math.max(DAYS_BEFORE, timestamps.length));
  const countOf = (day: number): number => (firsts[day + 1] ?? timestamps.length) - firsts[day]!;
  for (let day = 0; day < days; day++) {
    const from = firsts[day]!, to = from + countOf(day);
    const steps = stepsWithin(buffer, timestamps, { from, to });
    usualSteps[day] = steps.length > 0 ? usualStep(steps) : stepToNeighbour(timestamps, from, to);
    areFilled[day] = Number(medianInPlace(steps) * (steps.length + 1) >= FILLED * DAY_MS);
  }
  const expected = new Int32Array(days);
  for (let day = 0; day < days; day++) {
    const heard = Math.max(day + 1, Math.min(DAYS_AT_START, days)), before = Math.max(0, heard - DAYS_BEFORE);
    for (let other = before; other < heard; other++) buffer[other - before] = usualSteps[other]!;
    const own = usualSteps[day]!, usual = medianInPlace(buffer, heard - before);
    const isOwn = countOf(day) >= FEWEST && (own < usual || areFilled[day] === 1);
    expected[day] = Math.max(1, Math.round(DAY_MS / (isOwn ? own : usual)));
  }
  return expected;
}

/** The steps between readings of a day, laid into a buffer. */
function stepsWithin(
  buffer: Float64Array,
  timestamps: Float64Array,
  { from, to }: { readonly from: number; readonly to: number },
): Float64Array {
  let count = 0;
  for (let index = from + 1; index < to; index++) {
    const step = timestamps[index]! - timestamps[index - 1]!;
    // Values of one moment that disagree are no step.
    if (step > 0) buffer[count++] = step;
  }
  return buffer.subarray(0, count);
}

/** Of a day with a single moment: the step from the reading before, or to the next one. */
function stepToNeighbour(timestamps: Float64Array, from: number, to: number): number {
  const next = from > 0 ? from : to;
  return next < timestamps.length ? timestamps[next]! - timestamps[next - 1]! : DAY_MS;
}
