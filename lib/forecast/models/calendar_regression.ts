/**
 * The calendar regression: trend with bends, weekdays, waves of the year and holidays, fitted together to several years of daily values.
 *
 * What the fit leaves is carried on by an autoregression, so that a forecast begins where the series is.
 */
import { DAY_SECONDS } from "@lib/core/day.ts";
import { cholesky, solveCholesky } from "@lib/stats/cholesky.ts";
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import type { Frame, PointModel } from "../candidate.ts";
import { calendarColumns, withHistory } from "./calendar_columns.ts";
import { type CalendarColumns, calendarEquations, calendarFit, columnCount, placesOf } from "./calendar_equations.ts";
import type { ManyOrigins } from "./many_origins.ts";
import { share, wholeNumber } from "./option_checks.ts";
import { autoregression } from "./seasonal_autoregression.ts";

/** What the calendar regression may be told. */
export interface CalendarRegressionOptions {
  /** Whether logarithms are modelled; then every value must be above 0. Default false. */
  readonly log?: boolean;
  /** Solves: 1 is least squares, each more moves toward least absolute deviations. Default 4. */
  readonly passes?: number;
  /** Bends of the trend, evenly spread. Default 12. */
  readonly knots?: number;
  /** Harmonics of the year. Default 10. */
  readonly harmonics?: number;
  /** Share of the autoregression on the residuals that is added, 0 to 1. Default 1. */
  readonly carry?: number;
  /** Penalty on a bend of the trend, above 0. Default 5. */
  readonly trendPenalty?: number;
}

/** Days below which the history is too short. */
const FEWEST_DAYS = 400;
/** Penalties on the squares of the other coefficients; that of a wave grows with its harmonic. */
const PENALTIES = { constant: 1e-6, slope: 1, weekday: 0.1, wave: 1, event: 1 } as const;
/** An error below this share of the mean one weighs no more than that. */
const LEAST_ERROR = 0.5;
/** Days of residuals that the autoregression sees. */
const RESIDUAL_DAYS = 730;
const RESIDUALS = autoregression({ lags: [1, 2, 3, 7, 14], loss: "absolute", passes: 3 });

/**
 * A regression on the calendar, continued by an autoregression on its residuals. The trend stays where it ends.
 *
 * Says nothing about a history of less than 400 days, whose step is not a day or whose dates are unknown, or (on logarithms) one that is not
 * above 0.
 *
 * @throws {RangeError} when an option is out of its range.
 * @see Taylor and Letham, Forecasting at Scale (2018) for the decomposition; Hoerl and Kennard, Ridge Regression (1970); Schlossmacher, An
 * Iterative Technique for Absolute Deviations Curve Fitting (1973)
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { calendarRegression } from "@lib/forecast/models/calendar_regression.ts";
 * const start = Date.UTC(2021, 0, 1), day = 86_400_000;
 * const isChristmas = (index: number) => new Date(start + index * day).toISOString().slice(5, 10) === "12-25";
 * const values = Float64Array.from({ length: 1430 }, (_, index) => isChristmas(index) ? 10 : 50);
 * const forecast = calendarRegression({ passes: 1 }).points(values, 60, { step: 86_400, seasons: [7], start })!;
 * forecast.forEach((value, ahead) => ok(isChristmas(1430 + ahead) ? value < 35 : Math.abs(value - 50) < 3));
 * ```
 */
export function calendarRegression(options: CalendarRegressionOptions): PointModel & ManyOrigins {
  const settings = { log: false, passes: 4, knots: 12, harmonics: 10, carry: 1, trendPenalty: 5, ...options };
  checkSettings(settings);
  const pointsFrom = (values: Float64Array, ends: readonly number[], horizon: number, frame: Frame) => {
    const { start } = frame, longest = ends.reduce((most, end) => Math.max(most, end), 0);
    if (longest < FEWEST_DAYS || frame.step !== DAY_SECONDS || start === undefined) return ends.map(() => undefined);
    const columns = calendarColumns({ ...frame, start }, longest, horizon, settings);
    return ends.map((end) => pointsOf(values.subarray(0, end), horizon, frame, columns, settings));
  };
  return {
    name: nameOf(settings),
    points: (values, horizon, frame) => pointsFrom(values, [values.length], horizon, frame)[0],
    pointsFrom,
  };
}

