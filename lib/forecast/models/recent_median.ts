/** The recent median: a level that a spike does not move. */
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import type { PointModel } from "../candidate.ts";
import { wholeNumber } from "./option_checks.ts";

/** What the recent median may be told. */
export interface RecentMedianOptions {
  /** Values that it looks back on, 1 or more; infinite for the whole history. A shorter history is taken whole. */
  readonly length: number;
  /** Values below which the history is too short. Default 1. */
  readonly fewest?: number;
}

/**
 * The median of the last values, at every step ahead.
 *
 * @throws {RangeError} when an option is no whole number of 1 or more.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { recentMedian } from "@lib/forecast/models/recent_median.ts";
 * const forecast = recentMedian({ length: 3 }).points(Float64Array.of(9, 4, 90, 5), 2, { step: 3600, seasons: [] });
 * deepStrictEqual(forecast, Float64Array.of(5, 5));
 * ```
 */
export function recentMedian({ length, fewest = 1 }: RecentMedianOptions): PointModel {
  if (length !== Infinity) wholeNumber("recent median", "length", length);
  wholeNumber("recent median", "fewest", fewest);
  return {
    name: length === Infinity ? "median of all" : `recent median ${length}`,
    points(values, horizon) {
      if (values.length < fewest) return undefined;
      // A copy: the median reorders what it gets.
      return new Float64Array(horizon).fill(medianInPlace(values.slice(Math.max(0, values.length - length))));
    },
  };
}
