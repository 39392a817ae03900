/** The pool of a seasonal series. */
import type { Frame } from "../candidate.ts";
import { naive } from "../models/naive.ts";
import { recentMedian } from "../models/recent_median.ts";
import { seasonalMedian } from "../models/seasonal_median.ts";
import { seasonalNaive } from "../models/seasonal_naive.ts";
import { simpleExponentialSmoothing } from "../models/simple_exponential_smoothing.ts";
import type { Listed } from "./pools.ts";

/** The models. */
export function seasonalPool(_frame: Frame, short: number, long: number | undefined): Listed[] {
  return [
    ["fast", naive()],
    ["fast", simpleExponentialSmoothing()],
    ["fast", recentMedian({ length: short })],
    ["fast", seasonalNaive({ season: short })],
    ["fast", seasonalMedian({ season: short, seasons: 7 })],
    ["fast", seasonalMedian({ season: short, seasons: 7, window: 1, levelShare: 1 })],
    ...(long === undefined ? [] : [
      ["fast", seasonalNaive({ season: long })],
      ["fast", seasonalMedian({ season: long, seasons: 4 })],
    ] satisfies Listed[]),
  ];
}
