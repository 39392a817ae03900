/**
 * The pool of steps whose one season is long, such as weeks in a year: few seasons are known, so models follow the level and the changes.
 */
import { dampedHolt } from "../models/damped_holt.ts";
import { deseasonalised } from "../models/deseasonalised.ts";
import { drift } from "../models/drift.ts";
import { naive } from "../models/naive.ts";
import { recentMedian } from "../models/recent_median.ts";
import { autoregression } from "../models/seasonal_autoregression.ts";
import { seasonalNaive } from "../models/seasonal_naive.ts";
import { simpleExponentialSmoothing } from "../models/simple_exponential_smoothing.ts";
import { theta } from "../models/theta.ts";
import type { Listed } from "./pools.ts";

/**
 * The models.
 *
 * @param year Steps of the season.
 */
export function poolOfWeeks(year: number): Listed[] {
  const quarter = Math.max(2, Math.round(year / 4));
  const lags = ascending([
    1,
    2,
    3,
    4,
    5,
    6,
    8,
    quarter,
    2 * quarter,
    3 * quarter,
    year - 1,
    year,
    year + 1,
    2 * year,
    2 * year + 1,
    3 * year,
  ]);
  const few = ascending([1, 2, 3, 4, quarter, 2 * quarter, year - 1, year, year + 1, 2 * year]);
  const remembering = { decay: 0.8, shrink: 1 };
  return [
    ["fast", naive()],
    ["fast", simpleExponentialSmoothing()],
    ["full", recentMedian({ length: 24 })],
    ["full", recentMedian({ length: 72 })],
    ["fast", seasonalNaive({ season: year })],
    ["full", drift({ length: quarter })],
    ["standard", theta()],
    ["standard", dampedHolt()],
    ["standard", autoregression({ lags, difference: 1, decay: 0.998 })],
    ["standard", autoregression({ lags, difference: 1, log: true, decay: 0.998 })],
    ["full", autoregression({ lags, log: true })],
    ["full", autoregression({ lags })],
    ["full", autoregression({ lags: few, difference: year, log: true })],
    ["full", autoregression({ lags, difference: 1, log: true, loss: "absolute" })],
    ["standard", deseasonalised({ seasons: [year], model: theta(), log: true, ...remembering })],
    ["full", deseasonalised({ seasons: [year], model: dampedHolt(), log: true, ...remembering })],
  ];
}

function ascending(lags: readonly number[]): number[] {
  return [...new Set(lags)].sort((a, b) => a - b);
}
