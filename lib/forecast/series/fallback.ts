/** What is said of a series that is too short for the pool: the seasonal naive or the naive, with the changes seen as its errors. */
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import { conformalQuantiles } from "@lib/stats/conformal_rank.ts";
import type { Forecast } from "../forecaster.ts";
import { meanOfQuantiles } from "../mean_of_quantiles.ts";
import type { SeriesFrame } from "./series_frame.ts";

/**
 * The naive forecast with a label that says why it stands in.
 *
 * Its errors are the changes over a season, or over one step, which then grow with the root of the steps ahead as those of a random walk. They
 * count with both signs, so that a few changes to one side are no trend.
 */
export function fallbackForecast(frame: SeriesFrame, horizon: number): Forecast {
  const { values, raw, bounds: { low, high }, seasons: [season], isWhole } = frame;
  const lag = season ?? 1, length = values.length;
  const changes = new Float64Array(2 * Math.max(0, length - lag));
  for (let index = 0; index < length - lag; index++) {
    changes[2 * index] = raw[index + lag]! - raw[index]!;
    changes[2 * index + 1] = -changes[2 * index]!;
  }
  const offsets = conformalQuantiles(changes.filter((change) => change === change).sort(), QUANTILE_LEVELS);
  const quantiles = QUANTILE_LEVELS.map((_, level) =>
    Float64Array.from({ length: horizon }, (_, step) => {
      const growth = season === undefined ? Math.sqrt(step + 1) : Math.sqrt(Math.floor(step / season) + 1);
      const value = values[length - lag + step % lag]! + growth * offsets[level]!;
      return Math.min(high, Math.max(low, isWhole ? Math.round(value) : value));
    })
  );
  const name = season === undefined ? "naive" : "seasonal naive";
  const known = raw.reduce((count, value) => count + Number(value === value), 0);
  return {
    mean: meanOfQuantiles(quantiles),
    quantiles,
    model: `${name} (${known} ${known === 1 ? "value is" : "values are"} too few to try models on earlier origins)`,
  };
}
