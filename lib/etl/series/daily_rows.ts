/** Daily rows as a source delivers them, turned into readings: one a day and metric. */
import { DAY_MS } from "@lib/core/day.ts";
import { METRIC_INFO, METRICS } from "@lib/core/metric.ts";
import type { ReadingBatch } from "@lib/core/reading_batch.ts";
import { numbersOf, type Table, textsOf } from "@lib/core/table.ts";

/**
 * The readings of daily rows that may be missing, repeated or out of range: what `cleanReadings` then does to each of
 * them stands in the ledger with the number of its row. Rows that keep their contract go to `cleanPanel` instead.
 *
 * @param rows SERVER_METRICS_RAW, in any order; ordered by server it makes the fewest batches. Needs the columns
 * `timestamp`, `server_id` and the metrics only.
 * @param sourceFile Name of the rows in the ledger.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { tableOf } from "@lib/core/mod.ts";
 * import { dailyRowReadings } from "@lib/etl/mod.ts";
 * const metrics = ["cpu_p95", "mem_p95", "disk_p95", "net_in_p95", "net_out_p95"];
 * const rows = tableOf({
 *   timestamp: Int32Array.of(10, 10),
 *   server_id: ["a", "a"],
 *   ...Object.fromEntries(metrics.map((metric) => [metric, Float64Array.of(50, 51)])),
 * });
 * const [cpu] = dailyRowReadings(rows);
 * strictEqual(cpu?.metric, "cpu_pct");
 * strictEqual(cpu?.sourceRows[1], 2);
 * ```
 */
export function* dailyRowReadings(rows: Table, sourceFile = "server_metrics"): Generator<ReadingBatch> {
  const servers = textsOf(rows, "server_id");
  const timestamps = Float64Array.from(numbersOf(rows, "timestamp"), (day) => day * DAY_MS);
  const sourceRows = Float64Array.from(timestamps, (_, row) => row + 1);
  const values = METRICS.map((metric) => Float64Array.from(numbersOf(rows, metric)));
  for (let first = 0, next = 1; first < rows.rowCount; first = next, next++) {
    while (next < rows.rowCount && servers[next] === servers[first]) next++;
    for (const [place, metric] of METRICS.entries()) {
      const { reading, unit } = METRIC_INFO[metric];
      yield {
        serverId: servers[first] ?? "",
        metric: reading,
        unit,
        timestamps: timestamps.subarray(first, next),
        values: values[place]!.subarray(first, next),
        sourceFile,
        sourceRows: sourceRows.subarray(first, next),
      };
    }
  }
}
