/** The drift: what was last, and the usual change from there on. */
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import type { PointModel } from "../candidate.ts";
import { wholeNumber } from "./option_checks.ts";

/** A drift whose slope is the median change over a season: spikes and the season itself leave it alone. */
export interface SeasonalDriftOptions {
  /** Steps of a season, 1 or more. */
  readonly season: number;
  /** Seasons whose changes count, 1 or more. Default 7. */
  readonly seasons?: number;
  /** What it starts from: the last value, or the last season with its pattern. Default the value. */
  readonly from?: "value" | "season";
}

/** The classic drift: the line through the first and the last value. */
export interface ClassicDriftOptions {
  /** Steps that it looks back on, 1 or more; a shorter history is taken whole. Default the whole history. */
  readonly length?: number;
}

/** Seasons below which a seasonal drift has too few changes. */
const FEWEST_SEASONS = 3;

/**
 * The last value and the usual change per step; with a season, the median change over a season, spread over its steps.
 *
 * Needs two values, or three seasons.
 *
 * @throws {RangeError} when an option is no whole number of 1 or more.
 * @see Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., section 5.2, for the classic one
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { drift } from "@lib/forecast/models/drift.ts";
 * const values = Float64Array.of(1, 9, 2, 10, 3, 11), frame = { step: 3600, seasons: [2] };
 * deepStrictEqual(drift().points(values, 2, frame), Float64Array.of(13, 15));
 * deepStrictEqual(drift({ season: 2 }).points(values, 2, frame), Float64Array.of(11.5, 12));
 * deepStrictEqual(drift({ season: 2, from: "season" }).points(values, 2, frame), Float64Array.of(4, 12));
 * ```
 */
export function drift(options: SeasonalDriftOptions | ClassicDriftOptions = {}): PointModel {
  return "season" in options ? seasonalDrift(options) : classicDrift(options);
}

function classicDrift({ length = Infinity }: ClassicDriftOptions): PointModel {
  if (length !== Infinity) wholeNumber("drift", "length", length);
  return {
    name: length === Infinity ? "drift" : `drift over ${length}`,
    points(values, horizon) {
      if (values.length < 2) return undefined;
      const last = values.length - 1, steps = Math.min(length, last);
      const slope = (values[last]! - values[last - steps]!) / steps;
      return new Float64Array(horizon).map((_, ahead) => values[last]! + slope * (ahead + 1));
    },
  };
}

function seasonalDrift({ season, seasons = 7, from = "value" }: SeasonalDriftOptions): PointModel {
  wholeNumber("drift", "season", season);
  wholeNumber("drift", "seasons", seasons);
  return {
    name: from === "season" ? `seasonal naive ${season} with drift` : `drift by season ${season}`,
    points(values, horizon) {
      if (values.length < FEWEST_SEASONS * season) return undefined;
      const change = seasonalChange(values, season, seasons), end = values.length;
      return Float64Array.from(
        { length: horizon },
        (_, ahead) =>
          from === "value"
            ? values[end - 1]! + change * (ahead + 1) / season
            : values[end - season + ahead % season]! + change * (Math.floor(ahead / season) + 1),
      );
    },
  };
}

/** Median change over one season, of those that end in the last seasons. */
function seasonalChange(values: Float64Array, season: number, seasons: number): number {
  const first = Math.max(season, values.length - seasons * season);
  const changes = values.slice(first);
  for (let at = 0; at < changes.length; at++) changes[at]! -= values[first + at - season]!;
  return medianInPlace(changes);
}
