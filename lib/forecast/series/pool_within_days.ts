/**
 * The pool of steps shorter than a day: what the same time of day, the same day of the week and the recent values say.
 *
 * Medians and quantiles read from the history carry servers, whose load jumps between levels; autoregressions carry smooth series. Every
 * model is unlike the others: near copies would only outvote them.
 */
import { changeQuantiles } from "../models/change_quantiles.ts";
import { deseasonalised } from "../models/deseasonalised.ts";
import { exponentialQuantiles } from "../models/exponential_quantiles.ts";
import { holtWinters } from "../models/holt_winters.ts";
import { kernelQuantiles } from "../models/kernel_quantiles.ts";
import { naive } from "../models/naive.ts";
import { profileAutoregression } from "../models/profile_autoregression.ts";
import { recentMedian } from "../models/recent_median.ts";
import { recentQuantiles } from "../models/recent_quantiles.ts";
import { sameKindMedian } from "../models/same_kind_median.ts";
import { autoregression } from "../models/seasonal_autoregression.ts";
import { seasonalMedian } from "../models/seasonal_median.ts";
import { seasonalNaive } from "../models/seasonal_naive.ts";
import { seasonalQuantiles } from "../models/seasonal_quantiles.ts";
import { simpleExponentialSmoothing } from "../models/simple_exponential_smoothing.ts";
import { ascendingLags } from "./ascending_lags.ts";
import type { Listed } from "./pools.ts";

/**
 * The models.
 *
 * @param day Steps of a day.
 * @param length Values of the history.
 */
export function poolWithinDays(day: number, length: number): Listed[] {
  const week = 7 * day;
  // A quarter of an hour on each side of the time of day smooths five-minute values; hours are smooth already.
  const near = Math.floor(day / 96), wide = Math.max(1, Math.round(day / 32)), around = Math.max(1, 2 * near);
  const stride = Math.max(1, Math.floor(around / 3));
  return [
    ["fast", naive()],
    ["full", simpleExponentialSmoothing()],
    ["full", recentMedian({ length: day })],
    ["fast", seasonalMedian({ season: day, seasons: 7, window: near })],
    ["full", seasonalNaive({ season: day })],
    ["standard", seasonalNaive({ season: week })],
    ["fast", seasonalMedian({ season: week, seasons: 4, window: near })],
    ["standard", seasonalMedian({ season: week, seasons: 4, window: wide, levelShare: 1 })],
    ["full", seasonalQuantiles({ season: day, seasons: 7, window: around, stride, levelShare: 0.5 })],
    ["standard", recentQuantiles({ length: Math.max(8, day >> 2) })],
    ["full", recentQuantiles({ length: 3 * day })],
    ["standard", recentQuantiles({ length: Math.max(7, Math.round(day / 12)) })],
    ["full", kernelQuantiles({ day, tau: 3, window: around })],
    ["full", kernelQuantiles({ day, tau: 7, mismatch: 0.2, window: around })],
    ["full", kernelQuantiles({ day, tau: 20, mismatch: 0.1, window: around })],
    ["standard", kernelQuantiles({ day, tau: 14, mismatch: 0.15, window: around, levelShare: 0.7 })],
    ["full", kernelQuantiles({ day, tau: 2, window: 2 * around, levelShare: 1 })],
    ["standard", exponentialQuantiles({ tau: day / 6 })],
    ["fast", exponentialQuantiles({ tau: day / 2 })],
    ["full", changeQuantiles()],
    ["full", sameKindMedian({ window: near })],
    ...(day <= 48 ? hourly(day, length) : minutely(day)),
  ];
}

/** Steps of half an hour or more: few enough that models can look back two weeks step by step. */
function hourly(day: number, length: number): Listed[] {
  const week = 7 * day, half = day >> 1;
  const few = ascendingLags([
    1,
    2,
    3,
    day,
    day + 1,
    2 * day,
    3 * day,
    4 * day,
    5 * day,
    6 * day,
    week - 1,
    week,
    week + 1,
    8 * day,
    14 * day,
  ]);
  const many = ascendingLags([
    ...[1, 2, 3, 4, 5, 6, half, day - 2, day - 1, day, day + 1, day + 2, 2 * day - 1, 2 * day, 2 * day + 1, 3 * day],
    ...[4 * day, 5 * day, 6 * day - 1, 6 * day, 6 * day + 1, week - 2, week - 1, week, week + 1, week + 2],
    ...[8 * day, 9 * day, 14 * day - 1, 14 * day, 14 * day + 1],
  ]);
  const weekly = ascendingLags([1, 2, 3, 6, half, day - 1, day, day + 1, 2 * day, 3 * day, week - 1, week, week + 1]);
  return [
    ["standard", autoregression({ lags: many, difference: day })],
    ["full", autoregression({ lags: few, difference: day, log: true })],
    ["full", holtWinters({ seasons: [day, week], log: true })],
    ["fast", profileAutoregression({ season: day, lags: ascendingLags([1, 2, 3, 4, 6, half, day]) })],
    ["standard", profileAutoregression({ season: week, lags: weekly })],
    ...(length < LONG_HOURLY * day ? [] : [
      ["full", autoregression({ lags: many, difference: day, log: true })],
      ["full", autoregression({ lags: few, difference: day, log: true, loss: "absolute" })],
      ["full", deseasonalised({ seasons: [week, day], model: simpleExponentialSmoothing(), decay: 0.8, shrink: 1 })],
    ] satisfies Listed[]),
  ];
}

/** Days of hourly history from which more autoregressions earn their place. */
const LONG_HOURLY = 28;

/** Finer steps: one autoregression with short lags, on many more values. */
function minutely(day: number): Listed[] {
  const hour = Math.max(2, Math.round(day / 24));
  return [["full", profileAutoregression({ season: day, lags: ascendingLags([1, 2, 3, hour >> 1, hour, 3 * hour]) })]];
}
