/**
 * The pool of steps shorter than a day: what the same time of day, the same day of the week and the recent values say.
 *
 * Medians and quantiles read from the history carry servers, whose load jumps between levels; autoregressions carry smooth series.
 */
import { deseasonalised } from "../models/deseasonalised.ts";
import { drift } from "../models/drift.ts";
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
import { theta } from "../models/theta.ts";
import type { Listed } from "./pools.ts";

/**
 * The models.
 *
 * @param day Steps of a day.
 */
export function poolWithinDays(day: number): Listed[] {
  const week = 7 * day;
  // A quarter of an hour on each side of the time of day smooths five-minute values; hours are smooth already.
  const near = Math.floor(day / 96), wide = Math.max(1, Math.round(day / 32)), around = Math.max(1, 2 * near);
  const broad = Math.max(2, Math.round(day / 16));
  return [
    ["fast", naive()],
    ["fast", simpleExponentialSmoothing()],
    ["standard", recentMedian({ length: Math.max(3, day >> 3) })],
    ["fast", recentMedian({ length: day })],
    ["full", recentMedian({ length: 3 * day })],
    ["full", seasonalNaive({ season: day })],
    ["standard", seasonalNaive({ season: week })],
    ["fast", seasonalMedian({ season: day, seasons: 7, window: near })],
    ["standard", seasonalMedian({ season: day, seasons: 7, window: wide, levelShare: 1 })],
    ["full", seasonalMedian({ season: day, seasons: 4, window: wide, levelShare: 0.5 })],
    ["full", seasonalMedian({ season: day, seasons: 14, window: near, levelShare: 0.5, fewestSeasons: 9 })],
    ["fast", seasonalMedian({ season: week, seasons: 4, window: near })],
    ["full", seasonalMedian({ season: week, seasons: 4, window: wide, levelShare: 1 })],
    ["full", seasonalMedian({ season: week, seasons: 8, window: wide, levelShare: 0.5, fewestSeasons: 3 })],
    ["full", recentQuantiles({ length: Math.max(7, Math.round(day / 12)) })],
    ["standard", recentQuantiles({ length: Math.max(8, day >> 2) })],
    ["fast", recentQuantiles({ length: day })],
    ["full", recentQuantiles({ length: 2 * day })],
    ["standard", recentQuantiles({ length: 3 * day })],
    ["full", recentQuantiles({ length: 7 * day })],
    ["full", exponentialQuantiles({ tau: day / 6 })],
    ["standard", exponentialQuantiles({ tau: day / 2 })],
    ["standard", exponentialQuantiles({ tau: 2 * day })],
    ["full", seasonalQuantiles({ season: day, seasons: 7, window: around, stride: strideOf(around) })],
    [
      "standard",
      seasonalQuantiles({ season: day, seasons: 7, window: around, stride: strideOf(around), levelShare: 0.5 }),
    ],
    ["full", seasonalQuantiles({ season: day, seasons: 14, window: broad, stride: strideOf(broad), fewestSeasons: 9 })],
    ["full", seasonalQuantiles({ season: day, seasons: 30, window: near, stride: strideOf(near), fewestSeasons: 18 })],
    [
      "full",
      seasonalQuantiles({ season: week, seasons: 6, window: around, stride: strideOf(around), fewestSeasons: 3 }),
    ],
    [
      "full",
      seasonalQuantiles({
        season: week,
        seasons: 6,
        window: around,
        stride: strideOf(around),
        levelShare: 0.5,
        fewestSeasons: 3,
      }),
    ],
    ["full", kernelQuantiles({ day, tau: 3, window: around })],
    ["standard", kernelQuantiles({ day, tau: 7, mismatch: 0.2, window: around })],
    ["full", kernelQuantiles({ day, tau: 20, mismatch: 0.1, window: around })],
    ["full", kernelQuantiles({ day, tau: 4, mismatch: 0.3, window: around, levelShare: 0.7 })],
    ["standard", kernelQuantiles({ day, tau: 14, mismatch: 0.15, window: around, levelShare: 0.7 })],
    ["full", kernelQuantiles({ day, tau: 2, window: 2 * around, levelShare: 1 })],
    ["standard", drift({ season: day })],
    ["full", drift({ length: 3 * day })],
    ["full", drift({ season: day, from: "season" })],
    ["full", sameKindMedian({ window: near })],
    ...(day <= 48 ? hourly(day) : minutely(day)),
  ];
}

/** Steps of half an hour or more: few enough that models can look back two weeks step by step. */
function hourly(day: number): Listed[] {
  const week = 7 * day;
  const few = [
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
  ];
  const many = [
    ...[
      1,
      2,
      3,
      4,
      5,
      6,
      day >> 1,
      day - 2,
      day - 1,
      day,
      day + 1,
      day + 2,
      2 * day - 1,
      2 * day,
      2 * day + 1,
      3 * day,
    ],
    ...[4 * day, 5 * day, 6 * day - 1, 6 * day, 6 * day + 1, week - 2, week - 1, week, week + 1, week + 2],
    ...[8 * day, 9 * day, 14 * day - 1, 14 * day, 14 * day + 1],
  ];
  return [
    ["full", autoregression({ lags: many })],
    ["standard", autoregression({ lags: many, difference: day })],
    ["full", autoregression({ lags: many, difference: day, log: true })],
    ["full", autoregression({ lags: few, loss: "absolute" })],
    ["full", autoregression({ lags: few, difference: day, loss: "absolute" })],
    ["full", autoregression({ lags: few, difference: day, log: true, loss: "absolute" })],
    ["full", holtWinters({ seasons: [week] })],
    ["full", holtWinters({ seasons: [day] })],
    ["full", holtWinters({ seasons: [day, week], log: true })],
    ["full", autoregression({ lags: many, log: true })],
    [
      "full",
      profileAutoregression({
        season: week,
        lags: [1, 2, 3, 6, 12, day - 1, day, day + 1, 2 * day, 3 * day, week - 1, week, week + 1],
      }),
    ],
    ["full", deseasonalised({ seasons: [day], model: theta() })],
    ["full", deseasonalised({ seasons: [week, day], model: simpleExponentialSmoothing(), decay: 0.8, shrink: 1 })],
    ["standard", profileAutoregression({ season: day, lags: [1, 2, 3, 4, 6, day >> 1, day] })],
    ["full", profileAutoregression({ season: day, lags: [1, 2, 3, 6, day], loss: "absolute" })],
  ];
}

/** Finer steps: fewer lags and fewer models, on many more values. */
function minutely(day: number): Listed[] {
  const hour = Math.max(2, Math.round(day / 24));
  const lags = [
    ...[1, 2, 3, hour >> 1, hour, 2 * hour, 6 * hour, day >> 1, day - 1, day, day + 1, 2 * day, 3 * day, 7 * day],
  ];
  const ascending = [...new Set(lags)].sort((a, b) => a - b);
  return [
    ["full", autoregression({ lags: ascending })],
    ["full", autoregression({ lags: ascending, loss: "absolute", passes: 3 })],
    ["full", deseasonalised({ seasons: [day], model: simpleExponentialSmoothing(), decay: 0.8 })],
    ["full", profileAutoregression({ season: day, lags: [1, 2, 3, hour >> 1, hour, 3 * hour] })],
  ];
}

/** Values of a wide window need not all take part: about seven do. */
function strideOf(window: number): number {
  return Math.max(1, Math.floor(window / 3));
}
