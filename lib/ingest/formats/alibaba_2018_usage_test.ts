import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { collectReadings } from "../collect.ts";
import { memoryFile } from "../memory_file.ts";
import { readingsOf } from "./trace_readings_fixture.ts";
import { lines, TRACE_SAMPLES } from "./trace_samples_fixture.ts";

const { text } = TRACE_SAMPLES.find(({ format }) => format === "alibaba-2018")!;
const META = TRACE_SAMPLES.find(({ format }) => format === "alibaba-2018-meta")!;

Deno.test("alibaba-2018: percentages with their markers, counters as counters, empty cells counted", async () => {
  const { batches, summary } = await collectReadings([memoryFile("machine_usage.csv", text)]);
  const cpu = readingsOf(batches, "m_7", "cpu_pct");
  deepStrictEqual(cpu.values, [31, -1, 33]);
  deepStrictEqual(cpu.times, ["2018-01-01T00:00:00.000Z", "2018-01-01T00:00:10.000Z", "2018-01-01T00:01:50.000Z"]);
  deepStrictEqual(readingsOf(batches, "m_7", "mem_pct").values, [90, 101, 91]);
  // How busy a disk is says nothing about how full it is.
  deepStrictEqual(readingsOf(batches, "m_7", "disk_io_pct"), { ...cpu, values: [4, 101, 5], unit: "percent" });
  deepStrictEqual(readingsOf(batches, "m_7", "disk_pct").values, []);
  strictEqual(readingsOf(batches, "m_7", "net_in").unit, "counter of normalised packets/s");
  deepStrictEqual(readingsOf(batches, "m_7", "net_in").values, [10.5, 10.75, 11.5]);
  deepStrictEqual(readingsOf(batches, "m_7", "mem_gps").values, [1.5]);
  strictEqual(summary.metrics.find(({ metric }) => metric === "mem_gps")?.readings, 1);
  strictEqual(summary.isRealClock, false);
});

Deno.test("alibaba-2018: a copy with a header line is the same", async () => {
  const header = "machine_id,time_stamp,cpu_util_percent,mem_util_percent,mem_gps,mkpi,net_in,net_out,disk_io_percent";
  const plain = await collectReadings([memoryFile("a.csv", text)]);
  const headed = await collectReadings([memoryFile("a.csv", `${header}\n${text}`)]);
  strictEqual(headed.summary.rows, plain.summary.rows);
  deepStrictEqual(
    headed.batches.map(({ values, timestamps }) => [values, timestamps]),
    plain.batches.map(({ values, timestamps }) => [values, timestamps]),
  );
});

Deno.test("alibaba-2018: a header with columns in another order is told by its names", async () => {
  const header = "machine_id,time_stamp,mem_util_percent,cpu_util_percent,mem_gps,mkpi,net_in,net_out,disk_io_percent";
  const { batches, summary } = await collectReadings([memoryFile("a.csv", `${header}\n${text}`)]);
  strictEqual(summary.source, "csv");
  deepStrictEqual(readingsOf(batches, "m_8", "mem_pct").values, [5]);
});

Deno.test("alibaba-2018: machine_meta gives cores; its repeated rows and the machines without usage add none", async () => {
  const { summary } = await collectReadings([memoryFile("machine_usage.csv", text), memoryFile(META.file, META.text)]);
  deepStrictEqual(summary.facts, [{ serverId: "m_7", vcpu: 96 }, { serverId: "m_8" }]);
  ok(summary.source.includes("alibaba-2018-meta"));
});

Deno.test("alibaba-2018: one bad cell among good rows is named, not passed over", async () => {
  const bad = lines(text.trimEnd(), "m_7,120,broken,91,,,11.5,9,5", "m_7,130,30,91,,,11.5,9,5");
  await rejects(
    collectReadings([memoryFile("machine_usage.csv", bad)]),
    /expected a number, got "broken" \(file machine_usage\.csv, row 5, column cpu_util_percent\)/,
  );
});
