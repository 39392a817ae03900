import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { FLEET, READINGS, SAMPLE, SERVER_METRICS, TRUTH_DAILY } from "@lib/core/tables.ts";
import type { TableContract } from "@lib/core/table.ts";
import { collectReadings } from "../collect.ts";
import { memoryFile } from "../memory_file.ts";
import type { SourceFile } from "../source_file.ts";

/** A table as Parquet comes from the disk; cells that are not given are empty. */
function table(name: string, { columns }: TableContract, rows: readonly Record<string, unknown>[]): SourceFile {
  const names = Object.keys(columns);
  const lines = rows.map((row) => names.map((column) => row[column] ?? "").join(","));
  return memoryFile(name, `${[names.join(","), ...lines].join("\n")}\n`);
}

function reading(metric: string, value: unknown, unit: string, minute: number): Record<string, unknown> {
  const timestamp = `2024-01-31T00:0${minute}:00.000Z`;
  return { server_id: "a", metric, timestamp, value, unit, source_file: "x.csv", source_row: minute + 1 };
}

Deno.test("own readings come in as they stand, also in buckets: names, units, counters", async () => {
  const files = [
    table("run/readings/bucket=0000/data.parquet", READINGS, [
      reading("cpu_pct", 0.5, "percent", 0),
      reading("cpu_pct", 105, "percent", 1),
      reading("net_in_mbps", 9e9, "counter of Mbps", 0),
      reading("IOPS{sda}", 7, "1/s", 0),
      reading("queue", "", "unknown", 0),
    ]),
    table("run/fleet.parquet", FLEET, [{ server_id: "a", vcpu: 8, memory_gib: 32, app_name: "shop" }]),
    table("run/truth_daily.parquet", TRUTH_DAILY, [
      { timestamp: "2024-01-31", server_id: "a", metric: "cpu_p95", mean: 1, expected_p95: 2 },
    ]),
  ];
  const { batches, summary } = await collectReadings(files);
  deepStrictEqual(batches.map(({ metric, unit, values }) => [metric, unit, ...values]), [
    ["cpu_pct", "percent", 0.5, 105],
    ["net_in_mbps", "counter of Mbps", 9e9],
    ["IOPS{sda}", "1/s", 7],
  ]);
  deepStrictEqual(summary.facts, [{ serverId: "a", appName: "shop", vcpu: 8, memoryGib: 32 }]);
  // The planted truth of a synthetic fleet is no measurement.
  ok(
    summary.notes.some((note) =>
      note.includes("got the table truth_daily") && note.includes("run/truth_daily.parquet")
    ),
  );
  strictEqual(summary.source, "project");
});

Deno.test("of a run's tables of the same values one is read", async () => {
  const days = table("run/server_metrics.parquet", SERVER_METRICS, [
    { timestamp: "2024-01-31", server_id: "a", cpu_p95: 50, app_name: "shop" },
  ]);
  const hours = table("run/sample.parquet", SAMPLE, [{
    timestamp: "2024-01-31T00:00:00.000Z",
    server_id: "a",
    cpu_pct: 40,
  }]);
  const both = await collectReadings([days, hours]);
  deepStrictEqual(both.batches.filter(({ metric }) => metric === "cpu_pct").map(({ values }) => [...values]), [[50]]);
  ok(both.summary.notes.some((note) => note.includes("got sample beside server_metrics")));
  const alone = await collectReadings([hours]);
  deepStrictEqual(alone.batches.map(({ metric, values }) => [metric, ...values]), [["cpu_pct", 40]]);
  await rejects(
    collectReadings([table("truth_daily.parquet", TRUTH_DAILY, [{ server_id: "a" }])]),
    /expected measured values/,
  );
});
