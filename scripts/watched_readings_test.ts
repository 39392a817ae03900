import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { DAY_MS, type ReadingBatch } from "@lib/core/mod.ts";
import { watched } from "./watched_readings.ts";

Deno.test("watched() lets every batch pass and knows afterwards what passed", async () => {
  const batch = (serverId: string, metric: string): ReadingBatch => ({
    serverId,
    metric,
    unit: "percent",
    timestamps: Float64Array.of(DAY_MS, DAY_MS + 300_000, 2 * DAY_MS - 1),
    values: Float64Array.of(1, 2, 3),
    sourceFile: "a.csv",
    sourceRows: Float64Array.of(2, 3, 4),
  });
  const batches = [batch("a", "cpu_pct"), batch("a", "mem_pct"), batch("b", "cpu_pct")];
  async function* readings(): AsyncGenerator<ReadingBatch> {
    yield* batches;
  }
  const passing = watched(readings());
  deepStrictEqual(await Array.fromAsync(passing.readings), batches);
  const { readings: count, servers, first, last, metrics, sampling } = passing.seen();
  deepStrictEqual([count, servers, first, last], [9, ["a", "b"], "1970-01-02", "1970-01-02"]);
  deepStrictEqual(metrics.map(({ metric, readings }) => [metric, readings]), [["cpu_pct", 6], ["mem_pct", 3]]);
  strictEqual(sampling.stepSeconds, 300);
});
