import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { collectReadings } from "../collect.ts";
import { gzFile, memoryFile } from "../memory_file.ts";
import { readingsOf } from "./trace_readings_fixture.ts";
import { lines, smdRow } from "./trace_samples_fixture.ts";

const TRAIN = lines(smdRow(0.5), smdRow(0.25), smdRow(1)), TEST = lines(smdRow(0.75), smdRow(0));

Deno.test("smd: the test half starts a minute after the train half ends, folders or names telling which is which", async () => {
  const inputs = [
    [await gzFile("smd/train/machine-1-9.txt.gz", TRAIN), memoryFile("smd/test/machine-1-9.txt", TEST)],
    [memoryFile("machine-1-9_train.txt", TRAIN), memoryFile("machine-1-9_test.txt", TEST)],
  ];
  for (const files of inputs) {
    const { batches, summary } = await collectReadings(files);
    deepStrictEqual(summary.servers, ["machine-1-9"]);
    const { times, values } = readingsOf(batches, "machine-1-9", "cpu_r");
    const inOrder = times.map((time, index) => ({ time, value: values[index]! })).sort((a, b) =>
      a.time < b.time ? -1 : 1
    );
    deepStrictEqual(inOrder, [
      { time: "2018-01-01T00:00:00.000Z", value: 0.5 },
      { time: "2018-01-01T00:01:00.000Z", value: 0.25 },
      { time: "2018-01-01T00:02:00.000Z", value: 1 },
      { time: "2018-01-01T00:03:00.000Z", value: 0.75 },
      { time: "2018-01-01T00:04:00.000Z", value: 0 },
    ]);
  }
});

Deno.test("smd: 38 metrics of their own; scaled values are no percentages", async () => {
  const { batches, summary } = await collectReadings([memoryFile("train/machine-1-9.txt", TRAIN)]);
  strictEqual(summary.metrics.length, 38);
  ok(summary.metrics.every(({ unit }) => unit === "scaled 0-1"));
  deepStrictEqual(readingsOf(batches, "machine-1-9", "udp_snd_buf_errs").values, [0.36, 0.36, 0.36]);
  strictEqual(summary.isRealClock, false);
});

Deno.test("smd: a half alone starts at 0, and another machine's train half does not move it", async () => {
  const { batches } = await collectReadings([
    memoryFile("test/machine-1-9.txt", TEST),
    memoryFile("train/machine-1-8.txt", TRAIN),
  ]);
  strictEqual(readingsOf(batches, "machine-1-9", "cpu_r").times[0], "2018-01-01T00:00:00.000Z");
});

Deno.test("smd: 38 columns of other numbers are not taken for it", async () => {
  const row = Array.from({ length: 38 }, (_, index) => 100 + index).join(",");
  const readings = collectReadings([memoryFile("x.txt", lines(row, row))]);
  strictEqual((await readings.catch((error) => error)).message?.includes("header line"), true);
});
