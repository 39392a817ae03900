import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { collectReadings } from "../collect.ts";
import { memoryFile } from "../memory_file.ts";
import { readingsOf } from "./trace_readings_fixture.ts";
import { instanceUsage, lines, TRACE_SAMPLES } from "./trace_samples_fixture.ts";

const MACHINES = TRACE_SAMPLES.find(({ format }) => format === "google-2019-machines")!;

Deno.test("google-2019: shards in any order are one sum; alloc sets are left out; capacities are used", async () => {
  const shards = [
    lines(
      instanceUsage({ start: 900, end: 1200, machine: "5", cpus: 0.125, memory: 0.0625 }),
      instanceUsage({ start: 600, end: 900, machine: "6", cpus: null, memory: 0.5 }),
    ),
    lines(
      instanceUsage({ start: 600, end: 900, machine: "5", cpus: 0.25, memory: 0.125 }),
      instanceUsage({ start: 900, end: 1050, machine: "5", cpus: 0.25, memory: 0.0625 }),
      instanceUsage({ start: 600, end: 900, machine: "5", cpus: 0.5, memory: 0.5, type: "1" }),
    ),
  ];
  const { batches, summary } = await collectReadings([
    ...shards.map((text, index) => memoryFile(`instance_usage-${index}.json`, text)),
    memoryFile(MACHINES.file, MACHINES.text),
  ]);
  deepStrictEqual(readingsOf(batches, "5", "cpu_pct"), {
    times: ["2019-05-01T07:00:00.000Z", "2019-05-01T07:05:00.000Z"],
    values: [50, 50],
    unit: "percent",
  });
  deepStrictEqual(readingsOf(batches, "5", "mem_pct").values, [50, 37.5]);
  // Its capacity is null, so the largest machine's is taken; its CPU was not measured.
  deepStrictEqual(readingsOf(batches, "6", "mem_pct").values, [50]);
  deepStrictEqual(readingsOf(batches, "6", "cpu_pct").values, []);
  strictEqual(summary.rows, 7);
  deepStrictEqual(summary.facts[0], { serverId: "5", instanceType: "p" });
});

Deno.test("google-2019: what an export leaves out is missing, and usage on no machine is no server's", async () => {
  const good = instanceUsage({ start: 600, end: 900, machine: "5", cpus: 0.25, memory: 0.125 });
  const unmeasured = JSON.stringify({ start_time: "900000000", end_time: "1200000000", machine_id: "5" });
  const nowhere = instanceUsage({ start: 600, end: 900, machine: "0", cpus: 0.5, memory: 0.5 });
  const dedicated = instanceUsage({ start: 600, end: 900, machine: "-1", cpus: 0.5, memory: 0.5 });
  const { batches, summary } = await collectReadings([
    memoryFile("u.json", lines(good, unmeasured, nowhere, dedicated)),
  ]);
  deepStrictEqual(summary.servers, ["5"]);
  deepStrictEqual(readingsOf(batches, "5", "cpu_pct").values, [25]);
  strictEqual(summary.empty, 2);
});

Deno.test("google-2019: CSV exports with flat, underscored and nested usage give the same", async () => {
  const rows = ["600000000,900000000,5,1,0", "900000000,1200000000,5,1,0"];
  const exports = [
    lines(
      "start_time,end_time,machine_id,collection_id,collection_type,average_usage.cpus,average_usage.memory",
      `${rows[0]},0.25,0.125`,
      `${rows[1]},0.5,`,
    ),
    lines(
      "start_time,end_time,machine_id,collection_id,collection_type,average_usage_cpus,average_usage_memory",
      `${rows[0]},0.25,0.125`,
      `${rows[1]},0.5,`,
    ),
    lines(
      "start_time,end_time,machine_id,collection_id,collection_type,average_usage",
      `${rows[0]},"{'cpus': 0.25, 'memory': 0.125}"`,
      `${rows[1]},"{'cpus': 0.5, 'memory': None}"`,
    ),
  ];
  for (const text of exports) {
    const { batches, summary } = await collectReadings([memoryFile("usage.csv", text)]);
    strictEqual(summary.source, "google-2019");
    deepStrictEqual(readingsOf(batches, "5", "cpu_pct").values, [25, 50]);
    deepStrictEqual(readingsOf(batches, "5", "mem_pct").values, [12.5]);
  }
});

Deno.test("google-2019: a CSV of machine events gives capacities", async () => {
  const machines = lines("time,machine_id,type,capacity.cpus,capacity.memory,platform_id", "0,5,1,0.5,0.25,p");
  const usage = lines(instanceUsage({ start: 600, end: 900, machine: "5", cpus: 0.25, memory: 0.125 }));
  const { batches } = await collectReadings([memoryFile("m.csv", machines), memoryFile("u.json", usage)]);
  deepStrictEqual(readingsOf(batches, "5", "cpu_pct").values, [50]);
});

Deno.test("google-2019: a document that is none, or a number that is none, stops with its place", async () => {
  const good = instanceUsage({ start: 600, end: 900, machine: "5", cpus: 0.25, memory: 0.125 });
  await rejects(
    collectReadings([memoryFile("u.json", lines(good, "{}"))]),
    /got another document \(file u\.json, row 2\)/,
  );
  await rejects(
    collectReadings([memoryFile("u.json", lines(good, good.replace(`"cpus":0.25`, `"cpus":"many"`)))]),
    /expected a number, got "many" \(file u\.json, row 2, column average_usage\.cpus\)/,
  );
  await rejects(
    collectReadings([memoryFile("u.csv", lines("start_time,end_time,machine_id,average_usage", "0,1,5,half"))]),
    /expected \{cpus, memory\}, got "half" \(file u\.csv, row 2, column average_usage\)/,
  );
  await rejects(collectReadings([memoryFile("u.json", good.slice(0, -30))]), /./);
});
