import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { collectReadings } from "../collect.ts";
import { gzFile, memoryFile } from "../memory_file.ts";
import { readingsOf } from "./trace_readings_fixture.ts";
import { lines, taskUsageRow, TRACE_SAMPLES } from "./trace_samples_fixture.ts";

const sample = (name: string) => {
  const { file, text } = TRACE_SAMPLES.find(({ format }) => format === name)!;
  return memoryFile(file, text);
};

Deno.test("google-2011: tasks are summed up by machine and five minutes, each by the time it ran", async () => {
  const { batches, summary } = await collectReadings([sample("google-2011")]);
  // Half an interval of 0.5 adds as much as a whole one of 0.25.
  deepStrictEqual(readingsOf(batches, "5", "cpu_pct"), {
    times: ["2011-05-01T23:00:00.000Z"],
    values: [50],
    unit: "percent",
  });
  deepStrictEqual(readingsOf(batches, "5", "mem_pct").values, [25]);
  deepStrictEqual(readingsOf(batches, "6", "mem_pct").values, [50]);
  deepStrictEqual([summary.rows, summary.readings], [3, 4]);
  ok(summary.notes.some((note) => note.includes("largest machine")));
});

Deno.test("google-2011: machine_events give the capacity in force; task_events are passed over with the true reason", async () => {
  const { batches, summary } = await collectReadings([
    sample("google-2011-task-events"),
    sample("google-2011"),
    sample("google-2011-machines"),
  ]);
  deepStrictEqual(readingsOf(batches, "5", "cpu_pct").values, [100]);
  deepStrictEqual(readingsOf(batches, "5", "mem_pct").values, [100]);
  deepStrictEqual(readingsOf(batches, "6", "cpu_pct").values, [6.25]);
  ok(summary.notes.some((note) => /^Passed over: .*asked for and not what was used/.test(note)));
});

Deno.test("google-2011: an interval that is spread over two files is one sum", async () => {
  const first = lines(
    taskUsageRow({ start: 600, end: 900, machine: 5, cpu: 0.125, memory: 0.25 }),
    taskUsageRow({ start: 900, end: 1200, machine: 5, cpu: 0.25, memory: 0.25 }),
  );
  const second = lines(
    taskUsageRow({ start: 1050, end: 1200, machine: 5, cpu: 0.5, memory: 0.5 }),
    taskUsageRow({ start: 1200, end: 1500, machine: 5, cpu: "", memory: 0.125 }),
  );
  const { batches, summary } = await collectReadings([
    await gzFile("task_usage/part-00001-of-00500.csv.gz", second),
    memoryFile("task_usage/part-00000-of-00500.csv", first),
  ]);
  deepStrictEqual(readingsOf(batches, "5", "cpu_pct").values, [12.5, 50]);
  deepStrictEqual(readingsOf(batches, "5", "mem_pct").values, [25, 50, 12.5]);
  deepStrictEqual([summary.rows, summary.files], [4, 2]);
  strictEqual(summary.metrics.find(({ metric }) => metric === "cpu_pct")?.empty, 1);
});

Deno.test("google-2011: a measurement across the end of an interval counts in both", async () => {
  const text = lines(taskUsageRow({ start: 750, end: 1050, machine: 5, cpu: 0.5, memory: 0.5 }));
  const { batches } = await collectReadings([memoryFile("part.csv", text)]);
  deepStrictEqual(readingsOf(batches, "5", "cpu_pct").values, [25, 25]);
});

Deno.test("google-2011: the first version of the trace, without the sampled CPU, is read alike", async () => {
  const text = taskUsageRow({ start: 600, end: 900, machine: 5, cpu: 0.5, memory: 0.5 }).split(",").slice(0, -1).join(
    ",",
  );
  const { batches } = await collectReadings([memoryFile("part.csv", `${text}\n`)]);
  deepStrictEqual(readingsOf(batches, "5", "cpu_pct").values, [50]);
});

Deno.test("google-2011: times that end before they start, or after the end of days, stop with their row", async () => {
  const good = taskUsageRow({ start: 600, end: 900, machine: 5, cpu: 0.5, memory: 0.5 });
  const rows = [
    taskUsageRow({ start: 900, end: 600, machine: 5, cpu: 0.5, memory: 0.5 }),
    taskUsageRow({ start: 600, end: 9_223_372_036_854, machine: 5, cpu: 0.5, memory: 0.5 }),
  ];
  for (const bad of rows) {
    await rejects(
      collectReadings([memoryFile("part.csv", lines(good, bad))]),
      /expected a start and an end within a day, got .* \(file part\.csv, row 2\)/,
    );
  }
});
