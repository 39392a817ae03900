/** How a READINGS table comes back into the batches that cleaning takes. */
import { numbersOf, type Table, textsOf } from "@lib/core/table.ts";
import type { ReadingBatch } from "@lib/core/reading_batch.ts";

/**
 * The batches of a READINGS table: one for each run of rows that share server, metric and file.
 *
 * @param table READINGS, or a part of it, in any order; ordered by server and metric it makes the fewest batches.
 */
export function* readingsOf(table: Table): Generator<ReadingBatch> {
  const servers = textsOf(table, "server_id"), metrics = textsOf(table, "metric"), units = textsOf(table, "unit");
  const files = textsOf(table, "source_file"), rows = doublesOf(table, "source_row");
  const timestamps = doublesOf(table, "timestamp"), values = doublesOf(table, "value");
  let first = 0;
  for (let row = 1; row <= table.rowCount; row++) {
    const isSame = row < table.rowCount && servers[row] === servers[first] && metrics[row] === metrics[first] &&
      files[row] === files[first] && units[row] === units[first];
    if (isSame) continue;
    yield {
      serverId: servers[first] ?? "",
      metric: metrics[first] ?? "",
      unit: units[first] ?? "",
      timestamps: timestamps.subarray(first, row),
      values: values.subarray(first, row),
      sourceFile: files[first] ?? "",
      sourceRows: rows.subarray(first, row),
    };
    first = row;
  }
}

/** A numeric column as doubles, without a copy where it already is. */
function doublesOf(table: Table, column: string): Float64Array {
  const cells = numbersOf(table, column);
  return cells instanceof Float64Array ? cells : Float64Array.from(cells);
}
