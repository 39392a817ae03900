/** Forecasts of any series as a table, one row a step. */
import { DAY_MS } from "@lib/core/day.ts";
import { QUANTILE_COLUMNS } from "@lib/core/quantile_levels.ts";
import type { ColumnType, Table, TableContract } from "@lib/core/table.ts";
import { significant } from "@lib/stats/significant_digits.ts";
import type { Forecast } from "../forecaster.ts";
import { timeAfter, type TimeStep } from "./time_step.ts";

/** A forecast and where on the clock it begins. */
export interface DatedForecast {
  readonly id: string;
  /** Time of the last value of the history. */
  readonly last: number;
  readonly step: TimeStep;
  /** With the quantiles of QUANTILE_LEVELS. */
  readonly forecast: Forecast;
}

/** Digits that a forecast is good for, and many more. */
const DIGITS = 7;

/**
 * The contract of the table.
 *
 * @param time What the times are: days, instants, or counts.
 */
export function seriesForecastContract(time: Extract<ColumnType, "date" | "timestamp" | "integer">): TableContract {
  const number = { type: "number", description: "In the unit of the series" } as const;
  return {
    name: "series_forecast",
    zone: "gold",
    version: 1,
    description: "Forecasts of any series",
    key: ["series_id", "step"],
    columns: {
      series_id: { type: "text", description: "Name of the series" },
      step: { type: "integer", description: "Steps ahead, from 1" },
      timestamp: { type: time, description: "Time that the values are for" },
      mean: number,
      ...Object.fromEntries(QUANTILE_COLUMNS.map((name) => [name, number])),
      model: { type: "text", description: "The model, or the fallback that took its place and why" },
    },
  };
}

/**
 * The rows of some forecasts, numbers with up to seven significant digits.
 *
 * @param time As in the contract; days are whole milliseconds of midnight here too.
 */
export function seriesForecastTable(
  forecasts: readonly DatedForecast[],
  time: "date" | "timestamp" | "integer",
): Table {
  const rowCount = forecasts.reduce((sum, { forecast }) => sum + forecast.mean.length, 0);
  const ids: string[] = [], models: string[] = [];
  const steps = new Int32Array(rowCount), times = new Float64Array(rowCount);
  const lines = Array.from({ length: 1 + QUANTILE_COLUMNS.length }, () => new Float64Array(rowCount));
  let row = 0;
  for (const { id, last, step, forecast } of forecasts) {
    const { mean, quantiles, model } = forecast, horizon = mean.length;
    for (let ahead = 1; ahead <= horizon; ahead++, row++) {
      ids.push(id);
      models.push(model);
      steps[row] = ahead;
      const at = timeAfter(last, step, ahead);
      times[row] = time === "date" ? at / DAY_MS : time === "timestamp" ? Math.round(at) : at;
      lines[0]![row] = significant(mean[ahead - 1]!, DIGITS);
      for (let level = 0; level < quantiles.length; level++) {
        lines[level + 1]![row] = significant(quantiles[level]![ahead - 1]!, DIGITS);
      }
    }
  }
  const [mean, ...quantiles] = lines;
  return {
    rowCount,
    columns: {
      series_id: ids,
      step: steps,
      timestamp: times,
      mean: mean!,
      ...Object.fromEntries(QUANTILE_COLUMNS.map((name, level) => [name, quantiles[level]!])),
      model: models,
    },
  };
}
