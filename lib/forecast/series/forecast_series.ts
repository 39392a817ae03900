/**
 * Forecasts any series: a pool of models is tried on earlier origins, each counts by how well it did, and their quantiles become one.
 *
 * Two passes: the first looks at each series alone, then series lend each other what they learned of the models, then each is forecast.
 */
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import type { Forecast } from "../forecaster.ts";
import { meanOfQuantiles } from "../mean_of_quantiles.ts";
import { calendarSteps, calendarWeights } from "./calendar_days.ts";
import { combined } from "./combined.ts";
import { fallbackForecast } from "./fallback.ts";
import { finalShape } from "./final_shape.ts";
import { lendingOf, type Lent } from "./lending.ts";
import { modelQuantiles } from "./model_trial.ts";
import { modelWeights } from "./model_weights.ts";
import { prepared, type SeriesInput, type SeriesOptions, type SeriesTrial, trySeries } from "./series_trial.ts";

/** The forecast of one series. */
export interface SeriesForecast {
  readonly id: string;
  /** With the quantiles of QUANTILE_LEVELS. */
  readonly forecast: Forecast;
  /** What was done to the history before the models saw it, one sentence each. */
  readonly notes: readonly string[];
  /** What every model of the pool says alone, where asked for. */
  readonly alone?: readonly Forecast[];
}

/** What to make besides the forecast. */
export interface ForecastOptions extends SeriesOptions {
  /** Also what every model of the pool says alone; default false. */
  readonly everyModel?: boolean;
}

/** What a caller may watch and stop. */
export interface Watch {
  /** Called after each series of each pass. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** The second pass: one series with what it learned and what its peers lend. */
export function forecastTried(
  input: SeriesInput,
  trial: SeriesTrial,
  lent: Lent | undefined,
  options: ForecastOptions,
): SeriesForecast {
  const { frame, pool, folds } = prepared(input, options);
  // Models from outside of the pool come last in it; they are there because they know the calendar.
  const { known = [] } = input;
  const weights = modelWeights(trial, lent);
  if (weights.length === 0 || weights.some((part) => part.length === 0)) {
    return { id: input.id, notes: frame.notes, forecast: fallbackForecast(frame, options.horizon) };
  }
  const wanted = new Set(options.everyModel ? pool.keys() : weights.flat().map(({ model }) => model));
  const quantiles = pool.map((model, index) =>
    wanted.has(index) ? modelQuantiles(model, trial.trials[index]!, frame, frame.values.length, folds) : undefined
  );
  const forecastOf = (own: Float64Array, model: string): Forecast => {
    const lines = finalShape(own, frame, { span: trial.span, outer: lent?.outer ?? trial.outer });
    return { mean: meanOfQuantiles(lines), quantiles: lines, model };
  };
  const whole = combined(quantiles, weights, folds.segments, QUANTILE_LEVELS);
  const steps = calendarSteps(frame, options.horizon);
  const knowing = steps.length > 0 && calendarWeights(weights, (model) => model >= pool.length - known.length);
  if (whole && knowing) overlay(whole, combined(quantiles, knowing, folds.segments, QUANTILE_LEVELS), steps);
  return {
    id: input.id,
    notes: frame.notes,
    forecast: whole ? forecastOf(whole, `pool, ${options.tier}`) : fallbackForecast(frame, options.horizon),
    ...(options.everyModel && {
      alone: quantiles.flatMap((own, index) => own ? [forecastOf(own, pool[index]!.name)] : []),
    }),
  };
}

/** Takes some steps of a forecast from another one. */
function overlay(forecast: Float64Array, other: Float64Array | undefined, steps: readonly number[]): void {
  const horizon = forecast.length / QUANTILE_LEVELS.length;
  for (let level = 0; other && level < QUANTILE_LEVELS.length; level++) {
    for (const step of steps) forecast[level * horizon + step] = other[level * horizon + step]!;
  }
}

/** Forecasts series one after the other. The same input gives the same forecasts, whatever the order of the calls. */
export function forecastSeries(
  inputs: readonly SeriesInput[],
  options: ForecastOptions,
  { onProgress, signal }: Watch = {},
): SeriesForecast[] {
  let done = 0;
  const advance = <T>(result: T): T => {
    signal?.throwIfAborted();
    onProgress?.(++done, 2 * inputs.length);
    return result;
  };
  const trials = inputs.map((input) => advance(trySeries(input, options)));
  const lent = lendingOf(trials);
  return inputs.map((input, index) => advance(forecastTried(input, trials[index]!, lent[index], options)));
}
