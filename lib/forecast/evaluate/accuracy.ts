/** How good forecasts were: errors of the rolling origins by horizon bucket and regime, as the `backtest` table counts them. */
import { REGIMES } from "@lib/core/calendar.ts";
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import type { Forecast } from "../forecaster.ts";
import { bucketOf } from "../fleet/horizon.ts";
import type { NaiveErrors } from "./naive_errors.ts";

/** The regimes of the backtest table: all days first, then each kind. */
export const SCORED_REGIMES = ["all", ...REGIMES] as const;

/** Accuracy over some values; shapes and units as in the `backtest` contract, `NaN` where that says null. */
export interface Accuracy {
  readonly n: number;
  /** Mean size of what came. */
  readonly level: number;
  readonly mae: number;
  readonly rmse: number;
  readonly smape: number;
  readonly mase: number;
  readonly rmsse: number;
  readonly bias: number;
  readonly pinball: number;
  readonly coverage80: number;
  readonly coverage95: number;
  readonly width80: number;
  readonly width95: number;
}

const DECILES = QUANTILE_LEVELS.map((level, index) => ({ level, index }))
  .filter(({ level }) => Math.abs(level * 10 - Math.round(level * 10)) < 1e-9);
const at = (level: number): number => QUANTILE_LEVELS.findIndex((own) => own === level);
const MEDIAN = at(0.5), Q025 = at(0.025), Q975 = at(0.975), Q10 = at(0.1), Q90 = at(0.9);

/** Places of the sums of one bucket and regime. */
const SUMS = {
  ...{ n: 0, size: 1, absolute: 2, squared: 3, symmetric: 4, signed: 5 },
  ...{ scaled: 6, scaledCount: 7, scaledSquared: 8, scaledSquaredCount: 9 },
  ...{ pinball: 10, in80: 11, in95: 12, width80: 13, width95: 14 },
};
const WIDTH = Object.keys(SUMS).length;

/**
 * Sums errors of one series and model over its origins.
 *
 * @see Hyndman and Koehler, Another look at measures of forecast accuracy (2006), for MASE
 * @see Makridakis, Spiliotis and Assimakopoulos, M5 accuracy competition (2022), for RMSSE
 */
export class AccuracyTally {
  readonly #sums: Float64Array;

  /** @param buckets Number of horizon buckets. */
  constructor(readonly buckets: number) {
    this.#sums = new Float64Array(buckets * REGIMES.length * WIDTH);
  }

  /**
   * Adds one origin.
   *
   * @param forecast With the quantiles of QUANTILE_LEVELS.
   * @param actual What came, `NaN` = missing.
   * @param regimes Index into REGIMES for each step.
   * @param naive Errors of the seasonal naive within the history; 0 or `NaN` where it has none.
   */
  add(forecast: Forecast, actual: Float64Array, regimes: Uint8Array, naive: NaiveErrors): void {
    const { mean, quantiles } = forecast;
    const q025 = quantiles[Q025]!, q10 = quantiles[Q10]!, median = quantiles[MEDIAN]!;
    const q90 = quantiles[Q90]!, q975 = quantiles[Q975]!;
    const sums = this.#sums, { absolute, squared: naiveSquared } = naive;
    for (let step = 0; step < actual.length; step++) {
      const value = actual[step]!;
      if (value !== value) continue;
      const middle = median[step]!, signed = mean[step]! - value;
      const error = Math.abs(value - middle), size = Math.abs(value) + Math.abs(middle);
      const symmetric = size > 0 ? 200 * error / size : 0, squared = signed * signed;
      let pinball = 0;
      for (const { level, index } of DECILES) {
        const over = value - quantiles[index]![step]!;
        pinball += over > 0 ? level * over : (level - 1) * over;
      }
      const low80 = q10[step]!, high80 = q90[step]!, low95 = q025[step]!, high95 = q975[step]!;
      const offset = (bucketOf(step + 1) * REGIMES.length + regimes[step]!) * WIDTH;
      sums[offset + SUMS.n]!++;
      sums[offset + SUMS.size]! += Math.abs(value);
      sums[offset + SUMS.absolute]! += error;
      sums[offset + SUMS.squared]! += squared;
      sums[offset + SUMS.symmetric]! += symmetric;
      sums[offset + SUMS.signed]! += signed;
      if (absolute > 0) {
        sums[offset + SUMS.scaled]! += error / absolute;
        sums[offset + SUMS.scaledCount]!++;
      }
      if (naiveSquared > 0) {
        sums[offset + SUMS.scaledSquared]! += squared / naiveSquared;
        sums[offset + SUMS.scaledSquaredCount]!++;
      }
      sums[offset + SUMS.pinball]! += 2 * pinball / DECILES.length;
      sums[offset + SUMS.in80]! += value >= low80 && value <= high80 ? 1 : 0;
      sums[offset + SUMS.in95]! += value >= low95 && value <= high95 ? 1 : 0;
      sums[offset + SUMS.width80]! += high80 - low80;
      sums[offset + SUMS.width95]! += high95 - low95;
    }
  }

  /** Accuracy of a bucket and regime (0 = all days), or `undefined` when no value came. */
  accuracy(bucket: number, regime: number): Accuracy | undefined {
    const sum = (name: keyof typeof SUMS): number => this.#sum(bucket, regime, SUMS[name]);
    const n = sum("n");
    if (n === 0) return undefined;
    return {
      n,
      level: sum("size") / n,
      mae: sum("absolute") / n,
      rmse: Math.sqrt(sum("squared") / n),
      smape: sum("symmetric") / n,
      mase: sum("scaledCount") > 0 ? sum("scaled") / sum("scaledCount") : NaN,
      rmsse: sum("scaledSquaredCount") > 0 ? Math.sqrt(sum("scaledSquared") / sum("scaledSquaredCount")) : NaN,
      bias: sum("size") > 0 ? 100 * sum("signed") / sum("size") : NaN,
      pinball: sum("pinball") / n,
      coverage80: sum("in80") / n,
      coverage95: sum("in95") / n,
      width80: sum("width80") / n,
      width95: sum("width95") / n,
    };
  }

  /** Mean pinball loss over all days and buckets, `NaN` when nothing came. */
  pinball(): number {
    let loss = 0, n = 0;
    for (let bucket = 0; bucket < this.buckets; bucket++) {
      loss += this.#sum(bucket, 0, SUMS.pinball);
      n += this.#sum(bucket, 0, SUMS.n);
    }
    return loss / n;
  }

  /** A sum of a bucket over the days of a regime, each of which is kept, or over all days. */
  #sum(bucket: number, regime: number, place: number): number {
    const first = bucket * REGIMES.length;
    if (regime > 0) return this.#sums[(first + regime - 1) * WIDTH + place]!;
    let sum = 0;
    for (let own = 0; own < REGIMES.length; own++) sum += this.#sums[(first + own) * WIDTH + place]!;
    return sum;
  }
}
