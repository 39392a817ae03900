/**
 * The seasonal autoregression: each value from those a few steps, a day, a week or a year before it.
 *
 * With a penalty it may hold many lags at once, also those of several seasons; on differences of a season it follows a moving level; with
 * absolute errors it predicts the median and is not pulled by spikes.
 */
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import { PrefixLagProducts, type Standard } from "@lib/stats/prefix_lag_products.ts";
import type { PointModel } from "../candidate.ts";
import type { ManyOrigins } from "./many_origins.ts";
import { continueByLags, lagRegression } from "./lag_regression.ts";
import { wholeNumber } from "./option_checks.ts";

/** What the autoregression may be told. */
export interface AutoregressionOptions {
  /** Steps that it looks back, 1 or more each, ascending; those that a history cannot carry are left out for it. */
  readonly lags: readonly number[];
  /** Differences over this many steps are modelled in place of values; 0 for the values. Default 0. */
  readonly difference?: number;
  /** Whether logarithms are modelled; then every value must be above 0. Default false. */
  readonly log?: boolean;
  /** Weight of a step relative to the one after it, above 0 and up to 1. Default 1. */
  readonly decay?: number;
  /** Penalty on the squared coefficients when the series has unit scale, above 0. Default 1. */
  readonly penalty?: number;
  /** What the fit makes small: squared or absolute errors. Default squares. */
  readonly loss?: "squares" | "absolute";
  /** Solves of a fit by absolute errors, 2 or more. Default 4. */
  readonly passes?: number;
}

/** Values, or differences, below which nothing can be learnt. */
const FEWEST = 40;
/** Steps that a lag must leave for learning: these and twice the number of lags. */
const STEPS_LEFT = 24;
/** Steps that must be left beyond one per coefficient. */
const STEPS_OVER = 10;

/**
 * A regression on lags, continued step by step.
 *
 * Says nothing about a history of less than 40 values, one that leaves too few steps for its lags, or (on logarithms) one that is not above
 * 0; nor when its path grows out of all numbers.
 *
 * @throws {RangeError} when an option is out of its range.
 * @see Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., section 9.3 (autoregressive models); Hoerl and Kennard, Ridge
 * Regression (1970); Schlossmacher, An Iterative Technique for Absolute Deviations Curve Fitting (1973)
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { autoregression } from "@lib/forecast/models/seasonal_autoregression.ts";
 * const values = Float64Array.from({ length: 200 }, (_, hour) => 50 + 10 * Math.sin(2 * Math.PI * hour / 24));
 * const forecast = autoregression({ lags: [1, 2, 24] }).points(values, 6, { step: 3600, seasons: [24] })!;
 * forecast.forEach((value, ahead) => ok(Math.abs(value - (50 + 10 * Math.sin(2 * Math.PI * (200 + ahead) / 24))) < 0.5));
 * ```
 */
export function autoregression(options: AutoregressionOptions): PointModel & ManyOrigins {
  const settings = { difference: 0, log: false, decay: 1, penalty: 1, loss: "squares", passes: 4, ...options } as const;
  checkSettings(settings);
  const pointsFrom = (values: Float64Array, ends: readonly number[], horizon: number) => {
    const paths = continuations(values, horizon, settings);
    // From the shortest to the longest, because the equations of each go on from those before.
    const found = new Map(ends.toSorted((a, b) => a - b).map((end) => [end, paths(end)]));
    return ends.map((end) => found.get(end));
  };
  return {
    name: nameOf(settings),
    points: (values, horizon) => continuations(values, horizon, settings)(values.length),
    pointsFrom,
  };
}

type Settings = Required<AutoregressionOptions>;

