/** The shape in which readings arrive for cleaning, and how a READINGS table is brought into it. */
import { numbersOf, type Table, textsOf } from "@lib/core/table.ts";

/** Readings of one metric of one server from one file; the batches of ingest have this shape. */
export interface MetricReadings {
  readonly serverId: string;
  /** A reading metric such as `cpu_pct`, or the source's own name. */
  readonly metric: string;
  readonly unit: string;
  /** Milliseconds since 1970, UTC, in file order. */
  readonly timestamps: Float64Array;
  /** One per timestamp, `NaN` = empty cell. */
  readonly values: Float64Array;
  readonly sourceFile: string;
  /** 1-based line of each reading in its file. */
  readonly sourceRows: Float64Array;
}

/** Metric that tells how many cores a server had at a time; 0 = it was powered off. */
export const CORES_METRIC = "vcpu";

/**
 * The batches of a READINGS table: one for each run of rows that share server, metric and file.
 *
 * @param table READINGS, or a part of it, in any order; ordered by server and metric it makes the fewest batches.
 */
export function* readingsOf(table: Table): Generator<MetricReadings> {
  const servers = textsOf(table, "server_id"), metrics = textsOf(table, "metric"), units = textsOf(table, "unit");
  const files = textsOf(table, "source_file"), rows = Float64Array.from(numbersOf(table, "source_row"));
  const timestamps = Float64Array.from(numbersOf(table, "timestamp"));
  const values = Float64Array.from(numbersOf(table, "value"));
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
