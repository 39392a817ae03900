/** The rolling-origin backtest of a fleet: what each model said at each earlier day, calibrated and scored. */
import { type Metric, METRICS } from "@lib/core/metric.ts";
import { type FleetPanel, historyOf } from "@lib/core/panel.ts";
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import { conformalQuantiles } from "@lib/stats/conformal_rank.ts";
import { AccuracyTally } from "../evaluate/accuracy.ts";
import type { NaiveErrors } from "../evaluate/naive_errors.ts";
import { aroundMedian, calibrate, type Calibration, type OriginOutlook } from "./conformal.ts";
import { forecastOf } from "../calendar/fitted.ts";
import type { FleetDays } from "./fleet_days.ts";
import type { SeriesHistory } from "./fleet_series.ts";
import type { FittedOutlook, Outlook, OutlookForecaster } from "../calendar/outlook.ts";
import { type FleetLessons, taughtFits } from "./taught_fits.ts";
import type { Forecast } from "../forecaster.ts";
import { bucketOf } from "./horizon.ts";

/** An earlier day from which the forecast is tried. */
export interface Origin {
  /** Days of history that it sees. */
  readonly days: number;
  readonly series: readonly SeriesHistory[];
}

/** Forecast of one series from one origin, with what came. */
export interface OriginForecast {
  readonly server: number;
  /** Days of history used. */
  readonly days: number;
  readonly forecast: Forecast;
  readonly actual: Float64Array;
}

/** One series of a backtest. */
export interface SeriesBacktest {
  readonly server: number;
  readonly model: string;
  readonly tally: AccuracyTally;
  readonly origins: readonly OriginForecast[];
}

/** The backtest of one model on one metric. */
export interface ModelBacktest {
  readonly model: OutlookForecaster;
  readonly metric: Metric;
  readonly calibration: Calibration;
  /** What the latest origin taught. */
  readonly lessons: FleetLessons;
  /** By server. */
  readonly series: readonly SeriesBacktest[];
}

interface TriedSeries extends OriginOutlook {
  readonly metric: Metric;
  readonly days: number;
  readonly naive: NaiveErrors;
}

/** From where to try, and how far. */
export interface BacktestPlan {
  readonly origins: readonly Origin[];
  /** Days before each origin that its series lack. */
  readonly gap: number;
  /** Days ahead of an origin. */
  readonly horizon: number;
}

/**
 * Tries a model on every origin.
 *
 * @param advance Called after each origin.
 * @returns One backtest per metric of the panel.
 */
export function backtestModel(
  model: OutlookForecaster,
  panel: FleetPanel,
  { origins, gap, horizon }: BacktestPlan,
  fleet: FleetDays,
  advance: () => void,
): ModelBacktest[] {
  let lessons: FleetLessons = new Map();
  // The earliest origin first: what it teaches, all later ones may know.
  const inTime = origins.map((origin, fold) => ({ ...origin, fold })).sort((a, b) => a.days - b.days);
  const tried = inTime.map(({ days, series, fold }) => {
    const { fits, taught } = taughtFits(model, series, lessons);
    lessons = taught();
    const outlooks = series.map(({ metric, server, naive }, index): TriedSeries => ({
      metric,
      days,
      naive,
      series: server,
      fold,
      fitted: fits[index]!,
      outlook: afterGap(fits[index]!.outlook(gap + horizon), gap),
      actual: historyOf(panel, metric, server).subarray(days, days + horizon),
      regimes: fleet.regimesOf(server, days, horizon),
    }));
    advance();
    return { fold, outlooks };
  }).sort((a, b) => a.fold - b.fold).flatMap(({ outlooks }) => outlooks);
  return METRICS.filter((metric) => panel.values[metric]).map((metric) => {
    const own = tried.filter((one) => one.metric === metric);
    const calibration = calibrate(own, QUANTILE_LEVELS);
    return { model, metric, calibration, lessons, series: scored(model.name, own, calibration, bucketOf(horizon) + 1) };
  });
}

function afterGap({ center, spread }: Outlook, gap: number): Outlook {
  return { center: center.subarray(gap), spread: spread.subarray(gap) };
}

function scored(
  model: string,
  tried: readonly TriedSeries[],
  calibration: Calibration,
  buckets: number,
): SeriesBacktest[] {
  const byServer = new Map<number, { tally: AccuracyTally; origins: OriginForecast[] }>();
  for (const { series, fold, fitted, outlook, actual, regimes, days, naive } of tried) {
    const own = byServer.get(series) ?? { tally: new AccuracyTally(buckets), origins: [] };
    byServer.set(series, own);
    const forecast = calibrated(fitted, outlook, calibration, series, regimes, fold);
    own.tally.add(forecast, actual, regimes, naive);
    own.origins.push({ server: series, days, forecast, actual });
  }
  return [...byServer].sort(([a], [b]) => a - b).map(([server, own]) => ({ server, model, ...own }));
}

/**
 * A forecast with calibrated intervals, or with the model's own where the calibration knows too little.
 *
 * @param fold The origin whose errors must not be used; default none (the final forecast).
 */
export function calibrated(
  fitted: FittedOutlook,
  outlook: Outlook,
  calibration: Calibration,
  series: number,
  regimes: Uint8Array,
  fold?: number,
): Forecast {
  const known = calibration.scoresFor(series, regimes, fold);
  if (!known) {
    const own = aroundMedian(conformalQuantiles(fitted.errors(), QUANTILE_LEVELS), QUANTILE_LEVELS);
    return forecastOf(fitted, outlook, QUANTILE_LEVELS, () => () => own);
  }
  const spread = outlook.spread.map((value) => value * known.factor);
  return forecastOf(fitted, { center: outlook.center, spread }, QUANTILE_LEVELS, () => known.scores);
}

/**
 * The backtest whose model should forecast the metric: least pinball loss relative to the first one, as a geometric mean over the series.
 *
 * @param backtests The models' backtests of one metric, at least one, baseline first. Without origins the last one wins: the richest.
 */
export function bestOf(backtests: readonly ModelBacktest[]): ModelBacktest {
  const [first] = backtests;
  const losses = backtests.map((own) => relativeLoss(own, first!));
  if (first!.series.length === 0) return backtests[backtests.length - 1]!;
  return backtests[losses.indexOf(Math.min(...losses))]!;
}

function relativeLoss(own: ModelBacktest, reference: ModelBacktest): number {
  let sum = 0, count = 0;
  own.series.forEach(({ tally }, index) => {
    const ratio = tally.pinball() / reference.series[index]!.tally.pinball();
    if (!(ratio > 0 && Number.isFinite(ratio))) return;
    sum += Math.log(ratio);
    count++;
  });
  return count === 0 ? 0 : sum / count;
}