/** Gives the path from each origin, which is to be asked for in ascending order. */
function continuations(
  values: Float64Array,
  horizon: number,
  { lags, difference, log, decay, penalty, loss, passes }: Settings,
): (end: number) => Float64Array | undefined {
  const isAbsolute = loss === "absolute";
  const levels = log ? values.map(Math.log) : values;
  const series = difference > 0 ? differences(levels, difference) : levels;
  const firstNotPositive = log ? values.findIndex((value) => !(value > 0)) : -1;
  const shared = new PrefixLagProducts(series);
  return (end) => {
    const count = end - difference, left = 2 * lags.length + STEPS_LEFT;
    if (count < FEWEST || (firstNotPositive >= 0 && firstNotPositive < end)) return undefined;
    const usable = lags.filter((lag) => count - lag > left);
    if (usable.length === 0 || count - usable.at(-1)! < usable.length + 1 + STEPS_OVER) return undefined;
    const own = series.slice(0, count);
    const standard = standardise(own, { isCentered: difference === 0, isAbsolute });
    // Squares of very large values are no number any more.
    if (!(standard.scale < Infinity)) return undefined;
    const coefficients = lagRegression(own, {
      lags: usable,
      penalty,
      decay,
      passes: isAbsolute ? passes : 1,
      ...(decay === 1 && { products: shared.upTo(count, usable, standard) }),
    });
    const path = continueByLags(own, usable, coefficients, horizon);
    for (let ahead = 0; ahead < horizon; ahead++) {
      path[ahead] = standard.center + standard.scale * path[ahead]!;
      if (difference > 0) path[ahead]! += ahead < difference ? levels[count + ahead]! : path[ahead - difference]!;
    }
    const points = log ? path.map(Math.exp) : path;
    return points.every(Number.isFinite) ? points : undefined;
  };
}

function nameOf({ lags, difference, log, decay, penalty, loss }: Settings): string {
  return `${loss === "absolute" ? "absolute " : ""}autoregression, ${lags.length} lags to ${lags.at(-1)}` +
    (difference > 0 ? `, difference ${difference}` : "") + (log ? ", log" : "") +
    (decay < 1 ? `, decay ${decay}` : "") + (penalty !== 1 ? `, penalty ${penalty}` : "");
}

function checkSettings({ lags, difference, decay, penalty, loss, passes }: Settings): void {
  const model = "seasonal autoregression";
  if (!(lags.length > 0 && lags.every((lag, index) => Number.isInteger(lag) && lag > (lags[index - 1] ?? 0)))) {
    throw new RangeError(`Cannot make a ${model}: expected lags of 1 or more, ascending, got ${lags}`);
  }
  wholeNumber(model, "difference", difference, 0);
  if (loss === "absolute") wholeNumber(model, "passes", passes, 2);
  for (const [name, value, most] of [["decay", decay, 1], ["penalty", penalty, Number.MAX_VALUE]] as const) {
    if (value > 0 && value <= most) continue;
    throw new RangeError(`Cannot make a ${model}: expected ${name} above 0, at most ${most}, got ${value}`);
  }
}

function differences(values: Float64Array, lag: number): Float64Array {
  const changes = values.slice(lag);
  for (let at = 0; at < changes.length; at++) changes[at]! -= values[at]!;
  return changes;
}

/**
 * Brings a series to unit scale in place, around its mean (squares) or median (absolute errors); differences stay around zero.
 *
 * @returns What turns it back; scale 1 when the series does not vary.
 */
function standardise(
  series: Float64Array,
  { isCentered, isAbsolute }: { isCentered: boolean; isAbsolute: boolean },
): Standard {
  const count = series.length;
  const center = !isCentered
    ? 0
    : isAbsolute
    ? medianInPlace(series.slice())
    : series.reduce((sum, value) => sum + value / count, 0);
  let squares = 0, sizes = 0;
  for (let at = 0; at < count; at++) {
    const deviation = series[at]! -= center;
    squares += deviation * deviation;
    sizes += Math.abs(deviation);
  }
  const scale = (isAbsolute ? sizes / count : Math.sqrt(squares / count)) || 1;
  for (let at = 0; at < count; at++) series[at]! /= scale;
  return { center, scale };
}
