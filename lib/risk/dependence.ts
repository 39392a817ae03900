/**
 * How the errors of neighbouring days hang together, learned from the backtest.
 *
 * A forecast that is 5 points too low today is likely too low tomorrow, and may stay so for the whole horizon. The error of a day, as a
 * normal score, is taken as √v · level + √(1 − v) · remainder: a level that lasts as long as the forecast, and a remainder that forgets
 * a day's error at rate φ. Without this, breaches on three of five days would look far too rare.
 */
import { numbersOf, type Table } from "@lib/core/table.ts";
import { type ForecastRun, quantilesOf } from "./forecast_runs.ts";
import { scoreAt } from "./quantile_curve.ts";

/** How the errors of a metric hang together. */
export interface Dependence {
  /** Share v of the variance that is a lasting level, 0 to 0.95. */
  readonly levelShare: number;
  /** Correlation φ of the remainder from one day to the next, 0 to 0.95. */
  readonly dayToDay: number;
  /** Errors that it was learned from; 0 = assumed. */
  readonly errors: number;
}

/** Where no backtest says otherwise. */
const ASSUMED: Dependence = { levelShare: 0.3, dayToDay: 0.4, errors: 0 };
/** Days apart at which only the level is left. */
const FAR = [20, 25, 30, 35, 40];
/** Scores are cut here: what lies further out says how wrong the tail is, not how days hang together. */
const LARGEST_SCORE = 4;

/**
 * Learns the dependence of one metric from the forecasts of past origins.
 *
 * With ρ(k) the correlation of errors k days apart, v is the mean of ρ far apart and φ = (ρ(1) − v) / (1 − v).
 *
 * @param runs The metric's forecasts in the backtest table, of one model.
 */
export function dependenceOf(backtestForecast: Table, runs: readonly ForecastRun[]): Dependence {
  const quantiles = quantilesOf(backtestForecast), actual = numbersOf(backtestForecast, "actual");
  const longest = runs.reduce((most, { first, end }) => Math.max(most, end - first), 0);
  // Short horizons have no days that far apart: their far third stands in.
  const far = FAR.every((lag) => lag < longest)
    ? FAR
    : [0.5, 0.65, 0.8].map((share) => Math.max(2, Math.round(share * (longest - 1))));
  const lags = [1, ...new Set(far)];
  const products = lags.map(() => 0), counts = lags.map(() => 0);
  let squares = 0, errors = 0;
  for (const { first, end } of runs) {
    const scores = Float64Array.from({ length: end - first }, (_, step) => {
      const row = first + step, value = actual[row]!;
      return Number.isNaN(value) ? NaN : scoreAt((level) => quantiles[level]![row]!, value);
    }).map((score) => Math.max(-LARGEST_SCORE, Math.min(LARGEST_SCORE, score)));
    for (let day = 0; day < scores.length; day++) {
      if (Number.isNaN(scores[day])) continue;
      squares += scores[day]! ** 2;
      errors++;
      lags.forEach((lag, index) => {
        const product = scores[day]! * (scores[day + lag] ?? NaN);
        if (Number.isNaN(product)) return;
        products[index]! += product;
        counts[index]!++;
      });
    }
  }
  if (errors === 0 || squares === 0 || counts[0] === 0) return ASSUMED;
  const correlations = products.map((product, index) =>
    counts[index]! > 0 ? product / counts[index]! / (squares / errors) : NaN
  );
  const [next = 0, ...rest] = correlations;
  const known = rest.filter((value) => !Number.isNaN(value));
  if (known.length === 0) return { ...ASSUMED, errors };
  const levelShare = clamp(known.reduce((sum, value) => sum + value, 0) / known.length);
  return { levelShare, dayToDay: clamp((next - levelShare) / (1 - levelShare)), errors };
}

function clamp(share: number): number {
  return Math.min(0.95, Math.max(0, share));
}
