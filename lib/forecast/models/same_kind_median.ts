/** The same-kind median: the same time of day on past days of the same kind, workday or weekend. Needs to know the days. */
import { DAY_MS, DAY_SECONDS, weekdayOf } from "@lib/core/day.ts";
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import type { Frame, PointModel } from "../candidate.ts";
import { wholeNumber } from "./option_checks.ts";

/** What the same-kind median may be told. */
export interface SameKindMedianOptions {
  /** Days of the kind that it looks back on, 1 or more; a shorter history gives those it has. Default 7. */
  readonly days?: number;
  /** Steps on both sides of the time of day that take part as well. Default 0. */
  readonly window?: number;
}

/** Days below which a history may not hold both kinds. */
const FEWEST_DAYS = 6;
const SATURDAY = 5;

/**
 * The median at the same time of day (UTC) over the last days of the same kind. Needs six days, their dates, and a whole number of steps a
 * day, two or more.
 *
 * @throws {RangeError} when an option is out of its range.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { sameKindMedian } from "@lib/forecast/models/same_kind_median.ts";
 * // Half days from a Monday on: 10 and 20 on workdays, 1 and 2 at weekends. After the Sunday, a Monday.
 * const week = [10, 20, 10, 20, 10, 20, 10, 20, 10, 20, 1, 2, 1, 2];
 * const frame = { step: 43_200, seasons: [2], start: Date.UTC(2024, 0, 1) };
 * deepStrictEqual(sameKindMedian().points(Float64Array.from(week), 2, frame), Float64Array.of(10, 20));
 * ```
 */
export function sameKindMedian({ days = 7, window = 0 }: SameKindMedianOptions = {}): PointModel {
  wholeNumber("same-kind median", "days", days);
  wholeNumber("same-kind median", "window", window, 0);
  return {
    name: `same-kind median ${days} days` + (window > 0 ? ` ±${window}` : ""),
    points(values, horizon, frame) {
      const day = DAY_SECONDS / frame.step;
      if (frame.start === undefined || !Number.isInteger(day) || day < 2 || values.length < FEWEST_DAYS * day) {
        return undefined;
      }
      return mediansByKind(values, horizon, { day, days, window, isWeekend: weekendsOf(frame, frame.start) });
    },
  };
}

/** Whether a step lies on a weekend, by its index. */
function weekendsOf({ step }: Frame, start: number): (at: number) => boolean {
  return (at) => weekdayOf(Math.floor((start + at * step * 1000) / DAY_MS)) >= SATURDAY;
}

interface KindOptions {
  /** Steps of a day. */
  readonly day: number;
  readonly days: number;
  readonly window: number;
  readonly isWeekend: (at: number) => boolean;
}

function mediansByKind(
  values: Float64Array,
  horizon: number,
  { day, days, window, isWeekend }: KindOptions,
): Float64Array {
  const end = values.length, near = new Float64Array(days * (2 * window + 1));
  const medianBefore = (target: number, kind: boolean): number => {
    let count = 0;
    for (let at = target, seen = 0; at >= 0 && seen < days; at -= day) {
      if (at >= end || isWeekend(at) !== kind) continue;
      const last = Math.min(end - 1, at + window);
      for (let place = Math.max(0, at - window); place <= last; place++) near[count++] = values[place]!;
      seen++;
    }
    return medianInPlace(near, count);
  };
  // All steps of one time of day and one kind look back on the same values.
  const known = new Float64Array(2 * day).fill(NaN);
  return new Float64Array(horizon).map((_, ahead) => {
    const kind = isWeekend(end + ahead), place = ahead % day + (kind ? day : 0);
    if (Number.isNaN(known[place])) known[place] = medianBefore(end + ahead, kind);
    return known[place]!;
  });
}
