/** The seasonal naive: the last season, again and again. The baseline that accuracy is measured against. */
import type { PointModel } from "../candidate.ts";
import { wholeNumber } from "./option_checks.ts";

/** What the seasonal naive may be told. */
export interface SeasonalNaiveOptions {
  /** Steps of a season, 1 or more. */
  readonly season: number;
}

/**
 * The value of the last season at the same phase. Needs one season.
 *
 * @throws {RangeError} when the season is no whole number of 1 or more.
 * @see Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., section 5.2
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { seasonalNaive } from "@lib/forecast/models/seasonal_naive.ts";
 * const forecast = seasonalNaive({ season: 2 }).points(Float64Array.of(1, 7, 2, 8), 3, { step: 3600, seasons: [] });
 * deepStrictEqual(forecast, Float64Array.of(2, 8, 2));
 * ```
 */
export function seasonalNaive({ season }: SeasonalNaiveOptions): PointModel {
  wholeNumber("seasonal naive", "season", season);
  return {
    name: `seasonal naive ${season}`,
    points: (values, horizon) => values.length < season ? undefined : repeatedSeason(values, season, horizon),
  };
}

/**
 * Repeats the last season.
 *
 * @param values At least one season of them.
 */
function repeatedSeason(values: Float64Array, season: number, horizon: number): Float64Array {
  const first = values.length - season;
  return new Float64Array(horizon).map((_, ahead) => values[first + ahead % season]!);
}
