/** Features for models: what was known the evening before. */
import type { FleetPanel } from "@lib/core/panel.ts";
import { METRICS } from "@lib/core/metric.ts";
import { FEATURE_LAGS, FEATURE_WINDOWS } from "@lib/core/tables.ts";
import { type ColumnData, type Table, tableOf } from "@lib/core/table.ts";
import { trailingMoments } from "@lib/stats/trailing_moments.ts";
import type { FleetCalendar } from "./calendar_columns.ts";
import { gatherCells, gatherDays, gatherTexts, type ServerDays, serverDays } from "./server_days.ts";

/** Which rows to make. */
export interface FeatureOptions {
  /** Server-days that become rows. Default every server and day of the panel. */
  readonly rows?: ServerDays;
}

/**
 * Lags, rolling statistics and distances to known dates, one row per server-day.
 *
 * No feature sees its own day or a later one, except the calendar, which is known in advance. Nothing crosses from one
 * server to the next. Rolling means and deviations are missing where less than half of their window is known, and stored at 0.01.
 *
 * @param panel Repaired values.
 * @param calendar One per server (`calendar` of a CleanFleet, or `fleetCalendar`).
 * @returns FEATURES, by server, then by day.
 */
export function featuresTable(
  panel: FleetPanel,
  calendar: FleetCalendar,
  options: FeatureOptions = {},
): Table {
  const { servers, start, days } = panel;
  const { rows = serverDays(servers.map(() => ({ first: 0, last: days - 1 })), days) } = options;
  const columns: Record<string, ColumnData> = {
    timestamp: rows.day.map((day) => start + day),
    server_id: gatherTexts(servers, rows),
  };
  for (const metric of METRICS) {
    const values = panel.values[metric];
    for (const lag of FEATURE_LAGS) {
      columns[`${metric}_lag_${lag}`] = gatherCells(values && lagged(values, days, lag), rows);
    }
    for (const window of FEATURE_WINDOWS) {
      const { mean, deviation } = values ? rolled(values, days, window) : { mean: undefined, deviation: undefined };
      columns[`${metric}_mean_${window}`] = gatherCells(mean, rows);
      columns[`${metric}_std_${window}`] = gatherCells(deviation, rows);
    }
  }
  const count = rows.cells.length;
  columns.days_to_eoq = gatherDays<Int32Array>(calendar.map((day) => day.daysToEoq), rows, new Int32Array(count));
  columns.days_to_holiday = gatherDays<Float64Array>(
    calendar.map((day) => day.daysToHoliday),
    rows,
    new Float64Array(count),
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
    trailingMoments(part(values), window, { mean: part(mean), deviation: part(deviation) });
  }
  return { mean: mean.map(stored), deviation: deviation.map(stored) };
}

/** Statistics are stored as the values are, at 0.01: more digits would say nothing and triple the file. */
function stored(value: number): number {
  return Math.round(value * 100) / 100;
}
