/** What forecasts are compared with in benchmarks: other people's libraries behind one interface. */
import { QUANTILE_LEVELS } from "@lib/core/mod.ts";
import type { Forecast, History } from "@lib/forecast/forecaster.ts";

/** A series for a rival: without gaps. */
export interface RivalSeries {
  readonly id: string;
  readonly history: History;
  /** Seasons to tell the rival, in steps. */
  readonly seasons: readonly number[];
}

/** A forecasting method. */
export interface Rival {
  readonly name: string;
  /** Series at most that it gets in a reasonable time. */
  readonly most: number;
  /** Forecasts, `undefined` where the method fails, and the processor seconds that they took. */
  forecast(
    series: readonly RivalSeries[],
    horizon: number,
  ): Promise<{ readonly forecasts: (Forecast | undefined)[]; readonly seconds: number }>;
}

/** A band of a rival. */
export interface Band {
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
}

/** A point forecast with an 80 % band as a forecast; all other quantiles are unknown. */
export function bandForecast(model: string, points: ArrayLike<number>, band: Band): Forecast {
  const mean = Float64Array.from(points), unknown = new Float64Array(mean.length).fill(NaN);
  const known = new Map<number, Float64Array>([[0.1, Float64Array.from(band.low)], [0.5, mean], [
    0.9,
    Float64Array.from(band.high),
  ]]);
  return { mean, quantiles: QUANTILE_LEVELS.map((level) => known.get(level) ?? unknown), model };
}
