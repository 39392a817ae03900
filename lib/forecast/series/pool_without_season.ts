/** The pool of a series without a season: its recent level, how it moves, and what its values have been. */
import { croston } from "../models/croston.ts";
import { exponentialQuantiles } from "../models/exponential_quantiles.ts";
import { naive } from "../models/naive.ts";
import { recentMedian } from "../models/recent_median.ts";
import { recentQuantiles } from "../models/recent_quantiles.ts";
import { autoregression } from "../models/seasonal_autoregression.ts";
import { simpleExponentialSmoothing } from "../models/simple_exponential_smoothing.ts";
import { theta } from "../models/theta.ts";
import type { Listed } from "./pools.ts";

/** The models. */
export function poolWithoutSeason(): Listed[] {
  return [
    ["fast", naive()],
    ["fast", simpleExponentialSmoothing()],
    ["full", recentMedian({ length: 6 })],
    ["full", recentMedian({ length: 12 })],
    ["standard", recentMedian({ length: 24 })],
    ["full", recentMedian({ length: 72 })],
    ["full", recentMedian({ length: Infinity })],
    ["full", recentQuantiles({ length: 12 })],
    ["fast", recentQuantiles({ length: 24 })],
    ["full", recentQuantiles({ length: 48 })],
    ["standard", recentQuantiles({ length: 96 })],
    ["full", recentQuantiles({ length: Infinity })],
    ["standard", exponentialQuantiles({ tau: 5 })],
    ["standard", exponentialQuantiles({ tau: 15 })],
    ["standard", exponentialQuantiles({ tau: 40 })],
    ["full", exponentialQuantiles({ tau: 100 })],
    ["standard", autoregression({ lags: [1, 2, 3, 4, 5, 6, 8, 12], penalty: 5 })],
    ["full", theta()],
    // Silent unless the series is zero most of the time.
    ["standard", croston()],
  ];
}
