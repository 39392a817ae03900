/** From a model's outlook and its past errors to a bounded forecast that never crosses. */
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import { conformalQuantiles } from "@lib/stats/conformal_rank.ts";
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import type { Bounds, Component, Forecast } from "../forecaster.ts";
import type { CalendarEffect } from "./calendar_effects.ts";
import { meanOfQuantiles } from "../mean_of_quantiles.ts";
import { fillFromLink, type Link } from "./link.ts";
import type { AdjustedHistory, DailyHistory, FittedOutlook, Outlook } from "./outlook.ts";

/** What a model must say to become a Fitted. */
export interface FittedParts {
  readonly model: string;
  readonly history: DailyHistory;
  readonly link: Link;
  /** Errors within the history on the link scale (link of value − link of fit), `NaN` where there is none. */
  readonly residuals: Float64Array;
  /** Scale of errors, where the model has it; default from the residuals. */
  readonly spread?: number;
  /** Medians on the link scale. */
  center(horizon: number): Float64Array;
  /** How much wider than a typical error a step is; default 1 everywhere. */
  widening?(horizon: number): Float64Array;
  explain?(horizon: number): Component[];
  effects?(): CalendarEffect[];
  adjusted?(horizon: number): AdjustedHistory;
}

/** Makes a Fitted of its parts. */
export function fittedOf(parts: FittedParts): FittedOutlook {
  const { model, history, link, residuals } = parts;
  const spread = parts.spread ?? spreadOf(residuals);
  const bounds = reachOf(
    history.values,
    history.bounds ?? { low: link.kind === "identity" ? -Infinity : 0, high: Infinity },
  );
  const outlook = (horizon: number): Outlook => {
    if (!(Number.isInteger(horizon) && horizon >= 1)) {
      throw new RangeError(`Cannot predict with ${model}: expected a horizon of 1 day or more, got ${horizon}`);
    }
    const widening = parts.widening?.(horizon);
    return {
      center: parts.center(horizon),
      spread: widening ? widening.map((factor) => factor * spread) : new Float64Array(horizon).fill(spread),
    };
  };
  const errors = (): Float64Array =>
    spread === 0
      ? new Float64Array(0)
      : residuals.filter((value) => value === value).map((value) => value / spread).sort();
  return {
    model,
    link,
    bounds,
    outlook,
    errors,
    predict(horizon, quantiles) {
      const own = errors();
      return forecastOf({ model, link, bounds }, outlook(horizon), quantiles, (levels) => {
        const scores = conformalQuantiles(own, levels);
        return () => scores;
      });
    },
    ...(parts.explain && { explain: parts.explain }),
    ...(parts.effects && { effects: parts.effects }),
    ...(parts.adjusted && { adjusted: parts.adjusted }),
  };
}

/**
 * What a forecast may reach: as far beyond the range of the history as that range is wide, and not beyond the bounds. On a log scale an error
 * has no such limit, and the expected value of a series that idles between bursts would be anything.
 */
function reachOf(values: Float64Array, { low, high }: Bounds): Bounds {
  let smallest = Infinity, largest = -Infinity;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
  }
  const range = largest - smallest;
  return { low: Math.max(low, smallest - range), high: Math.min(high, largest + range) };
}

/** A fitted model whose outlook another one has worked out; it has the same errors, and no components. */
export function withOutlook(
  { link, bounds, errors }: FittedOutlook,
  model: string,
  outlook: FittedOutlook["outlook"],
): FittedOutlook {
  return {
    model,
    link,
    bounds,
    errors,
    outlook,
    predict(horizon, quantiles) {
      const own = errors();
      return forecastOf({ model, link, bounds }, outlook(horizon), quantiles, (levels) => {
        const scores = conformalQuantiles(own, levels);
        return () => scores;
      });
    },
  };
}

/** Latest errors that the scale is taken from: two years. */
const RECENT_ERRORS = 730;

/**
 * Scale of errors: 1.4826 × their median size, but at least half their root mean square, so that a series of mostly zero errors with
 * a few large ones is not thought certain. Both equal the standard deviation when errors are normal (the second, half of it).
 */
function spreadOf(residuals: Float64Array): number {
  const sizes = new Float64Array(Math.min(residuals.length, RECENT_ERRORS));
  let count = 0, squares = 0;
  for (let index = residuals.length - 1; index >= 0 && count < sizes.length; index--) {
    const residual = residuals[index]!;
    if (residual !== residual) continue;
    sizes[count++] = Math.abs(residual);
    squares += residual * residual;
  }
  if (count === 0) return 0;
  const spread = Math.max(1.4826 * medianInPlace(sizes, count), 0.5 * Math.sqrt(squares / count));
  // Rounding errors of a perfect fit are not uncertainty.
  return spread < 1e-9 ? 0 : spread;
}

/** Error quantiles in units of the spread, for a step. */
export type ErrorScores = (step: number) => ArrayLike<number>;

/**
 * A forecast from an outlook and the quantiles of its errors.
 *
 * @param scoresFor For some levels, the error quantile of every step (0-based), ascending by level.
 */
export function forecastOf(
  { model, link, bounds }: { model: string; link: Link; bounds: Bounds },
  { center, spread }: Outlook,
  levels: readonly number[],
  scoresFor: (levels: readonly number[]) => ErrorScores,
): Forecast {
  const valuesAt = (wanted: readonly number[]): Float64Array[] => {
    const scores = scoresFor(wanted), steps = center.length;
    // One piece of memory for all levels: thousands of forecasts of a fleet would ask for it thirteen times each.
    const all = new Float64Array(wanted.length * steps);
    const values = wanted.map((_, index) => all.subarray(index * steps, (index + 1) * steps));
    for (let step = 0; step < steps; step++) {
      const score = scores(step), middle = center[step]!, width = spread[step]!;
      for (let index = 0; index < values.length; index++) values[index]![step] = middle + width * score[index]!;
    }
    // Each quantile starts from the one before: their order does not hang on the last bit of a rounding.
    const least = new Float64Array(steps).fill(bounds.low);
    for (const own of values) {
      fillFromLink(link, own);
      for (let step = 0; step < steps; step++) {
        const value = own[step]!;
        if (value > least[step]!) least[step] = value < bounds.high ? value : bounds.high;
        own[step] = least[step]!;
      }
    }
    return values;
  };
  const quantiles = valuesAt(levels);
  return {
    mean: meanOfQuantiles(levels === QUANTILE_LEVELS ? quantiles : valuesAt(QUANTILE_LEVELS)),
    quantiles,
    model,
  };
}
