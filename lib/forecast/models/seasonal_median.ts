/** The seasonal median: each phase of the season takes the median of its last values. Hard to fool by spikes, and the best simple model of servers. */
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import type { PointModel } from "../candidate.ts";
import { share, wholeNumber } from "./option_checks.ts";
import { seasonLevels } from "./season_levels.ts";

/** What the seasonal median may be told. */
export interface SeasonalMedianOptions {
  /** Steps of a season, 1 or more. */
  readonly season: number;
  /** Seasons that it looks back on, 1 or more; a shorter history gives those it has. */
  readonly seasons: number;
  /** Steps on both sides of the phase that take part as well. Default 0. */
  readonly window?: number;
  /**
   * Share of the distance between a season's median and the last season's that is taken off its values, 0 to 1: 0 takes them as they are, 1
   * keeps only their shape. Default 0.
   */
  readonly levelShare?: number;
  /** Whole seasons below which the history is too short. Default 2. */
  readonly fewestSeasons?: number;
}

/**
 * The median at the same phase over the last seasons.
 *
 * @throws {RangeError} when an option is out of its range.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { seasonalMedian } from "@lib/forecast/models/seasonal_median.ts";
 * const values = Float64Array.of(1, 7, 2, 80, 3, 8);
 * const forecast = seasonalMedian({ season: 2, seasons: 3 }).points(values, 3, { step: 3600, seasons: [2] });
 * deepStrictEqual(forecast, Float64Array.of(2, 8, 2));
 * ```
 */
export function seasonalMedian(options: SeasonalMedianOptions): PointModel {
  const { season, seasons, window = 0, levelShare = 0, fewestSeasons = 2 } = options;
  wholeNumber("seasonal median", "season", season);
  wholeNumber("seasonal median", "seasons", seasons);
  wholeNumber("seasonal median", "window", window, 0);
  wholeNumber("seasonal median", "fewestSeasons", fewestSeasons);
  share("seasonal median", "levelShare", levelShare);
  const name = `seasonal median ${season} x ${seasons}` + (window > 0 ? ` ±${window}` : "") +
    (levelShare > 0 ? ` level ${levelShare}` : "");
  return {
    name,
    points(values, horizon) {
      const whole = Math.floor(values.length / season);
      if (whole < fewestSeasons) return undefined;
      const known = Math.min(seasons, whole);
      const profile = medianProfile(values, { season, known, window, levelShare }, Math.min(horizon, season));
      return new Float64Array(horizon).map((_, ahead) => profile[ahead % season]!);
    },
  };
}

interface ProfileOptions {
  readonly season: number;
  /** Whole seasons that the history holds, of those asked for. */
  readonly known: number;
  readonly window: number;
  readonly levelShare: number;
}

/** The medians of the first `phases` steps after the history. */
function medianProfile(values: Float64Array, options: ProfileOptions, phases: number): Float64Array {
  const { season, known, window, levelShare } = options;
  const end = values.length;
  const excess = levelShare > 0 ? excessOfSeasons(values, season, known).map((above) => above * levelShare) : undefined;
  const near = new Float64Array(known * (2 * window + 1));
  return new Float64Array(phases).map((_, phase) => {
    let count = 0;
    for (let back = 1; back <= known; back++) {
      const center = end - back * season + phase, above = excess ? excess[back - 1]! : 0;
      const last = Math.min(end - 1, center + window);
      for (let at = Math.max(0, center - window); at <= last; at++) near[count++] = values[at]! - above;
    }
    return medianInPlace(near, count);
  });
}

/** How far the median of each of the last seasons lies above that of the last one; the last season first. */
function excessOfSeasons(values: Float64Array, season: number, known: number): Float64Array {
  const levels = seasonLevels(values, season, known);
  return levels.map((level) => level - levels[0]!);
}
