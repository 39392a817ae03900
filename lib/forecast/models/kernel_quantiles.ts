/**
 * Kernel quantiles: the spread of the past around the same time of day, in which recent days and days of the same kind count more.
 *
 * The weight of a value is exp(−days back / tau) × how well its day matches: 1 when it lies whole weeks back, 0.6 when both days are
 * working days or both are weekend, else `mismatch`.
 */
import { DAY_MS, DAY_SECONDS, DAYS_A_WEEK, weekdayOf } from "@lib/core/day.ts";
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import { weightedQuantiles } from "@lib/stats/weighted_quantiles.ts";
import type { Frame, QuantileModel } from "../candidate.ts";
import { share, wholeNumber } from "./option_checks.ts";
import { PhaseNeighbours } from "./phase_neighbours.ts";
import { seasonLevels } from "./season_levels.ts";

/** What the kernel quantiles may be told. */
export interface KernelQuantilesOptions {
  /** Steps of a day, 1 or more; any other season takes the place of the day when it is what repeats (7 for daily values). */
  readonly day: number;
  /** Days after which a value counts 1/e as much, above 0. */
  readonly tau: number;
  /** What a day of the other kind counts, 0 to 1; 1 makes all days alike. Default 1. */
  readonly mismatch?: number;
  /** Steps on both sides of the time of day that take part as well; of a wide window about five, evenly spread. Default 0. */
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
      const phases = Math.min(horizon, day);
      const neighbours = new PhaseNeighbours(
        values,
        { season: day, seasons: reach, phases, window, stride },
        levelShare > 0 ? towardToday(values, { day, reach, levelShare }) : undefined,
      );
      const weightOf = dayWeights(frame, end, horizon, { day, tau, mismatch, reach });
      const ofAge = new Float64Array(reach), weights = new Float64Array(neighbours.values.length);
      const quantiles = new Float64Array(levels.length * horizon);
      for (let phase = 0; phase < phases; phase++) {
        const near = neighbours.find(phase);
        // The same time of later days has the same neighbours; only what each of them counts is another.
        for (let ahead = phase; ahead < horizon; ahead += day) {
          for (let age = 0; age < reach; age++) ofAge[age] = weightOf(ahead, age);
          let count = 0;
          for (let index = 0; index < near; index++) {
            const weight = weights[index] = ofAge[neighbours.seasonsBack[index]!]!;
            if (weight > 0) count++;
          }
          if (count < FEWEST_VALUES) return undefined;
          weightedQuantiles(neighbours.values, weights, near, levels, { into: quantiles, at: ahead, stride: horizon });
        }
      }
      return quantiles;
    },
  };
}

/** What the day that is `age` days older than the last whole one counts for a step ahead; 0 when it is not worth counting. */
function dayWeights(
  { step, start }: Frame,
  end: number,
  horizon: number,
  { day, tau, mismatch, reach }: { day: number; tau: number; mismatch: number; reach: number },
): (ahead: number, age: number) => number {
  const fading = Float64Array.from({ length: reach }, (_, age) => Math.exp(-age / tau));
  const worthwhile = (weight: number): number => weight < LEAST_WEIGHT ? 0 : weight;
  if (mismatch === 1) return (_, age) => worthwhile(fading[age]!);
  const isWholeWeeks = Uint8Array.from(
    { length: reach + Math.ceil(horizon / day) + 1 },
    (_, back) => back * day * step % (DAYS_A_WEEK * DAY_SECONDS) === 0 ? 1 : 0,
  );
  const first = end - reach * day;
  const isWeekend = start === undefined
    ? undefined
    : weekends(start + first * step * 1000, step, end + horizon - first);
  return (ahead, age) => {
    const back = age + 1 + Math.floor(ahead / day), at = end + ahead - first;
    if (isWholeWeeks[back]) return worthwhile(fading[age]!);
    const isSameKind = isWeekend !== undefined && isWeekend[at] === isWeekend[at - back * day];
    return worthwhile(fading[age]! * (isSameKind ? SAME_KIND : mismatch));
  };
}

/** Whether each of some steps lies on a weekend. */
function weekends(start: number, step: number, count: number): Uint8Array {
  const isWeekend = new Uint8Array(count);
  for (let at = 0; at < count; at++) {
    // As whole numbers of 32 bits, because the remainder of a double is slow.
    const weekday = weekdayOf(Math.floor((start + at * step * 1000) / DAY_MS) | 0);
    isWeekend[at] = weekday >= DAYS_A_WEEK - 2 ? 1 : 0;
  }
  return isWeekend;
}

/** What moves a past value toward today's level: that is half the median of the last day, half that of its last quarter. */
function towardToday(
  values: Float64Array,
  { day, reach, levelShare }: { day: number; reach: number; levelShare: number },
): (step: number) => number {
  const end = values.length, medians = seasonLevels(values, day, reach);
  const lately = medianInPlace(values.slice(Math.max(0, end - Math.max(3, day >> 2))));
  const today = (medians[0]! + lately) / 2;
  return (step) => levelShare * (today - medians[Math.min(reach - 1, Math.floor((end - 1 - step) / day))]!);
}
