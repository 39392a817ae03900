/** Models of the pool, and the pool itself, as forecasters of one series. */
import type { Candidate } from "../candidate.ts";
import { atLevels } from "../at_levels.ts";
import type { Forecast, Forecaster } from "../forecaster.ts";
import { usableValues } from "../forecaster.ts";
import { meanOfQuantiles } from "../mean_of_quantiles.ts";
import type { Tier } from "../tier.ts";
import { fallbackForecast } from "./fallback.ts";
import { finalShape } from "./final_shape.ts";
import { forecastTried } from "./forecast_series.ts";
import { modelQuantiles, tryModel } from "./model_trial.ts";
import type { SeriesFrame } from "./series_frame.ts";
import { prepared, spanOf, trySeries } from "./series_trial.ts";

/**
 * The pool as a forecaster: the same as forecastSeries of this series alone, without what peers lend.
 *
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { poolForecaster } from "@lib/forecast/series/pool_forecaster.ts";
 * const values = Float64Array.from({ length: 300 }, (_, hour) => 40 + 20 * Math.sin(hour * Math.PI / 12));
 * const { mean } = poolForecaster("fast").fit({ values, step: 3600 }).predict(24, [0.1, 0.9]);
 * ok(mean.every((value, step) => Math.abs(value - 40 - 20 * Math.sin((300 + step) * Math.PI / 12)) < 1));
 * ```
 */
export function poolForecaster(tier: Tier): Forecaster {
  const name = `pool, ${tier}`;
  return {
    name,
    fit(history) {
      usableValues(history, name);
      return {
        model: name,
        predict(horizon, levels) {
          const input = { id: name, history }, options = { horizon, tier };
          return atAsked(forecastTried(input, trySeries(input, options), undefined, options).forecast, levels);
        },
      };
    },
  };
}

/**
 * A model of the pool as a forecaster: its quantiles come from its own errors on earlier origins, or straight from the history.
 *
 * @param modelFor The model for a series, for example with the series' own season.
 */
export function singleForecaster(name: string, modelFor: (frame: SeriesFrame) => Candidate): Forecaster {
  return {
    name,
    fit(history) {
      usableValues(history, name);
      return {
        model: name,
        predict(horizon, levels) {
          const { frame, folds } = prepared({ id: name, history }, { horizon, tier: "standard" });
          const model = modelFor(frame);
          const { trial } = tryModel(model, frame, folds);
          const own = modelQuantiles(model, trial, frame, frame.values.length, folds);
          if (!own || folds.origins.length === 0) return atAsked(fallbackForecast(frame, horizon), levels);
          const quantiles = finalShape(own, frame, { span: spanOf(folds.origins, horizon) });
          return atAsked({ mean: meanOfQuantiles(quantiles), quantiles, model: name }, levels);
        },
      };
    },
  };
}

function atAsked(forecast: Forecast, levels: readonly number[]): Forecast {
  return { ...forecast, quantiles: atLevels(forecast.quantiles, levels) };
}
