import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { CapacityError } from "@lib/core/errors.ts";
import { collectReadings } from "../collect.ts";
import { gzFile, memoryFile } from "../memory_file.ts";

const NEWEST_FIRST = ["2024-03-10T00:10:00+00:00", "2024-03-10T00:05:00Z", "2024-03-10T00:00:00.000Z"];

function answer(results: readonly unknown[], more: object = {}): string {
  return JSON.stringify({ MetricDataResults: results, ...more, Messages: [] }, null, 4);
}

Deno.test("CloudWatch GetMetricData: server and metric from the label, times newest first, sentinels kept", async () => {
  const text = answer([
    {
      Id: "m1",
      Label: "i-0a1b2c3d CPUUtilization",
      Timestamps: NEWEST_FIRST,
      Values: [101.5, -1, 1e308],
      StatusCode: "Complete",
    },
    { Id: "m2", Label: "i-0a1b2c3d NetworkIn", Timestamps: NEWEST_FIRST, Values: [1, 2, 3], StatusCode: "Complete" },
    { Id: "m3", Label: "web 7 mem_used_percent", Timestamps: [NEWEST_FIRST[1]], Values: [40] },
    { Id: "m4", Label: "db-1 NetworkReceiveThroughput", Timestamps: [NEWEST_FIRST[1]], Values: [125_000] },
    { Id: "m5", Label: "db-1 CPUUtilization Maximum", Timestamps: [NEWEST_FIRST[1]], Values: [99] },
  ]);
  const { batches, summary } = await collectReadings([await gzFile("x.json.gz", text)]);
  strictEqual(summary.source, "cloudwatch-data");
  deepStrictEqual(batches.map(({ serverId, metric, unit, values }) => [serverId, metric, unit, ...values]), [
    ["i-0a1b2c3d", "cpu_pct", "percent", 101.5, -1, 1e308],
    // Bytes per period of a length that the answer does not tell: no rate can be made of them.
    ["i-0a1b2c3d", "network_in", "bytes", 1, 2, 3],
    ["web 7", "mem_pct", "percent", 40],
    ["db-1", "net_in_mbps", "Mbps", 1],
    // A maximum must not pass for the average of the same metric.
    ["db-1", "cpuutilization_maximum", "percent", 99],
  ]);
  const [cpu] = batches;
  deepStrictEqual([...cpu!.timestamps], [10, 5, 0].map((minute) => Date.UTC(2024, 2, 10, 0, minute)));
  deepStrictEqual([...cpu!.sourceRows], [1, 2, 3]);
  deepStrictEqual(summary.clocks, ["ISO 8601"]);
});

Deno.test("CloudWatch GetMetricData: pages in files or after one another in one, a server named by its file", async () => {
  const result = (value: number, minute: number, StatusCode: string) =>
    answer([{
      Id: "m1",
      Label: "CPUUtilization",
      Timestamps: [`2024-03-10T00:0${minute}:00Z`],
      Values: [value],
      StatusCode,
    }]);
  const pages = [
    memoryFile("web/i-1.json", result(1, 5, "PartialData") + result(2, 0, "Complete")),
    memoryFile("i-2.json", result(3, 0, "Complete")),
  ];
  const { batches, summary } = await collectReadings(pages);
  deepStrictEqual(batches.map(({ serverId, values }) => [serverId, values[0]]), [["i-1", 1], ["i-1", 2], ["i-2", 3]]);
  strictEqual(summary.rows, 3);
  deepStrictEqual(summary.notes.filter((note) => note.includes("PartialData")), []);
  const alone = await collectReadings([memoryFile("i-1.json", result(1, 5, "PartialData"))]);
  ok(alone.summary.notes.some((note) => note.startsWith("i-1.json: CloudWatch calls CPUUtilization PartialData")));
});

Deno.test("CloudWatch GetMetricData: epoch seconds, as older commands print them, and values without a number", async () => {
  const text = answer([{
    Id: "m",
    Label: "a CPUUtilization",
    Timestamps: [1710028800.0, 1710028860],
    Values: [null, 5],
  }]);
  const { batches, summary } = await collectReadings([memoryFile("x.json", text)]);
  deepStrictEqual([...batches[0]!.timestamps], [Date.UTC(2024, 2, 10, 0, 1)]);
  deepStrictEqual([summary.clocks, summary.empty], [["epoch seconds"], 1]);
});

Deno.test("CloudWatch GetMetricData: labels that name the same metric alone leave the servers to the Ids", async () => {
  const result = (Id: string, value: number) => ({
    Id,
    Label: "CPUUtilization",
    Timestamps: NEWEST_FIRST.slice(0, 1),
    Values: [value],
  });
  const { batches, summary } = await collectReadings([
    memoryFile("x.json", answer([result("web", 1), result("db", 2)])),
  ]);
  deepStrictEqual(batches.map(({ serverId, metric, values }) => [serverId, metric, values[0]]), [
    ["web", "cpu_pct", 1],
    ["db", "cpu_pct", 2],
  ]);
  ok(summary.notes.some((note) => note.includes("named by the Ids")));
});

Deno.test("CloudWatch GetMetricData: refuses what would be silently wrong", async () => {
  const refused = (text: string, message: RegExp) =>
    rejects(
      collectReadings([memoryFile("x.json", text)]),
      (error) => error instanceof CapacityError && message.test(error.message),
    );
  const result = { Id: "m1", Label: "a CPUUtilization", Timestamps: NEWEST_FIRST, Values: [1, 2, 3] };
  await refused(answer([{ ...result, Values: [1, 2] }]), /as many Values as Timestamps, got 2 and 3/);
  await refused(
    answer([{ ...result, Values: [1, "x", 3] }]),
    /a number, got "x" .*row 2, column CPUUtilization, server a/,
  );
  await refused(answer([{ ...result, Timestamps: ["2024-03-10", 5, 6] }]), /expected a time \(ISO 8601\), got 5/);
  await refused(answer([result, { ...result, Id: "m2" }]), /one result for cpu_pct of a, got m1 and m2 .*Label/);
  const whole = answer([result]);
  await refused(whole.slice(0, -40), /fetch the file again/);
  ok(whole.length > 40);
});
