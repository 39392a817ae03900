import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { collectReadings } from "../collect.ts";
import { memoryFile } from "../memory_file.ts";
import { readingsOf } from "./trace_readings_fixture.ts";
import { lines, TRACE_SAMPLES } from "./trace_samples_fixture.ts";

const HEADER = "cpu_util_percent,mem_util_percent,net_in,net_out,disk_io_percent";

/** A file of as many rows; the CPU is the number of the row. */
function rows(count: number): string {
  return lines(HEADER, ...Array.from({ length: count }, (_, index) => `${index},87,34.5,27.5,4.25`));
}

Deno.test("alibaba-2018-fleet: step and first day are those of the name, and the guess says how sure that is", async () => {
  const { file, text } = TRACE_SAMPLES.find(({ format }) => format === "alibaba-2018-fleet")!;
  const { batches, summary } = await collectReadings([memoryFile(file, text)]);
  const { times, values } = readingsOf(batches, "machine_usage_day_2_grouped_30_seconds", "cpu_pct");
  deepStrictEqual(times, ["2018-01-02T00:00:00.000Z", "2018-01-02T00:00:30.000Z"]);
  deepStrictEqual(values, [16.5, 17]);
  deepStrictEqual(summary.guesses.find(({ column }) => column === "(row number)")?.confidence, 0.7);
  // A mean of counters falls when machines go, so it is no counter.
  strictEqual(readingsOf(batches, "machine_usage_day_2_grouped_30_seconds", "net_in").unit, "normalised 0-100");
});

Deno.test("alibaba-2018-fleet: without a telling name the step is a guess of little confidence", async () => {
  const { summary } = await collectReadings([memoryFile("means.csv", rows(3))]);
  const guess = summary.guesses.find(({ column }) => column === "(row number)");
  strictEqual(guess?.takenFor, "steps of 300 s from day 1");
  strictEqual(guess?.confidence, 0.3);
  ok(summary.notes.some((note) => note.startsWith("Row numbers are no times")));
});

Deno.test("alibaba-2018-fleet: eight days that are 61 rows short get their hole of 5.1 hours back", async () => {
  const name = "machine_usage_days_1_to_8_grouped_300_seconds";
  const { batches } = await collectReadings([memoryFile(`${name}.csv`, rows(8 * 288 - 61))]);
  const { times, values } = readingsOf(batches, name, "cpu_pct");
  const before = times.indexOf("2018-01-02T15:10:00.000Z");
  strictEqual(values[before], 470);
  strictEqual(times[before + 1], "2018-01-02T20:20:00.000Z");
  strictEqual(times.at(-1), "2018-01-08T23:55:00.000Z");
});

Deno.test("alibaba-2018-fleet: any other number of rows is left as it is", async () => {
  const name = "machine_usage_days_1_to_8_grouped_300_seconds";
  const { batches } = await collectReadings([memoryFile(`${name}.csv`, rows(600))]);
  strictEqual(readingsOf(batches, name, "cpu_pct").times[599], "2018-01-03T01:55:00.000Z");
});
