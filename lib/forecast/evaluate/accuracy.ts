/** How good forecasts were: errors of the rolling origins by horizon bucket and regime, as the `backtest` table counts them. */
import { REGIMES } from "@lib/core/calendar.ts";
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import type { Forecast } from "../forecaster.ts";
import { bucketOf } from "../fleet/horizon.ts";

/** The regimes of the backtest table: all days first, then each kind. */
export const SCORED_REGIMES = ["all", ...REGIMES] as const;

/** Accuracy over some values; shapes and units as in the `backtest` contract, MASE `NaN` where a naive forecast makes no error. */
export interface Accuracy {
  readonly n: number;
  readonly mae: number;
  readonly rmse: number;
  readonly smape: number;
  readonly mase: number;
  readonly pinball: number;
  readonly coverage80: number;
  readonly coverage95: number;
}

const DECILES = QUANTILE_LEVELS.map((level, index) => ({ level, index }))
  .filter(({ level }) => Math.abs(level * 10 - Math.round(level * 10)) < 1e-9);
const at = (level: number): number => QUANTILE_LEVELS.findIndex((own) => own === level);
const MEDIAN = at(0.5), Q025 = at(0.025), Q975 = at(0.975), Q10 = at(0.1), Q90 = at(0.9);

const SUMS = { n: 0, absolute: 1, squared: 2, symmetric: 3, scaled: 4, scaledCount: 5, pinball: 6, in80: 7, in95: 8 };
const WIDTH = Object.keys(SUMS).length;

/** Sums errors of one series and model over its origins. */
export class AccuracyTally {
  readonly #sums: Float64Array;

  /** @param buckets Number of horizon buckets. */
  constructor(readonly buckets: number) {
    this.#sums = new Float64Array(buckets * SCORED_REGIMES.length * WIDTH);
  }

  /**
   * Adds one origin.
   *
   * @param forecast With the quantiles of QUANTILE_LEVELS.
   * @param actual What came, `NaN` = missing.
   * @param regimes Index into REGIMES for each step.
   * @param naiveError Mean absolute error of the weekly naive within the history; 0 or `NaN` where it has none.
   */
  add(forecast: Forecast, actual: Float64Array, regimes: Uint8Array, naiveError: number): void {
    const { mean, quantiles } = forecast;
    const median = quantiles[MEDIAN]!;
    for (let step = 0; step < actual.length; step++) {
      const value = actual[step]!;
      if (value !== value) continue;
      const error = Math.abs(value - median[step]!);
      const size = Math.abs(value) + Math.abs(median[step]!);
      let pinball = 0;
      for (const { level, index } of DECILES) {
        const over = value - quantiles[index]![step]!;
        pinball += over > 0 ? level * over : (level - 1) * over;
      }
      const in80 = value >= quantiles[Q10]![step]! && value <= quantiles[Q90]![step]! ? 1 : 0;
      const in95 = value >= quantiles[Q025]![step]! && value <= quantiles[Q975]![step]! ? 1 : 0;
      for (const regime of [0, 1 + regimes[step]!]) {
        const offset = (bucketOf(step + 1) * SCORED_REGIMES.length + regime) * WIDTH;
        const sums = this.#sums;
        sums[offset + SUMS.n]!++;
        sums[offset + SUMS.absolute]! += error;
        sums[offset + SUMS.squared]! += (value - mean[step]!) ** 2;
        sums[offset + SUMS.symmetric]! += size > 0 ? 200 * error / size : 0;
        if (naiveError > 0) {
          sums[offset + SUMS.scaled]! += error / naiveError;
          sums[offset + SUMS.scaledCount]!++;
        }
        sums[offset + SUMS.pinball]! += 2 * pinball / DECILES.length;
        sums[offset + SUMS.in80]! += in80;
        sums[offset + SUMS.in95]! += in95;
      }
    }
  }

  /** Accuracy of a bucket and regime (0 = all days), or `undefined` when no value came. */
  accuracy(bucket: number, regime: number): Accuracy | undefined {
    const offset = (bucket * SCORED_REGIMES.length + regime) * WIDTH;
    const sum = (name: keyof typeof SUMS): number => this.#sums[offset + SUMS[name]]!;
    const n = sum("n");
    if (n === 0) return undefined;
    return {
      n,
      mae: sum("absolute") / n,
      rmse: Math.sqrt(sum("squared") / n),
      smape: sum("symmetric") / n,
      mase: sum("scaledCount") > 0 ? sum("scaled") / sum("scaledCount") : NaN,
      pinball: sum("pinball") / n,
      coverage80: sum("in80") / n,
      coverage95: sum("in95") / n,
    };
  }

  /** Mean pinball loss over all days and buckets, `NaN` when nothing came. */
  pinball(): number {
    let loss = 0, n = 0;
    for (let bucket = 0; bucket < this.buckets; bucket++) {
      const offset = bucket * SCORED_REGIMES.length * WIDTH;
      loss += this.#sums[offset + SUMS.pinball]!;
      n += this.#sums[offset + SUMS.n]!;
    }
    return loss / n;
  }
}

/** Mean absolute change from one week to the next: the denominator of MASE. `NaN` when no two days are a week apart. */
export function weeklyNaiveError(values: Float64Array): number {
  let sum = 0, count = 0;
  for (let index = 7; index < values.length; index++) {
    const change = Math.abs(values[index]! - values[index - 7]!);
    if (change !== change) continue;
    sum += change;
    count++;
  }
  return sum / count;
}
