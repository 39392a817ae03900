/** Forecasts a fleet: tries the models on earlier origins, chooses one per metric, calibrates its intervals and fills the gold tables. */
import type { Region } from "@lib/core/holidays.ts";
import { type Metric, METRICS } from "@lib/core/metric.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import type { Table } from "@lib/core/table.ts";
import { backtestModel, bestOf, calibrated, type ModelBacktest, type SeriesBacktest } from "./fleet_backtest.ts";
import { type FleetDays, fleetDays } from "./fleet_days.ts";
import { seriesNotes } from "./fleet_notes.ts";
import { type FleetSeries, fleetSeries } from "./fleet_series.ts";
import { backtestForecastTable, backtestTable, forecastTable } from "./fleet_tables.ts";
import type { OutlookForecaster } from "../calendar/outlook.ts";
import type { Forecast } from "../forecaster.ts";
import { type Tier, TIERS } from "../tier.ts";
import { historyNotes, originsOf, usableHorizon } from "./horizon.ts";
import { modelsFor } from "./fleet_models.ts";
import { type FleetLessons, taughtFits } from "./taught_fits.ts";

/** What a fleet forecast needs. */
export interface FleetForecastInput {
  readonly panel: FleetPanel;
  /** Region of each server of the panel: it decides the holidays. */
  readonly regions: readonly Region[];
  /** Days ahead; shortened when the history cannot carry it (usableHorizon). */
  readonly horizon: number;
  /** Rolling origins of the backtest; fewer when the history is short. */
  readonly origins: number;
  /** How much work it may cost: above `fast` more models are tried; default `fast`. */
  readonly tier?: Tier;
  /** Models to try (default: modelsFor the days and the tier); the best one on a metric's backtest forecasts that metric. */
  readonly models?: readonly OutlookForecaster[];
  /** Days before each origin that have not reached the forecaster yet; default 0. */
  readonly gap?: number;
  /** Days of history that each origin sees at most, a window that slides; default all, a window that expands. */
  readonly window?: number;
  /** Called after each model and origin, and after the final forecast. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Stops the work: looked at as often as the progress is told. */
  readonly signal?: AbortSignal;
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
  readonly chosen: Readonly<Record<string, string>>;
  /** Plain sentences: what the history could not carry, what was left out, what fell back. */
  readonly notes: readonly string[];
}

/** Forecast of one series after its last day. */
export interface SeriesForecast {
  readonly server: number;
  /** Days of history used. */
  readonly days: number;
  readonly forecast: Forecast;
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
 * The same input gives the same tables. The final forecast of a series uses only values up to the panel's last day. The medians of an
 * earlier origin use only values up to that origin; its intervals use the errors of the other origins (conformal.ts), so that their
 * coverage is a fair test.
 *
 * @throws {RangeError} when the regions do not match the servers, or the horizon is not a whole number of 1 or more.
 * @throws the signal's reason, when it is aborted.
 */
export function forecastFleet(input: FleetForecastInput): FleetForecast {
  const { panel, regions, models = modelsFor(panel.days, input.tier), onProgress, signal } = input;
  if (regions.length !== panel.servers.length) {
    throw new RangeError(
      `Cannot forecast: expected a region for each of ${panel.servers.length} servers, got ${regions.length}`,
    );
  }
  if (models.length === 0) throw new RangeError("Cannot forecast: expected 1 model or more, got none");
  // A notebook's parameter is not type-checked.
  if (input.tier !== undefined && !TIERS.includes(input.tier)) {
    throw new RangeError(`Cannot forecast: expected the tier ${TIERS.join(", ")}, got ${input.tier}`);
  }
  const horizon = usableHorizon(panel.days, input.horizon);
  const days = fleetDays(panel, regions, horizon);
  const lengths = originsOf(panel.days, horizon, input.origins, days.any);
  const { gap, window } = checkWindow(input, Math.min(panel.days, ...lengths));
  const series = fleetSeries(panel, days, Math.min(panel.days, ...lengths) - gap);
  const origins = lengths.map((length) => ({ days: length, series: series.historiesAt(length - gap, window) }));
  const pieces = models.length * origins.length + 1;
  let done = 0;
  const advance = (): void => {
    signal?.throwIfAborted();
    onProgress?.(++done, pieces);
  };
  const tried = models.flatMap((model) => backtestModel(model, panel, { origins, gap, horizon }, days, advance));
  const results = finalForecasts(panel, series, days, { horizon, window }, tried);
  advance();
  return {
    forecast: forecastTable(panel, results),
    backtestForecast: backtestForecastTable(panel, results),
    backtest: backtestTable(panel, results),
    horizon,
    chosen: Object.fromEntries(results.map(({ metric, chosen }) => [metric, chosen])),
    notes: [
      ...historyNotes(days.any.slice(0, panel.days), { requested: input.horizon, horizon, origins: origins.length }),
      ...results.flatMap((result) => seriesNotes(panel, result)),
    ],
  };
}

/** Days that an origin needs of its own beside a gap, as many as originsOf() leaves it. */
const FEWEST_DAYS = 7;

function checkWindow(
  { gap = 0, window = Infinity }: Pick<FleetForecastInput, "gap" | "window">,
  earliest: number,
): { gap: number; window: number } {
  // A history too short for any origin carries no gap, but it is forecast.
  const most = Math.max(0, earliest - FEWEST_DAYS);
  if (!(Number.isInteger(gap) && gap >= 0 && gap <= most)) {
    throw new RangeError(`Cannot forecast: expected a gap of 0 to ${most} days, got ${gap}`);
  }
  if (!((Number.isInteger(window) || window === Infinity) && window >= FEWEST_DAYS)) {
    throw new RangeError(`Cannot forecast: expected a window of ${FEWEST_DAYS} days or more, got ${window}`);
  }
  return { gap, window };
}

/** Fits each metric's best model to the whole history. */
function finalForecasts(
  panel: FleetPanel,
  series: FleetSeries,
  days: FleetDays,
  { horizon, window }: { horizon: number; window: number },
  tried: readonly ModelBacktest[],
): MetricForecast[] {
  const present = METRICS.filter((metric) => panel.values[metric]);
  const best = new Map(present.map((metric) => [metric, bestOf(tried.filter((own) => own.metric === metric))]));
  const whole = series.historiesAt(panel.days, window);
  const made = new Map<Metric, SeriesForecast[]>(present.map((metric) => [metric, []]));
  // Metrics that share a model are fitted together: they share its designs.
  for (const model of new Set([...best.values()].map((own) => own.model))) {
    const own = whole.filter(({ metric }) => best.get(metric)!.model === model);
    const lessons: FleetLessons = new Map([...best].flatMap(([metric, { model: chosen, lessons }]) => {
      const lesson = chosen === model ? lessons.get(metric) : undefined;
      return lesson ? [[metric, lesson]] : [];
    }));
    const { fits } = taughtFits(model, own, lessons);
    own.forEach(({ metric, server }, index) => {
      const fitted = fits[index]!, regimes = days.regimesOf(server, panel.days, horizon);
      const forecast = calibrated(fitted, fitted.outlook(horizon), best.get(metric)!.calibration, server, regimes);
      made.get(metric)!.push({ server, days: panel.days, forecast });
    });
  }
  return present.map((metric) => ({
    metric,
    chosen: best.get(metric)!.model.name,
    final: made.get(metric)!,
    backtests: tried.filter((own) => own.metric === metric).flatMap(({ series }) => series),
  }));
}
