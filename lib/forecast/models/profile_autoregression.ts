/** The profile autoregression: a seasonal profile that follows the recent seasons, and an autoregression on what it leaves. */
import { decayedProfile } from "@lib/stats/seasonal_profile.ts";
import type { PointModel } from "../candidate.ts";
import { wholeNumber } from "./option_checks.ts";
import { autoregression, type AutoregressionOptions } from "./seasonal_autoregression.ts";

/** What the profile autoregression may be told. */
export interface ProfileAutoregressionOptions
  extends Pick<AutoregressionOptions, "lags" | "penalty" | "loss" | "passes"> {
  /** Steps of the profile, 2 or more. */
  readonly season: number;
  /** Weight of a season in the profile relative to the one after it, above 0 and up to 1. Default 0.8. */
  readonly profileDecay?: number;
}

/** Seasons below which the history is too short. */
const FEWEST_SEASONS = 3;

/**
 * A decayed seasonal profile plus an autoregression on the remainder.
 *
 * The profile carries the season once for all its lags, so that the autoregression needs only short ones.
 *
 * @throws {RangeError} when an option is out of its range.
 * @see Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., section 5.7 (forecasting with decomposition)
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { profileAutoregression } from "@lib/forecast/models/profile_autoregression.ts";
 * const values = Float64Array.from({ length: 240 }, (_, hour) => hour % 24 < 8 ? 20 : 60);
 * const forecast = profileAutoregression({ season: 24, lags: [1, 2] }).points(values, 24, { step: 3600, seasons: [24] })!;
 * forecast.forEach((value, hour) => ok(Math.abs(value - (hour < 8 ? 20 : 60)) < 0.5));
 * ```
 */
export function profileAutoregression(options: ProfileAutoregressionOptions): PointModel {
  const { season, profileDecay = 0.8, ...rest } = options;
  wholeNumber("profile autoregression", "season", season, 2);
  if (!(profileDecay > 0 && profileDecay <= 1)) {
    throw new RangeError(
      `Cannot make a profile autoregression: expected profileDecay above 0 and up to 1, got ${profileDecay}`,
    );
  }
  const remainderModel = autoregression(rest);
  return {
    name: `profile ${season}` + (profileDecay === 0.8 ? "" : ` decay ${profileDecay}`) + ` + ${remainderModel.name}`,
    points(values, horizon, frame) {
      const count = values.length;
      if (count < FEWEST_SEASONS * season) return undefined;
      const profile = decayedProfile(values, season, { decay: profileDecay });
      const remainder = values.map((value, at) => value - profile[at % season]!);
      const points = remainderModel.points(remainder, horizon, frame);
      if (!points) return undefined;
      for (let ahead = 0; ahead < horizon; ahead++) points[ahead]! += profile[(count + ahead) % season]!;
      return points;
    },
  };
}
