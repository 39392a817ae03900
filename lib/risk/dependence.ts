/**
 * How the errors of neighbouring days hang together, learned from the backtest.
 *
 * A forecast that is 5 points too low today is likely too low tomorrow, and may stay so for weeks. The error of a day, as a normal score,
 * is taken as √v · slow + √(1 − v) · fast: two parts that each remember the day before, at rates φ of nearly one and of much less.
 * With independent days, breaches on three of five days would look far too rare.
 */
import { numbersOf, type Table } from "@lib/core/table.ts";
import { type ForecastRun, quantilesOf } from "./forecast_runs.ts";
import { scoreOf } from "./quantile_curve.ts";

/** How the errors of a metric hang together. */
export interface Dependence {
  /** Share v of the variance that is slow, 0 to 0.95. */
  readonly slowShare: number;
  /** Correlation of the slow part from one day to the next, 0.9 to 1 (1 = it lasts as long as the forecast). */
  readonly slowMemory: number;
  /** Correlation of the fast part from one day to the next, 0 to 0.95. */
  readonly fastMemory: number;
  /** Errors that it was learned from; 0 = assumed. */
  readonly errors: number;
}

/** Where no backtest says otherwise. */
const ASSUMED: Dependence = { slowShare: 0.35, slowMemory: 0.99, fastMemory: 0.3, errors: 0 };
/** Days apart at which the fast part is forgotten and the slow one is not. */
const NEAR = [7, 10, 14];
/** Days apart at which the slow part shows how it fades. */
const FAR = [28, 35, 42];
/** Scores are cut here: what lies further out says how wrong the tail is, not how days hang together. */
const LARGEST_SCORE = 4;

/**
 * Learns the dependence of one metric from the forecasts of past origins.
 *
 * With ρ(k) the correlation of errors k days apart: the slow part is the line through log ρ near and far, the fast part what ρ(1) has
 * beyond it. A horizon too short to look far keeps the assumed slow memory.
 *
 * @param runs The metric's forecasts in the backtest table, of one model.
 */
export function dependenceOf(backtestForecast: Table, runs: readonly ForecastRun[]): Dependence {
  const scores = runs.map((run) => scoresOf(backtestForecast, run));
  const errors = scores.reduce((sum, own) => sum + own.filter((score) => score === score).length, 0);
  const next = correlationAt(scores, [1]);
  if (Number.isNaN(next)) return ASSUMED;
  const near = correlationAt(scores, NEAR), far = correlationAt(scores, FAR);
  const slowMemory = near > 0 && far > 0
    ? Math.min(1, Math.max(0.9, (far / near) ** (1 / (middle(FAR) - middle(NEAR)))))
    : ASSUMED.slowMemory;
  const slowShare = Number.isNaN(near) ? ASSUMED.slowShare : share(near / slowMemory ** middle(NEAR));
  return {
    slowShare,
    slowMemory,
    fastMemory: share((next - slowShare * slowMemory) / (1 - slowShare)),
    errors,
  };
}

/** Errors as normal scores, one per step, `NaN` where nothing came. */
function scoresOf(backtestForecast: Table, { first, end }: ForecastRun): Float64Array {
  const quantiles = quantilesOf(backtestForecast), actual = numbersOf(backtestForecast, "actual");
  return Float64Array.from({ length: end - first }, (_, step) => {
    const row = first + step, value = actual[row]!;
    if (Number.isNaN(value)) return NaN;
    return Math.max(-LARGEST_SCORE, Math.min(LARGEST_SCORE, scoreOf((level) => quantiles[level]![row]!, value)));
  });
}

/** Mean over some lags of Σ z(t)·z(t + lag) ÷ Σ z², about zero since a forecast that is off is off; `NaN` where no two days are known. */
function correlationAt(scores: readonly Float64Array[], lags: readonly number[]): number {
  let squares = 0, known = 0;
  for (const own of scores) {
    for (const score of own) {
      if (score !== score) continue;
      squares += score * score;
      known++;
    }
  }
  let sum = 0;
  for (const lag of lags) {
    let products = 0, pairs = 0;
    for (const own of scores) {
      for (let day = lag; day < own.length; day++) {
        const product = own[day]! * own[day - lag]!;
        if (product !== product) continue;
        products += product;
        pairs++;
      }
    }
    sum += products / pairs / (squares / known);
  }
  return sum / lags.length;
}

function middle(lags: readonly number[]): number {
  return lags.reduce((sum, lag) => sum + lag, 0) / lags.length;
}

function share(value: number): number {
  return Math.min(0.95, Math.max(0, value));
}
