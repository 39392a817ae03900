/** Seasonal quantiles: the spread of the values at the same phase of the last seasons ("climatology"). */
import { sampleQuantile } from "@lib/stats/sample_quantile.ts";
import type { QuantileModel } from "../candidate.ts";
import { share, wholeNumber } from "./option_checks.ts";
import { PhaseNeighbours } from "./phase_neighbours.ts";
import { seasonLevels } from "./season_levels.ts";

/** What the seasonal quantiles may be told. */
export interface SeasonalQuantilesOptions {
  /** Steps of a season, 1 or more. */
  readonly season: number;
  /** Seasons that they look back on, 1 or more; a shorter history gives those it has. */
  readonly seasons: number;
  /** Steps on both sides of the phase that take part as well. Default 0. */
  readonly window?: number;
  /** Steps from one value of the window to the next, the first at its left end. Default 1: all of them. */
  readonly stride?: number;
  /**
   * Share of the distance between a season's median and the last season's that is taken off its values, 0 to 1: 0 takes them as they are, 1
   * keeps only their shape. Default 0.
   */
  readonly levelShare?: number;
  /** Whole seasons below which the history is too short. Default 2. */
  readonly fewestSeasons?: number;
}

/** Values of one phase below which quantiles say nothing. */
const FEWEST = 5;

/**
 * The quantiles at the same phase over the last seasons.
 *
 * @throws {RangeError} when an option is out of its range.
 * @see Hyndman and Fan, Sample quantiles in statistical packages (1996), definition 8
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { seasonalQuantiles } from "@lib/forecast/models/seasonal_quantiles.ts";
 * const values = Float64Array.of(1, 70, 2, 80, 3, 90, 4, 80, 5, 70);
 * const model = seasonalQuantiles({ season: 2, seasons: 5 });
 * deepStrictEqual(model.quantiles(values, 3, [0.5], { step: 3600, seasons: [2] }), Float64Array.of(3, 80, 3));
 * ```
 */
export function seasonalQuantiles(options: SeasonalQuantilesOptions): QuantileModel {
  const { season, seasons, window = 0, stride = 1, levelShare = 0, fewestSeasons = 2 } = options;
  const model = "seasonal quantiles model";
  wholeNumber(model, "season", season);
  wholeNumber(model, "seasons", seasons);
  wholeNumber(model, "window", window, 0);
  wholeNumber(model, "stride", stride);
  wholeNumber(model, "fewestSeasons", fewestSeasons);
  share(model, "levelShare", levelShare);
  const name = `seasonal quantiles ${season} x ${seasons}` + (window > 0 ? ` ±${window}` : "") +
    (stride > 1 ? ` every ${stride}` : "") + (levelShare > 0 ? ` level ${levelShare}` : "");
  return {
    name,
    quantiles(values, horizon, levels) {
      const known = Math.min(seasons, Math.floor(values.length / season));
      if (known < fewestSeasons || known * (2 * window + 1) < FEWEST) return undefined;
      const medians = levelShare > 0 ? seasonLevels(values, season, known) : new Float64Array(known);
      const phases = Math.min(horizon, season);
      const neighbours = new PhaseNeighbours(
        values,
        { season, seasons: known, phases, window, stride },
        (_, back) => levelShare * (medians[0]! - medians[back]!),
      );
      const quantiles = new Float64Array(levels.length * horizon);
      for (let phase = 0; phase < phases; phase++) {
        const count = neighbours.find(phase);
        levels.forEach((level, row) => {
          quantiles[row * horizon + phase] = sampleQuantile(neighbours.values, level, count);
        });
      }
      repeatPhases(quantiles, horizon, season);
      return quantiles;
    },
  };
}

/** Every later season of each row is the first one again. */
function repeatPhases(quantiles: Float64Array, horizon: number, season: number): void {
  for (let row = 0; row < quantiles.length; row += horizon) {
    for (let ahead = season; ahead < horizon; ahead++) quantiles[row + ahead] = quantiles[row + ahead - season]!;
  }
}
