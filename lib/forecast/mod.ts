/**
 * Forecasting: models that know the calendar, intervals that were tested, and the tables of a whole fleet.
 *
 * @example
 * ```ts
 * import { ok, strictEqual } from "node:assert/strict";
 * import { calendarRidge, forecastFleet, smallFleet } from "@lib/forecast/mod.ts";
 * const { panel, regions } = smallFleet({ servers: 2, days: 400 });
 * const fleet = forecastFleet({ panel, regions, horizon: 30, origins: 2 });
 * strictEqual(fleet.forecast.rowCount, 2 * 30);
 * const one = calendarRidge.fit({ values: panel.values.cpu_p95!.subarray(0, 400), start: panel.start * 86_400_000 });
 * ok(one.predict(7, [0.1, 0.9]).mean.every((value) => value > 0));
 * ```
 */
export { type FleetForecast, type FleetForecastInput, forecastFleet } from "./fleet/fleet_forecast.ts";
export { type CoverageRow, coverageRows } from "./evaluate/coverage_rows.ts";
export { leaderboard, type LeaderboardOptions, type LeaderboardRow } from "./evaluate/leaderboard.ts";
export type { Groups, Slice, SliceName } from "./evaluate/backtest_slices.ts";
export { type TriedDays, triedDays, type TriedDaysInput } from "./evaluate/tried_days.ts";
export {
  type ContractOptions,
  type ContractRow,
  type CoverageContract,
  coverageContract,
} from "./evaluate/coverage_contract.ts";
export { type EventEffectRow, eventEffectRows, type LearnedServer } from "./evaluate/event_effect_rows.ts";
export { type EventDays, eventDays } from "./evaluate/event_days.ts";
export { type InterestingServer, interestingServers } from "./evaluate/interesting_servers.ts";
export { type FloorRow, floorRows, type FloorRowsInput } from "./evaluate/floor_rows.ts";
export { type ModelCard, modelCard, type ModelCardInput, type RunOrigin } from "./evaluate/model_card.ts";
export { modelCardFiles, modelCardText } from "./evaluate/model_card_text.ts";
export { type ResidualDiagnostics, residualDiagnostics } from "./evaluate/residual_diagnostics.ts";
export { type SkillOptions, type SkillRow, skillRows } from "./evaluate/skill.ts";
export { errorOverFloor, type FloorInput, type FloorRatio, FloorTally } from "./evaluate/noise_floor.ts";
export { type Holdout, holdoutMedians } from "./fleet/holdout.ts";
export { explain } from "./explain.ts";
export { effects, type FleetEffect, fleetEffects } from "./effects.ts";
export type { CalendarEffect } from "./calendar/calendar_effects.ts";
export { fittedFleet, type FittedFleetInput } from "./fleet/fitted_fleet.ts";
export { busiestServers } from "./fleet/busiest_servers.ts";
export { FLEET_MODELS, modelsFor } from "./fleet/fleet_models.ts";
export { calendarPool } from "./calendar/calendar_pool.ts";
export { calendarBlind, calendarRidge } from "./calendar/calendar_ridge.ts";
export { lastValue } from "./calendar/last_value.ts";
export { weeklyMedian } from "./calendar/weekly_median.ts";
export { weeklyNaive } from "./calendar/weekly_naive.ts";
export { bucketLabel, bucketOf, originsOf, usableHorizon } from "./fleet/horizon.ts";
export { MODELS } from "./models.ts";
export { type Tier, TIERS } from "./tier.ts";
export { type ForecastOptions, forecastSeries, type SeriesForecast, type Watch } from "./series/forecast_series.ts";
export { poolForecaster, singleForecaster } from "./series/pool_forecaster.ts";
export type { SeriesInput, SeriesOptions } from "./series/series_trial.ts";
export { findSeasons } from "./series/find_seasons.ts";
export type { Bounds, Component, Fitted, Forecast, Forecaster, History } from "./forecaster.ts";
export type { DailyHistory, FittedOutlook, Outlook, OutlookForecaster } from "./calendar/outlook.ts";
export { type SmallFleet, smallFleet, type SmallFleetOptions } from "./fleet/small_fleet.ts";
