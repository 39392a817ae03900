/** A model that knows no season, on what remains after the seasons are taken out. */
import { classicalProfile, decayedProfile } from "@lib/stats/seasonal_profile.ts";
import type { PointModel } from "../candidate.ts";
import { onLogScale } from "./log_scale.ts";
import { wholeNumber } from "./option_checks.ts";

/** What to take out, and what to forecast the rest with. */
export interface DeseasonalisedOptions {
  /** Season lengths in steps, 2 or more each, in the order in which they are taken out. */
  readonly seasons: readonly number[];
  /** Forecasts what remains. */
  readonly model: PointModel;
  /** Whether to work on logarithms, so that seasons multiply; values that are not all positive keep their own scale. Default false. */
  readonly log?: boolean;
  /** Weight of a season relative to the one after it, above 0 and up to 1. Default: classical decomposition. */
  readonly decay?: number;
  /** Weight of a flat profile against the seasons seen, 0 or more; with a decay only. Default 0. */
  readonly shrink?: number;
}

/**
 * Takes one or several seasons out, forecasts what remains with another model, and puts the seasons back.
 *
 * Seasons that the history does not show twice stay in; when that is all of them, the history is too short.
 *
 * @throws {RangeError} when a season is no whole number of 2 or more, or there is none.
 * @see Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., sections 3.4 and 5.7
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { deseasonalised } from "@lib/forecast/models/deseasonalised.ts";
 * import { naive } from "@lib/forecast/models/naive.ts";
 * const model = deseasonalised({ seasons: [2], model: naive() });
 * const points = model.points(Float64Array.of(1, 5, 1, 5, 1), 3, { step: 3600, seasons: [2] });
 * deepStrictEqual(points, Float64Array.of(5, 1, 5));
 * ```
 */
export function deseasonalised(options: DeseasonalisedOptions): PointModel {
  const { seasons, model, log = false, decay, shrink = 0 } = options;
  if (seasons.length === 0) {
    throw new RangeError("Cannot make a deseasonalised model: expected 1 season or more, got none");
  }
  for (const season of seasons) wholeNumber("deseasonalised model", "each season", season, 2);
  const how = decay === undefined ? "" : ` decay ${decay}` + (shrink > 0 ? ` shrink ${shrink}` : "");
  return {
    name: `${model.name} deseasonalised ${seasons.join("+")}${how}${log ? " log" : ""}`,
    points(values, horizon, frame) {
      const known = seasons.filter((season) => values.length > 2 * season);
      if (known.length === 0) return undefined;
      return onLogScale(values, log, (scaled) => {
        const rest = scaled.slice();
        const profiles = known.map((season) => {
          const profile = decay === undefined
            ? classicalProfile(rest, season)
            : decayedProfile(rest, season, { decay, shrink });
          addRepeated(rest, profile, 0, -1);
          return profile;
        });
        const points = model.points(rest, horizon, frame)?.slice();
        if (points) { for (const profile of profiles) addRepeated(points, profile, values.length % profile.length, 1); }
        return points;
      });
    },
  };
}

/** Adds a profile, or takes it off (sign −1), over and over, from one of its phases on. */
function addRepeated(values: Float64Array, profile: Float64Array, phase: number, sign: 1 | -1): void {
  for (let at = 0; at < values.length; at++) {
    values[at]! += sign * profile[phase]!;
    if (++phase === profile.length) phase = 0;
  }
}
