/** How good one forecast of one series was, in units that can be averaged over series of any size. */
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import type { Forecast } from "../forecaster.ts";
import type { NaiveErrors } from "./naive_errors.ts";

/** Scores of one window; `NaN` where nothing came, or where the scale is 0. */
export interface WindowScores {
  /** Values compared. */
  readonly n: number;
  /** Mean absolute error of the median, in the unit of the series. */
  readonly mae: number;
  /** The same over the scale. */
  readonly mase: number;
  /** Root of the mean squared error of the mean, over the root of the squared scale. */
  readonly rmsse: number;
  /** Symmetric percentage error of the median, 0 to 200. */
  readonly smape: number;
  /** Scaled quantile loss: twice the pinball loss, mean over the deciles, over the scale. */
  readonly sql: number;
  /** Shares of values within the bands, 0 to 1. */
  readonly coverage80: number;
  readonly coverage95: number;
  /** Mean widths of the bands over the scale. */
  readonly width80: number;
  readonly width95: number;
  /** Mean error of the mean (forecast minus value) over the scale. */
  readonly bias: number;
  /** Mean interval score of the 95 % band over the scale. */
  readonly msis: number;
}

const DECILES = QUANTILE_LEVELS.flatMap((level, index) =>
  Math.abs(level * 10 - Math.round(level * 10)) < 1e-9 ? [{ level, index }] : []
);
const placeOf = (level: number): number => QUANTILE_LEVELS.findIndex((own) => own === level);
const MEDIAN = placeOf(0.5), Q025 = placeOf(0.025), Q10 = placeOf(0.1), Q90 = placeOf(0.9), Q975 = placeOf(0.975);
/** What a value outside of the 95 % band costs for each unit of distance: 2 over the share left out. */
const OUTSIDE_95 = 2 / 0.05;

/**
 * Scores a forecast.
 *
 * @param forecast With the quantiles of QUANTILE_LEVELS.
 * @param actual What came, `NaN` = missing.
 * @param scale In-sample errors of the seasonal naive.
 * @param from First step, from 0.
 * @param to The step after the last one.
 * @see Hyndman and Koehler, Another look at measures of forecast accuracy (2006), for MASE
 * @see Gneiting and Raftery, Strictly proper scoring rules (2007), for the interval score
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
 * import { windowScores } from "@lib/forecast/evaluate/window_scores.ts";
 * const line = Float64Array.of(10, 10);
 * const forecast = { mean: line, quantiles: QUANTILE_LEVELS.map(() => line), model: "flat" };
 * strictEqual(windowScores(forecast, Float64Array.of(12, NaN), { absolute: 4, squared: 16 }).mase, 0.5);
 * ```
 */
export function windowScores(
  { mean, quantiles }: Forecast,
  actual: Float64Array,
  scale: NaiveErrors,
  from = 0,
  to: number = actual.length,
): WindowScores {
  const median = quantiles[MEDIAN]!, low80 = quantiles[Q10]!, high80 = quantiles[Q90]!;
  const low95 = quantiles[Q025]!, high95 = quantiles[Q975]!;
  let n = 0,
    absolute = 0,
    squared = 0,
    symmetric = 0,
    signed = 0,
    pinball = 0,
    in80 = 0,
    in95 = 0,
    wide80 = 0,
    wide95 = 0;
  let interval = 0;
  for (let step = from; step < to; step++) {
    const value = actual[step]!;
    if (value !== value) continue;
    n++;
    const error = Math.abs(value - median[step]!), size = Math.abs(value) + Math.abs(median[step]!);
    absolute += error;
    symmetric += size > 0 ? 200 * error / size : 0;
    squared += (value - mean[step]!) ** 2;
    signed += mean[step]! - value;
    for (const { level, index } of DECILES) {
      const over = value - quantiles[index]![step]!;
      pinball += 2 * Math.max(level * over, (level - 1) * over) / DECILES.length;
    }
    if (value >= low80[step]! && value <= high80[step]!) in80++;
    if (value >= low95[step]! && value <= high95[step]!) in95++;
    wide80 += high80[step]! - low80[step]!;
    wide95 += high95[step]! - low95[step]!;
    interval += OUTSIDE_95 * Math.max(0, low95[step]! - value, value - high95[step]!);
  }
  const unit = scale.absolute > 0 ? scale.absolute : NaN, squaredUnit = scale.squared > 0 ? scale.squared : NaN;
  return {
    n,
    mae: absolute / n,
    mase: absolute / n / unit,
    rmsse: Math.sqrt(squared / n / squaredUnit),
    smape: symmetric / n,
    sql: pinball / n / unit,
    coverage80: in80 / n,
    coverage95: in95 / n,
    width80: wide80 / n / unit,
    width95: wide95 / n / unit,
    bias: signed / n / unit,
    msis: (wide95 + interval) / n / unit,
  };
}
