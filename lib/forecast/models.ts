/** Every model as a forecaster of one series: what the contract test and a reader loop over. A new model is one file and one line here. */
import { calendarBlind, calendarRidge } from "./calendar/calendar_ridge.ts";
import type { Forecaster } from "./forecaster.ts";
import { dampedHolt } from "./models/damped_holt.ts";
import { deseasonalised } from "./models/deseasonalised.ts";
import { drift } from "./models/drift.ts";
import { exponentialQuantiles } from "./models/exponential_quantiles.ts";
import { holtWinters } from "./models/holt_winters.ts";
import { kernelQuantiles } from "./models/kernel_quantiles.ts";
import { dynamicOptimisedTheta } from "./models/dynamic_optimised_theta.ts";
import { differenced } from "./models/differenced.ts";
import { profileAutoregression } from "./models/profile_autoregression.ts";
import { calendarRegression } from "./models/calendar_regression.ts";
import { yearlyMedian } from "./models/yearly_median.ts";
import { croston } from "./models/croston.ts";
import { changeQuantiles } from "./models/change_quantiles.ts";
import { naive } from "./models/naive.ts";
import { recentMedian } from "./models/recent_median.ts";
import { recentQuantiles } from "./models/recent_quantiles.ts";
import { sameKindMedian } from "./models/same_kind_median.ts";
import { autoregression } from "./models/seasonal_autoregression.ts";
import { seasonalMedian } from "./models/seasonal_median.ts";
import { seasonalNaive } from "./models/seasonal_naive.ts";
import { seasonalQuantiles } from "./models/seasonal_quantiles.ts";
import { simpleExponentialSmoothing } from "./models/simple_exponential_smoothing.ts";
import { theta } from "./models/theta.ts";
import { poolForecaster, singleForecaster } from "./series/pool_forecaster.ts";
import type { SeriesFrame } from "./series/series_frame.ts";
import { TIERS } from "./tier.ts";

/** The first season of a series, or a stand-in for series without one: the models then say that their history is too short. */
const season = ({ seasons: [short] }: SeriesFrame): number => short ?? 7;
const lags = (frame: SeriesFrame): number[] => [1, 2, season(frame), season(frame) + 1];

/** The models, baselines first, the pools last. */
export const MODELS: readonly Forecaster[] = [
  singleForecaster("naive", () => naive()),
  singleForecaster("seasonal naive", (frame) => seasonalNaive({ season: season(frame) })),
  singleForecaster("drift", () => drift()),
  singleForecaster("seasonal drift", (frame) => drift({ season: season(frame), from: "season" })),
  singleForecaster("recent median", (frame) => recentMedian({ length: season(frame) })),
  singleForecaster("seasonal median", (frame) => seasonalMedian({ season: season(frame), seasons: 8 })),
  singleForecaster("same-kind median", () => sameKindMedian()),
  singleForecaster("simple exponential smoothing", () => simpleExponentialSmoothing()),
  singleForecaster("damped Holt", () => dampedHolt()),
  singleForecaster("theta", () => theta()),
  singleForecaster("dynamic optimised theta", () => dynamicOptimisedTheta()),
  singleForecaster("theta, deseasonalised", (frame) => deseasonalised({ seasons: [season(frame)], model: theta() })),
  singleForecaster("Holt-Winters", (frame) => holtWinters({ seasons: [season(frame)] })),
  singleForecaster("autoregression", (frame) => autoregression({ lags: lags(frame) })),
  singleForecaster("absolute autoregression", (frame) => autoregression({ lags: lags(frame), loss: "absolute" })),
  singleForecaster(
    "autoregression of differences",
    (frame) => differenced({ lag: 1, model: autoregression({ lags: lags(frame) }) }),
  ),
  singleForecaster("profile autoregression", (frame) => profileAutoregression({ season: season(frame), lags: [1, 2] })),
  singleForecaster("calendar regression", () => calendarRegression({})),
  singleForecaster("yearly median", () => yearlyMedian()),
  singleForecaster("Croston", () => croston()),
  singleForecaster("Croston, TSB", () => croston({ variant: "tsb" })),
  singleForecaster("change quantiles", () => changeQuantiles()),
  singleForecaster("recent quantiles", (frame) => recentQuantiles({ length: 4 * season(frame) })),
  singleForecaster("exponential quantiles", (frame) => exponentialQuantiles({ tau: 2 * season(frame) })),
  singleForecaster("seasonal quantiles", (frame) => seasonalQuantiles({ season: season(frame), seasons: 8 })),
  singleForecaster("kernel quantiles", (frame) => kernelQuantiles({ day: season(frame), tau: 7 })),
  calendarBlind,
  calendarRidge,
  ...TIERS.map(poolForecaster),
];
