/**
 * Kernel quantiles: the spread of the past around the same time of day, in which recent days and days of the same kind count more.
 *
 * The weight of a value is exp(−days back / tau) × how well its day matches: 1 when it lies whole weeks back, 0.6 when both days are
 * working days or both are weekend, else `mismatch`.
 */
import { DAY_MS, DAY_SECONDS, DAYS_A_WEEK, weekdayOf } from "@lib/core/day.ts";
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import { SubsetQuantiles } from "@lib/stats/subset_quantiles.ts";
import type { Frame, QuantileModel } from "../candidate.ts";
import { share, wholeNumber } from "./option_checks.ts";
import { seasonLevels } from "./season_levels.ts";

/** What the kernel quantiles may be told. */
export interface KernelQuantilesOptions {
  /** Steps of a day, 1 or more; any other season takes the place of the day when it is what repeats (7 for daily values). */
  readonly day: number;
  /** Days after which a value counts 1/e as much, above 0. */
  readonly tau: number;
  /** What a day of the other kind counts, 0 to 1; 1 makes all days alike. Default 1. */
  readonly mismatch?: number;
  /** Steps on both sides of the time of day that take part as well; the ends, the middle and as many between them as even steps allow. Default 0. */
  readonly window?: number;
  /** Share of the distance between a day's median and today's level that is taken off its values, 0 to 1. Default 0. */
  readonly levelShare?: number;
}

/** What a day of the same kind (working day or weekend) counts. */
const SAME_KIND = 0.6;
/** Times tau, and days at most, that are looked back on. */
const REACH = 3.5, MOST_DAYS = 60;
/** Days below which the history is too short, and values below which a step has no quantiles. */
const FEWEST_DAYS = 3, FEWEST_VALUES = 5;
/** What counts less than this is left out. */
const LEAST_WEIGHT = 0.005;

/**
 * The weighted quantiles around the same time of day.
 *
 * Without the time of the first value (`Frame.start`) no kind of day is known: then only whole weeks match.
 *
 * @throws {RangeError} when an option is out of its range.
 * @see Gneiting, Making and evaluating point forecasts (2011) for quantiles as forecasts; Silverman, Density Estimation (1986) for kernels
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { kernelQuantiles } from "@lib/forecast/models/kernel_quantiles.ts";
 * const values = Float64Array.of(1, 9, 1, 9, 1, 9, 2, 8, 2, 8, 2, 8);
 * const quantiles = kernelQuantiles({ day: 2, tau: 3 }).quantiles(values, 3, [0.5], { step: 43_200, seasons: [2] });
 * deepStrictEqual(quantiles, Float64Array.of(2, 8, 2));
 * ```
 */
export function kernelQuantiles(options: KernelQuantilesOptions): QuantileModel {
  const { day, tau, mismatch = 1, window = 0, levelShare = 0 } = options;
  const model = "kernel quantiles model";
  wholeNumber(model, "day", day);
  wholeNumber(model, "window", window, 0);
  share(model, "mismatch", mismatch);
  share(model, "levelShare", levelShare);
  if (!(tau > 0 && tau < Infinity)) throw new RangeError(`Cannot make a ${model}: expected tau above 0, got ${tau}`);
  const name = `kernel quantiles ${day}, tau ${Number(tau.toPrecision(3))}` +
    (mismatch < 1 ? `, mismatch ${mismatch}` : "") + (window > 0 ? ` ±${window}` : "") +
    (levelShare > 0 ? ` level ${levelShare}` : "");
  const stride = Math.max(1, Math.floor(window / 2));
  return {
    name,
    quantiles(values, horizon, levels, frame) {
      const end = values.length, whole = Math.floor(end / day);
      if (whole < FEWEST_DAYS) return undefined;
      const reach = Math.min(whole, Math.ceil(tau * REACH), MOST_DAYS);
      const first = Math.max(0, end - reach * day - window);
      const recent = values.slice(first);
      if (levelShare > 0) takeOffLevels(recent, values, { day, reach, levelShare });
      const weighted = new SubsetQuantiles(recent);
      const fading = Float64Array.from({ length: reach }, (_, age) => Math.exp(-age / tau));
      const match = dayMatch(frame, { first, end, horizon }, { day, mismatch });
      const quantiles = new Float64Array(levels.length * horizon);
      for (let ahead = 0; ahead < horizon; ahead++) {
        // Days back to the last one whose same time is known.
        const nearest = Math.floor(ahead / day) + 1;
        let count = 0;
        for (let age = 0; age < reach; age++) {
          const center = end + ahead - (nearest + age) * day;
          if (center < 0) break;
          const weight = fading[age]! * match(ahead, nearest + age);
          if (weight < LEAST_WEIGHT) continue;
          for (let at = center - window; at <= center + window; at += stride) {
            if (at < first || at >= end) continue;
            weighted.add(at - first, weight);
            count++;
          }
        }
        if (count < FEWEST_VALUES) return undefined;
        weighted.takeQuantiles(levels, quantiles, ahead, horizon);
      }
      return quantiles;
    },
  };
}

/**
 * How well the day `back` days before the one to predict matches it.
 *
 * @param first First step of the history that is looked back on.
 */
function dayMatch(
  { step, start }: Frame,
  { first, end, horizon }: { first: number; end: number; horizon: number },
  { day, mismatch }: { day: number; mismatch: number },
): (ahead: number, back: number) => number {
  if (mismatch === 1) return () => 1;
  const isWholeWeeks = (back: number): boolean => back * day * step % (DAYS_A_WEEK * DAY_SECONDS) === 0;
  if (start === undefined) return (_, back) => isWholeWeeks(back) ? 1 : mismatch;
  const isWeekend = new Uint8Array(end + horizon - first);
  for (let at = first; at < end + horizon; at++) {
    isWeekend[at - first] = weekdayOf(Math.floor((start + at * step * 1000) / DAY_MS)) >= DAYS_A_WEEK - 2 ? 1 : 0;
  }
  return (ahead, back) => {
    if (isWholeWeeks(back)) return 1;
    const at = end + ahead - first;
    return isWeekend[at] === isWeekend[at - back * day] ? SAME_KIND : mismatch;
  };
}

/** Moves each past day toward today's level: half the median of the last day, half that of its last quarter. */
function takeOffLevels(
  recent: Float64Array,
  values: Float64Array,
  { day, reach, levelShare }: { day: number; reach: number; levelShare: number },
): void {
  const medians = seasonLevels(values, day, reach);
  const lately = medianInPlace(values.slice(Math.max(0, values.length - Math.max(3, day >> 2))));
  const today = (medians[0]! + lately) / 2;
  for (let at = 0; at < recent.length; at++) {
    const back = Math.min(reach - 1, Math.floor((recent.length - 1 - at) / day));
    recent[at]! += levelShare * (today - medians[back]!);
  }
}