type Settings = Required<CalendarRegressionOptions>;

function pointsOf(
  values: Float64Array,
  horizon: number,
  frame: Frame,
  columns: CalendarColumns,
  { log, passes, carry, trendPenalty }: Settings,
): Float64Array | undefined {
  const count = values.length;
  if (count < FEWEST_DAYS || (log && !values.every((value) => value > 0))) return undefined;
  const series = log ? values.map(Math.log) : values.slice();
  const { center, scale } = standardise(series);
  const own = withHistory(columns, count);
  const { coefficients, residuals } = fitCalendar(own, series, passes, penaltiesOf(own, trendPenalty));
  const points = calendarFit(own, coefficients, count, count + horizon, count);
  const rest = carry > 0
    ? RESIDUALS.points(residuals.slice(Math.max(0, count - RESIDUAL_DAYS)), horizon, frame)
    : undefined;
  for (let ahead = 0; ahead < horizon; ahead++) {
    const point = center + scale * (points[ahead]! + (rest ? carry * rest[ahead]! : 0));
    points[ahead] = log ? Math.exp(point) : point;
  }
  return points.every(Number.isFinite) ? points : undefined;
}

function nameOf({ log, passes, knots, harmonics, carry, trendPenalty }: Settings): string {
  return `${passes > 1 ? "absolute " : ""}calendar regression, ${knots} bends, ${harmonics} waves` +
    (trendPenalty === 5 ? "" : `, penalty ${trendPenalty}`) + (log ? ", log" : "") +
    (carry === 1 ? "" : `, carry ${carry}`);
}

function checkSettings({ passes, knots, harmonics, carry, trendPenalty }: Settings): void {
  const model = "calendar regression";
  wholeNumber(model, "passes", passes);
  wholeNumber(model, "knots", knots, 0);
  wholeNumber(model, "harmonics", harmonics, 0);
  share(model, "carry", carry);
  if (!(trendPenalty > 0 && trendPenalty < Infinity)) {
    throw new RangeError(`Cannot make a ${model}: expected trendPenalty above 0, got ${trendPenalty}`);
  }
}

/** Brings a series to a median of 0 and a mean absolute deviation of 1, in place; returns what turns it back. */
function standardise(series: Float64Array): { center: number; scale: number } {
  const center = medianInPlace(series.slice());
  let sum = 0;
  for (let day = 0; day < series.length; day++) sum += Math.abs(series[day]! -= center);
  const scale = sum / series.length || 1;
  for (let day = 0; day < series.length; day++) series[day]! /= scale;
  return { center, scale };
}

function penaltiesOf(columns: CalendarColumns, trendPenalty: number): Float64Array {
  const places = placesOf(columns);
  return Float64Array.from({ length: columnCount(columns) }, (_, column) => {
    if (column < places.constant) return column === 0 ? PENALTIES.slope : trendPenalty;
    if (column === places.constant) return PENALTIES.constant;
    if (column < places.waves) return PENALTIES.weekday;
    return column < places.events ? PENALTIES.wave * (1 + ((column - places.waves) >> 1)) : PENALTIES.event;
  });
}

/** Solves the equations, `passes` times, each with the weights that the errors of the last one ask for. */
function fitCalendar(
  columns: CalendarColumns,
  series: Float64Array,
  passes: number,
  penalties: Float64Array,
): { coefficients: Float64Array; residuals: Float64Array } {
  const count = series.length, size = penalties.length;
  const weights = new Float64Array(count).fill(1);
  for (let pass = 1;; pass++) {
    const { gram, moments } = calendarEquations(columns, series, weights);
    for (let column = 0; column < size; column++) gram[column * size + column]! += penalties[column]!;
    const coefficients = solveCholesky(cholesky(gram, size), size, moments);
    const residuals = calendarFit(columns, coefficients, 0, count, count);
    let sum = 0;
    for (let day = 0; day < count; day++) sum += Math.abs(residuals[day] = series[day]! - residuals[day]!);
    if (pass >= passes) return { coefficients, residuals };
    const usual = sum / count || 1;
    for (let day = 0; day < count; day++) {
      weights[day] = 1 / Math.max(LEAST_ERROR, Math.abs(residuals[day]!) / usual);
    }
  }
}
