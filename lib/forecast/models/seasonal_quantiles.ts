/** Seasonal quantiles: the spread of the values at the same phase of the last seasons ("climatology"). */
import { sampleQuantile } from "@lib/stats/sample_quantile.ts";
import { SubsetQuantiles } from "@lib/stats/subset_quantiles.ts";
import type { QuantileModel } from "../candidate.ts";
import { share, wholeNumber } from "./option_checks.ts";
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
      const excess = new Float64Array(known);
      if (levelShare > 0) {
        const medians = seasonLevels(values, season, known);
        for (let back = 0; back < known; back++) excess[back] = levelShare * (medians[back]! - medians[0]!);
      }
      const phases = Math.min(horizon, season), width = phases + 2 * window;
      const { grid, isInside } = neighbourhood(values, { season, known, window, excess }, width);
      const subset = new SubsetQuantiles(grid), near = new Float64Array(known * (2 * window + 1));
      const quantiles = new Float64Array(levels.length * horizon);
      for (let phase = 0; phase < phases; phase++) {
        for (let row = 0; row < grid.length; row += width) {
          for (let at = row + phase; at <= row + phase + 2 * window; at += stride) if (isInside[at]) subset.add(at);
        }
        const count = subset.takeSorted(near);
        levels.forEach((level, row) => quantiles[row * horizon + phase] = sampleQuantile(near, level, count));
      }
      repeatPhases(quantiles, horizon, season);
      return quantiles;
    },
  };
}

/**
 * The values around the phases to predict: a row for each of the last seasons, which begins `window` steps before the first phase, and from which
 * the season's excess is taken off. Neighbouring seasons overlap in it, because there the same value has two levels.
 */
function neighbourhood(
  values: Float64Array,
  { season, known, window, excess }: { season: number; known: number; window: number; excess: Float64Array },
  width: number,
): { grid: Float64Array; isInside: Uint8Array } {
  const grid = new Float64Array(known * width), isInside = new Uint8Array(grid.length);
  for (let back = 0; back < known; back++) {
    const first = values.length - (back + 1) * season - window;
    for (let column = Math.max(0, -first); column < width && first + column < values.length; column++) {
      grid[back * width + column] = values[first + column]! - excess[back]!;
      isInside[back * width + column] = 1;
    }
  }
  return { grid, isInside };
}

/** Every later season of each row is the first one again. */
function repeatPhases(quantiles: Float64Array, horizon: number, season: number): void {
  for (let row = 0; row < quantiles.length; row += horizon) {
    for (let ahead = season; ahead < horizon; ahead++) quantiles[row + ahead] = quantiles[row + ahead - season]!;
  }
}
