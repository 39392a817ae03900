/** The pool of a series without a season: its recent level, how it moves, and what its values have been. */
import { naive } from "../models/naive.ts";
import { recentMedian } from "../models/recent_median.ts";
import { simpleExponentialSmoothing } from "../models/simple_exponential_smoothing.ts";
import type { Listed } from "./pools.ts";

/** The models. */
export function unseasonedPool(): Listed[] {
  return [
    ["fast", naive()],
    ["fast", simpleExponentialSmoothing()],
    ["full", recentMedian({ length: 6 })],
    ["full", recentMedian({ length: 12 })],
    ["standard", recentMedian({ length: 24 })],
    ["full", recentMedian({ length: 72 })],
    ["full", recentMedian({ length: Infinity })],
  ];
}
