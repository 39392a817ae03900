/** Features for models: what was known the evening before. */
import type { Region } from "@lib/core/holidays.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import { METRICS } from "@lib/core/metric.ts";
import { FEATURE_LAGS, FEATURE_WINDOWS } from "@lib/core/tables.ts";
import { type ColumnData, type Table, tableOf } from "@lib/core/table.ts";
import { trailingWindow } from "@lib/stats/trailing_window.ts";
import { calendarColumns } from "./calendar_columns.ts";
import { cellsOf } from "./server_daily.ts";

/** Which rows to make. */
export interface FeatureOptions {
  /** Server-days that become rows, ascending indices into the panel's arrays. Default all. */
  readonly cells?: Int32Array;
}

/**
 * Lags, rolling statistics and distances to known dates, one row per server-day.
 *
 * No feature sees its own day or a later one, except the calendar, which is known in advance. Nothing crosses from one
 * server to the next. Rolling means and deviations are missing where less than half of their window is known.
 *
 * @param panel Repaired values.
 * @param regions One region per server, for the holidays.
 * @returns FEATURES, by server, then by day.
 */
export function featuresTable(
  panel: FleetPanel,
  regions: readonly Region[],
  options: FeatureOptions = {},
): Table {
  const { servers, start, days } = panel;
  const { cells = Int32Array.from({ length: servers.length * days }, (_, cell) => cell) } = options;
  const serverOf = Int32Array.from(cells, (cell) => Math.floor(cell / days));
  const columns: Record<string, ColumnData> = {
    timestamp: Int32Array.from(cells, (cell) => start + cell % days),
    server_id: Array.from(serverOf, (server) => servers[server]!),
  };
  for (const metric of METRICS) {
    const values = panel.values[metric];
    for (const lag of FEATURE_LAGS) {
      columns[`${metric}_lag_${lag}`] = cellsOf(values && lagged(values, days, lag), cells);
    }
    for (const window of FEATURE_WINDOWS) {
      const { mean, deviation } = values ? rolled(values, days, window) : { mean: undefined, deviation: undefined };
      columns[`${metric}_mean_${window}`] = cellsOf(mean, cells);
      columns[`${metric}_std_${window}`] = cellsOf(deviation, cells);
    }
  }
  const calendars = calendarColumns(regions, start, days);
  const calendarOfServer = servers.map((_, server) => calendars.get(regions[server]!)!);
  columns.days_to_eoq = Int32Array.from(
    cells,
    (cell, row) => calendarOfServer[serverOf[row]!]!.daysToEoq[cell % days]!,
  );
  columns.days_to_holiday = Float64Array.from(
    cells,
    (cell, row) => calendarOfServer[serverOf[row]!]!.daysToHoliday[cell % days]!,
  );
  return tableOf(columns);
}

function lagged(values: Float64Array, days: number, lag: number): Float64Array {
  const shifted = new Float64Array(values.length).fill(NaN);
  for (let offset = 0; offset < values.length; offset += days) {
    if (lag < days) shifted.set(values.subarray(offset, offset + days - lag), offset + lag);
  }
  return shifted;
}

function rolled(values: Float64Array, days: number, window: number): { mean: Float64Array; deviation: Float64Array } {
  const mean = new Float64Array(values.length), deviation = new Float64Array(values.length);
  for (let offset = 0; offset < values.length; offset += days) {
    const part = (array: Float64Array): Float64Array => array.subarray(offset, offset + days);
    trailingWindow(part(values), window, { mean: part(mean), deviation: part(deviation) });
  }
  return { mean, deviation };
}
