import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { collectReadings } from "../collect.ts";
import { memoryFile } from "../memory_file.ts";
import { readingsOf } from "./trace_readings_fixture.ts";
import { lines, MATERNA_HEADER, TRACE_SAMPLES } from "./trace_samples_fixture.ts";

const { file, text } = TRACE_SAMPLES.find(({ format }) => format === "materna")!;

Deno.test("materna: German dates, decimal commas and quotes; KB/s as Mbps", async () => {
  const { batches, summary } = await collectReadings([memoryFile(file, text)]);
  deepStrictEqual(readingsOf(batches, "01", "cpu_pct"), {
    times: ["2015-11-04T00:00:00.000Z", "2015-11-04T00:05:00.000Z"],
    values: [12.5, 13],
    unit: "percent",
  });
  deepStrictEqual(readingsOf(batches, "01", "mem_pct").values, [25, 25.25]);
  deepStrictEqual(readingsOf(batches, "01", "net_in_mbps").values, [1, 1]);
  deepStrictEqual(readingsOf(batches, "01", "net_out_mbps").values, [2, 0.004]);
  deepStrictEqual(readingsOf(batches, "01", "disk_size_gb").values, [40, 40]);
  deepStrictEqual(readingsOf(batches, "01", "vcpu").values, [2, 2]);
  deepStrictEqual(summary.facts, [{ serverId: "01", vcpu: 2, memoryGib: 2 }]);
});

Deno.test("materna: times follow the zone that is asked for", async () => {
  const { batches } = await collectReadings([memoryFile(file, text)], { timezone: "Europe/Berlin" });
  strictEqual(readingsOf(batches, "01", "cpu_pct").times[0], "2015-11-03T23:00:00.000Z");
});

Deno.test("materna: a comma that only comes after the first hundreds of rows is still a decimal mark", async () => {
  const row = (minute: number, cpu: string) => {
    const time = `04.11.2015 ${String(Math.floor(minute / 60)).padStart(2, "0")}:${
      String(minute % 60).padStart(2, "0")
    }:00`;
    const cells = [time, 2, 5188, 649, cpu, 2097152, 524288, 25, 0, 1, 40, 125, 250];
    return cells.map((cell) => `"${cell}"`).join(";");
  };
  const whole = Array.from({ length: 1200 }, (_, minute) => row(minute, "12"));
  const { batches } = await collectReadings([memoryFile("02.csv", lines(MATERNA_HEADER, ...whole, row(1200, "12,5")))]);
  strictEqual(readingsOf(batches, "02", "cpu_pct").values.at(-1), 12.5);
});
