import { deepStrictEqual, ok, rejects } from "node:assert/strict";
import { CapacityError } from "@lib/core/errors.ts";
import { collectReadings } from "../collect.ts";
import { memoryFile } from "../memory_file.ts";

function point(minute: number, more: object): object {
  return { Timestamp: new Date(Date.UTC(2024, 2, 10, 0, minute)).toISOString().replace(".000", ""), ...more };
}

async function read(name: string, answer: unknown) {
  const { batches, summary } = await collectReadings([memoryFile(name, JSON.stringify(answer, null, 2))]);
  return {
    summary,
    series: batches.map(({ serverId, metric, unit, values }) => [serverId, metric, unit, ...values]),
    batches,
  };
}

Deno.test("CloudWatch GetMetricStatistics: unordered datapoints, the average before the maximum", async () => {
  const { series, batches, summary } = await read("web-1_CPUUtilization.json", {
    Label: "CPUUtilization",
    Datapoints: [
      point(10, { Maximum: 90, Average: 30, Unit: "Percent" }),
      point(0, { Maximum: 80, Average: 20, Unit: "Percent" }),
      point(5, { Maximum: 70, Average: 10, Unit: "Percent" }),
    ],
  });
  deepStrictEqual(series, [
    ["web-1", "cpu_pct", "percent", 30, 20, 10],
    ["web-1", "cpuutilization_maximum", "percent", 90, 80, 70],
  ]);
  deepStrictEqual([...batches[0]!.timestamps], [10, 0, 5].map((minute) => Date.UTC(2024, 2, 10, 0, minute)));
  ok(summary.guesses.some(({ because }) => because === "first of Average, Maximum"));
});

Deno.test("CloudWatch GetMetricStatistics: the label may come last, the only statistic stands for the metric", async () => {
  const { series } = await read("i-0123456789abcdef0.json.json", {
    Datapoints: [point(0, { Maximum: 44.79, Unit: "Percent" })],
    Label: "CPUUtilization",
  });
  deepStrictEqual(series, [["i-0123456789abcdef0", "cpu_pct", "percent", 44.79]]);
  const percentile = await read("cpu.json", {
    Datapoints: [point(0, { ExtendedStatistics: { p99: 44 }, Unit: "Percent" })],
    Label: "CPUUtilization",
  });
  deepStrictEqual(percentile.series, [["cpu", "cpu_pct", "percent", 44]]);
});

Deno.test("CloudWatch GetMetricStatistics: bytes become Mbps only when the period is certain", async () => {
  const bytes = (minute: number) => point(minute, { Sum: 37_500_000, Average: 7_500_000, Unit: "Bytes" });
  const regular = await read("a/NetworkIn.json", { Label: "NetworkIn", Datapoints: [5, 0, 15, 10].map(bytes) });
  // 37.5 MB in 300 s are 1 Mbps.
  deepStrictEqual(regular.series[0], ["a", "net_in_mbps", "Mbps", 1, 1, 1, 1]);
  deepStrictEqual(regular.series[1]!.slice(0, 3), ["a", "network_in", "bytes"]);
  const two = await read("a.json", { Label: "NetworkIn", Datapoints: [0, 5].map(bytes) });
  deepStrictEqual(two.series[0]!.slice(0, 3), ["a", "network_in_sum", "bytes"]);
  const full = await read("a.json", { Label: "NetworkIn", Datapoints: [0, 5, 20, 35, 50].map(bytes) });
  deepStrictEqual(full.series[0]!.slice(0, 3), ["a", "network_in_sum", "bytes"]);
  const rate = await read("a.json", {
    Label: "NetworkTransmitThroughput",
    Datapoints: [point(0, { Average: 250_000, Unit: "Bytes/Second" })],
  });
  deepStrictEqual(rate.series, [["a", "net_out_mbps", "Mbps", 2]]);
});

Deno.test("CloudWatch GetMetricStatistics: several answers in a list; a damaged one is refused by its datapoint", async () => {
  const answer = (Label: string, Average: unknown) => ({ Label, Datapoints: [point(0, { Average, Unit: "Percent" })] });
  const { series } = await read("a.json", [answer("CPUUtilization", 1), answer("MemoryUtilization", 2)]);
  deepStrictEqual(series, [["a", "cpu_pct", "percent", 1], ["a", "mem_pct", "percent", 2]]);
  const refused = (value: unknown, message: RegExp) =>
    rejects(read("a.json", value), (error) => error instanceof CapacityError && message.test(error.message));
  await refused(answer("CPUUtilization", "high"), /a number as Average, got "high" \(file a\.json, row 1\)/);
  await refused({ Datapoints: [{ Average: 1 }], Label: "x" }, /expected a Timestamp/);
  await refused({ Datapoints: [point(0, { Average: 1 })] }, /a Label that names the metric/);
});
