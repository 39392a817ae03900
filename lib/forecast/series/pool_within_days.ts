/**
 * The pool of steps shorter than a day: what the same time of day, the same day of the week and the recent values say.
 *
 * Medians and quantiles read from the history carry servers, whose load jumps between levels; autoregressions carry smooth series.
 */
import { exponentialQuantiles } from "../models/exponential_quantiles.ts";
import { kernelQuantiles } from "../models/kernel_quantiles.ts";
import { naive } from "../models/naive.ts";
import { recentMedian } from "../models/recent_median.ts";
import { recentQuantiles } from "../models/recent_quantiles.ts";
import { seasonalMedian } from "../models/seasonal_median.ts";
import { seasonalNaive } from "../models/seasonal_naive.ts";
import { seasonalQuantiles } from "../models/seasonal_quantiles.ts";
import { simpleExponentialSmoothing } from "../models/simple_exponential_smoothing.ts";
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
  ];
}

/** Values of a wide window need not all take part: about seven do. */
function strideOf(window: number): number {
  return Math.max(1, Math.floor(window / 3));
}
