/** The bronze table that readings make. */
import type { ReadingBatch } from "@lib/core/reading_batch.ts";
import { type Table, tableOf } from "@lib/core/table.ts";

/**
 * Batches as one READINGS table, in their order. Bronze keeps every reading, repeated ones too.
 *
 * @param batches Any number of batches; for large inputs a part of them at a time.
 */
export function readingsTable(batches: readonly ReadingBatch[]): Table {
  const rowCount = batches.reduce((sum, { values }) => sum + values.length, 0);
  const texts = () => new Array<string>(rowCount);
  const servers = texts(), metrics = texts(), units = texts(), files = texts();
  const timestamps = new Float64Array(rowCount), values = new Float64Array(rowCount), rows = new Float64Array(rowCount);
  let at = 0;
  for (const batch of batches) {
    const end = at + batch.values.length;
    servers.fill(batch.serverId, at, end);
    metrics.fill(batch.metric, at, end);
    units.fill(batch.unit, at, end);
    files.fill(batch.sourceFile, at, end);
    timestamps.set(batch.timestamps, at);
    values.set(batch.values, at);
    rows.set(batch.sourceRows, at);
    at = end;
  }
  return tableOf({
    server_id: servers,
    metric: metrics,
    timestamp: timestamps,
    value: values,
    unit: units,
    source_file: files,
    source_row: rows,
  });
}
