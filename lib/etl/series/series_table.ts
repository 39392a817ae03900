/** The table of values at one grain. */
import { type Table, tableOf } from "@lib/core/table.ts";
import type { BinnedSeries } from "./binned_series.ts";

/** Series as one SERIES table, one after the other. */
export function seriesTable(series: readonly BinnedSeries[]): Table {
  const rowCount = series.reduce((sum, { bins }) => sum + bins.length, 0);
  const texts = (): string[] => new Array<string>(rowCount);
  const ids = texts(), servers = texts(), metrics = texts(), units = texts();
  const timestamps = new Float64Array(rowCount),
    values = new Float64Array(rowCount),
    readings = new Int32Array(rowCount);
  let at = 0;
  for (const part of series) {
    const end = at + part.bins.length;
    ids.fill(`${part.serverId}/${part.metric}`, at, end);
    servers.fill(part.serverId, at, end);
    metrics.fill(part.metric, at, end);
    units.fill(part.unit, at, end);
    timestamps.set(part.bins, at);
    values.set(part.values, at);
    readings.set(part.readings, at);
    at = end;
  }
  return tableOf({
    series_id: ids,
    server_id: servers,
    metric: metrics,
    unit: units,
    timestamp: timestamps,
    value: values,
    readings,
  });
}
