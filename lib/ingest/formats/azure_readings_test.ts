import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { collectReadings } from "../collect.ts";
import { memoryFile } from "../memory_file.ts";
import { readingsOf } from "./trace_readings_fixture.ts";
import { hashOf, lines, TRACE_SAMPLES } from "./trace_samples_fixture.ts";

const fileOf = (name: string) => {
  const { file, text } = TRACE_SAMPLES.find(({ format }) => format === name)!;
  return memoryFile(file, text);
};

Deno.test("azure: the mean is the CPU, least and most have names of their own; ids keep their / and +", async () => {
  const second = memoryFile(
    "vm_cpu_readings-file-2-of-195.csv",
    lines(`600,${hashOf("a")},1,2,1.5`, `600,${hashOf("b")},0,1,0.5`),
  );
  const { batches, summary } = await collectReadings([second, fileOf("azure")]);
  const cpu = readingsOf(batches, hashOf("a"), "cpu_pct");
  deepStrictEqual(cpu.values, [4.5, 3.5, 1.5]);
  strictEqual(cpu.times[2], "2018-01-01T00:10:00.000Z");
  deepStrictEqual(readingsOf(batches, hashOf("a"), "cpu_min_pct").values, [1.5, 2.5, 1]);
  deepStrictEqual(readingsOf(batches, hashOf("b"), "cpu_max_pct").values, [100, 1]);
  strictEqual(summary.isRealClock, false);
});

Deno.test("azure: vmtable tells sizes and kinds; Unkown is unknown, and >24 is no number", async () => {
  const { summary } = await collectReadings([fileOf("azure"), fileOf("azure-vmtable")]);
  deepStrictEqual(summary.facts, [
    { serverId: hashOf("a"), serverType: "Delay-insensitive", vcpu: 4, memoryGib: 7 },
    { serverId: hashOf("b"), serverType: "Unknown" },
  ]);
});

Deno.test("azure: copies with the names of the publisher's schema as a header", async () => {
  const { text } = TRACE_SAMPLES.find(({ format }) => format === "azure")!;
  const table = TRACE_SAMPLES.find(({ format }) => format === "azure-vmtable")!.text;
  const header = "vmid,subscriptionid,deploymentid,vmcreated,vmdeleted,maxcpu,avgcpu,p95maxcpu,vmcategory," +
    "vmcorecountbucket,vmmemorybucket";
  const { summary } = await collectReadings([
    memoryFile("readings.csv", `timestamp,vmid,mincpu,maxcpu,avgcpu\n${text}`),
    memoryFile("table.csv", `${header}\n${table}`),
  ]);
  deepStrictEqual([summary.source, summary.readings, summary.facts[0]?.vcpu], ["azure + azure-vmtable", 9, 4]);
});

Deno.test("azure-sums: sums over a cloud are no percentages", async () => {
  const { batches, summary } = await collectReadings([fileOf("azure-sums")]);
  deepStrictEqual(summary.metrics.map(({ metric, unit }) => [metric, unit]), [
    ["cpu_usage_sum", "percent of a core"],
    ["assigned_mem_sum", "GB"],
  ]);
  deepStrictEqual(batches.map(({ values }) => values[0]), [6135515.5, 2002296]);
});

Deno.test("azure-sums: the same header above an epoch is another table", async () => {
  const text = lines("timestamp,cpu_usage,assigned_mem", "1714557600,50,3", "1714557900,51,3");
  const { summary } = await collectReadings([memoryFile("own.csv", text)]);
  strictEqual(summary.source, "csv");
});
