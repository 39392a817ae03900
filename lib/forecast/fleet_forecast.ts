/** Forecasts a fleet: tries the models on earlier origins, chooses one per metric, calibrates its intervals and fills the gold tables. */
import { type CalendarDay, calendarOf, REGIMES } from "@lib/core/calendar.ts";
import type { Region } from "@lib/core/holidays.ts";
import { type Metric, METRIC_INFO, METRICS } from "@lib/core/metric.ts";
import { type FleetPanel, historyOf } from "@lib/core/panel.ts";
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import type { Table } from "@lib/core/table.ts";
import { AccuracyTally, weeklyNaiveError } from "./accuracy.ts";
import { calibrate, type Calibration, type OriginOutlook } from "./conformal.ts";
import { forecastOf } from "./fitted.ts";
import { fitAll, type Fitted, type Forecast, type Forecaster, type History, type Outlook } from "./forecaster.ts";
import { bucketOf, historyNotes, originsOf, usableHorizon } from "./horizon.ts";
import { backtestForecastTable, backtestTable, forecastTable } from "./fleet_tables.ts";
import { modelsFor } from "./models.ts";

/** What a fleet forecast needs. */
export interface FleetForecastInput {
  readonly panel: FleetPanel;
  /** Region of each server of the panel: it decides the holidays. */
  readonly regions: readonly Region[];
  /** Days ahead; shortened when the history cannot carry it (usableHorizon). */
  readonly horizon: number;
  /** Rolling origins of the backtest; fewer when the history is short. */
  readonly origins: number;
  /** Models to try (default: modelsFor the days); the best one on a metric's backtest forecasts that metric. */
  readonly models?: readonly Forecaster[];
  /** Called after each piece of work. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What a fleet forecast gives. */
export interface FleetForecast {
  /** FORECAST: the days ahead, from the chosen model of each metric. */
  readonly forecast: Table;
  /** BACKTEST_FORECAST: every model from every origin, beside what came. */
  readonly backtestForecast: Table;
  /** BACKTEST: accuracy by horizon bucket and regime. */
  readonly backtest: Table;
  /** Days ahead that were forecast. */
  readonly horizon: number;
  /** The model that forecast each metric. */
  readonly chosen: Readonly<Partial<Record<Metric, string>>>;
  /** Plain sentences: what the history could not carry, what was left out, what fell back. */
  readonly notes: readonly string[];
}

/** Forecast of one series from one origin. */
export interface SeriesForecast {
  readonly server: number;
  /** Days of history used. */
  readonly days: number;
  readonly forecast: Forecast;
}

/** Forecast of one series from an earlier origin, with what came. */
export interface OriginForecast extends SeriesForecast {
  readonly actual: Float64Array;
}

/** One series and model of the backtest. */
export interface SeriesBacktest {
  readonly server: number;
  readonly model: string;
  readonly tally: AccuracyTally;
  readonly origins: readonly OriginForecast[];
}

/** All that was made for one metric. */
export interface MetricForecast {
  readonly metric: Metric;
  readonly chosen: string;
  readonly final: readonly SeriesForecast[];
  readonly backtests: readonly SeriesBacktest[];
}

/**
 * Forecasts every server and metric of a panel.
 *
 * The same input gives the same tables. The final forecast of a series uses only values up to the panel's last day; the forecasts of an
 * earlier origin use only values up to that origin, and their intervals the errors of the other origins (conformal.ts).
 *
 * @throws {RangeError} when the regions do not match the servers, or when horizon or origins are not whole numbers of 1 or more.
 */
export function forecastFleet(input: FleetForecastInput): FleetForecast {
  const { panel, regions, models = modelsFor(panel.days), onProgress } = input;
  if (regions.length !== panel.servers.length) {
    throw new RangeError(
      `Cannot forecast: expected a region for each of ${panel.servers.length} servers, got ${regions.length}`,
    );
  }
  if (models.length === 0) throw new RangeError("Cannot forecast: expected 1 model or more, got none");
  const horizon = usableHorizon(panel.days, input.horizon);
  const origins = originsOf(panel.days, horizon, input.origins);
  const days = fleetDays(panel, regions, horizon);
  const present = METRICS.filter((metric) => panel.values[metric]);
  const pieces = present.length * (models.length * origins.length + 1);
  let done = 0;
  const advance = (): void => onProgress?.(++done, pieces);
  const results = present.map((metric) => forecastMetric(panel, metric, models, days, { horizon, origins }, advance));
  return {
    forecast: forecastTable(panel, results),
    backtestForecast: backtestForecastTable(panel, results),
    backtest: backtestTable(panel, results),
    horizon,
    chosen: Object.fromEntries(results.map(({ metric, chosen }) => [metric, chosen])),
    notes: [
      ...historyNotes(days.any.slice(0, panel.days), {
        requested: input.horizon,
        horizon,
        origins: origins.length,
      }),
      ...results.flatMap((result) => seriesNotes(panel, result)),
    ],
  };
}

/** The calendars of the fleet's regions over history and horizon, and the regime of every day. */
interface FleetDays {
  readonly any: readonly CalendarDay[];
  calendarOf(server: number): readonly CalendarDay[];
  /** Index into REGIMES of the steps after `days` of history. */
  regimesOf(server: number, days: number, horizon: number): Uint8Array;
}

function fleetDays(panel: FleetPanel, regions: readonly Region[], horizon: number): FleetDays {
  const byRegion = new Map([...new Set(regions)].map((region) => {
    const calendar = calendarOf(region, panel.start, panel.days + horizon);
    return [region, { calendar, regimes: Uint8Array.from(calendar, (day) => REGIMES.indexOf(day.regime)) }];
  }));
  const of = (server: number) => byRegion.get(regions[server]!)!;
  return {
    any: byRegion.get(regions[0]!)?.calendar ?? calendarOf("none", panel.start, panel.days + horizon),
    calendarOf: (server) => of(server).calendar,
    regimesOf: (server, days, steps) => of(server).regimes.subarray(days, days + steps),
  };
}

interface Plan {
  readonly horizon: number;
  /** Days of history of each origin. */
  readonly origins: readonly number[];
}

function forecastMetric(
  panel: FleetPanel,
  metric: Metric,
  models: readonly Forecaster[],
  days: FleetDays,
  plan: Plan,
  advance: () => void,
): MetricForecast {
  const { horizon, origins } = plan;
  const series = panel.servers.map((_, server) => historyOf(panel, metric, server));
  const historiesAt = (length: number): { server: number; history: History }[] =>
    series.flatMap((values, server) => {
      const past = values.subarray(0, length);
      if (past.every((value) => Number.isNaN(value))) return [];
      return [{
        server,
        history: {
          values: past,
          start: panel.start,
          calendar: days.calendarOf(server),
          bounds: { low: 0, high: highestOf(past, METRIC_INFO[metric].max) },
        },
      }];
    });
  const histories = [panel.days, ...origins].map(historiesAt);
  const naiveErrors = histories.slice(1).map((past) =>
    new Map(past.map(({ server, history }) => [server, weeklyNaiveError(history.values)]))
  );
  const buckets = bucketOf(horizon) + 1;
  const tried = models.map((model) => {
    const outlooks = histories.slice(1).flatMap((past, fold) => {
      const fits = fitAll(model, past.map(({ history }) => history));
      const length = origins[fold]!;
      const made = past.map(({ server }, index): OriginOutlook => ({
        series: server,
        fold,
        fitted: fits[index]!,
        outlook: fits[index]!.outlook(horizon),
        actual: series[server]!.subarray(length, length + horizon),
        regimes: days.regimesOf(server, length, horizon),
      }));
      advance();
      return made;
    });
    const calibration = calibrate(outlooks, QUANTILE_LEVELS);
    return {
      model,
      calibration,
      backtests: backtestsOf(model.name, outlooks, calibration, origins, naiveErrors, buckets),
    };
  });
  const chosen = tried.reduce((best, one) =>
    relativeLoss(one.backtests, tried[0]!.backtests) < relativeLoss(best.backtests, tried[0]!.backtests) ? one : best
  );
  // Without a backtest there is nothing to choose by: the last model listed is the richest.
  const winner = chosen.backtests.length === 0 ? tried[tried.length - 1]! : chosen;
  const final = histories[0]!;
  const fits = fitAll(winner.model, final.map(({ history }) => history));
  advance();
  return {
    metric,
    chosen: winner.model.name,
    final: final.map(({ server }, index) => ({
      server,
      days: panel.days,
      forecast: calibrated(
        fits[index]!,
        fits[index]!.outlook(horizon),
        winner.calibration,
        server,
        days.regimesOf(server, panel.days, horizon),
      ),
    })),
    backtests: tried.flatMap(({ backtests }) => backtests),
  };
}

function backtestsOf(
  model: string,
  outlooks: readonly OriginOutlook[],
  calibration: Calibration,
  origins: readonly number[],
  naiveErrors: readonly ReadonlyMap<number, number>[],
  buckets: number,
): SeriesBacktest[] {
  const byServer = new Map<number, { tally: AccuracyTally; origins: OriginForecast[] }>();
  for (const { series, fold, fitted, outlook, actual, regimes } of outlooks) {
    const own = byServer.get(series) ?? { tally: new AccuracyTally(buckets), origins: [] };
    byServer.set(series, own);
    const forecast = calibrated(fitted, outlook, calibration, series, regimes, fold);
    own.tally.add(forecast, actual, regimes, naiveErrors[fold]!.get(series) ?? NaN);
    own.origins.push({ server: series, days: origins[fold]!, forecast, actual });
  }
  return [...byServer].sort(([a], [b]) => a - b).map(([server, own]) => ({ server, model, ...own }));
}

function calibrated(
  fitted: Fitted,
  outlook: Outlook,
  calibration: Calibration,
  series: number,
  regimes: Uint8Array,
  fold?: number,
): Forecast {
  const known = calibration.scoresFor(series, regimes, fold);
  if (!known) return fitted.predict(outlook.center.length, QUANTILE_LEVELS);
  const spread = outlook.spread.map((value) => value * known.factor);
  return forecastOf(fitted, { center: outlook.center, spread }, QUANTILE_LEVELS, () => known.scores);
}

/** Geometric mean over the series of a model's pinball loss relative to the first model's. */
function relativeLoss(own: readonly SeriesBacktest[], reference: readonly SeriesBacktest[]): number {
  let sum = 0, count = 0;
  own.forEach(({ tally }, index) => {
    const ratio = tally.pinball() / reference[index]!.tally.pinball();
    if (!(ratio > 0 && Number.isFinite(ratio))) return;
    sum += Math.log(ratio);
    count++;
  });
  return count === 0 ? 0 : sum / count;
}

function highestOf(values: Float64Array, gaugeMax: number): number {
  let highest = gaugeMax;
  // A gauge that has read above its maximum may do so again.
  for (const value of values) if (value > highest) highest = value;
  return highest;
}

/** Days without a reading after which a series counts as silent. */
const SILENT_DAYS = 30;

function seriesNotes(panel: FleetPanel, { metric, chosen, final }: MetricForecast): string[] {
  const notes: string[] = [];
  const { label } = METRIC_INFO[metric];
  const made = new Set(final.map(({ server }) => server));
  const left = panel.servers.filter((_, server) => !made.has(server));
  if (left.length > 0) notes.push(`No reading of ${label} at all on ${listed(left)}: left out of the forecast.`);
  const fallbacks = new Map<string, string[]>();
  for (const { server, forecast: { model } } of final) {
    if (model !== chosen) fallbacks.set(model, [...(fallbacks.get(model) ?? []), panel.servers[server]!]);
  }
  for (const [model, servers] of fallbacks) notes.push(`${label} of ${listed(servers)} is forecast by ${model}.`);
  const silent = panel.servers.filter((_, server) => {
    const values = historyOf(panel, metric, server);
    return made.has(server) && panel.days > SILENT_DAYS &&
      values.subarray(-SILENT_DAYS).every((value) => Number.isNaN(value));
  });
  if (silent.length > 0) {
    notes.push(
      `${label} of ${listed(silent)} has no reading in the last ${SILENT_DAYS} days; its forecast rests on older ones.`,
    );
  }
  return notes;
}

function listed(servers: readonly string[]): string {
  return servers.length <= 3 ? servers.join(", ") : `${servers.length} servers (${servers.slice(0, 3).join(", ")}, …)`;
}
