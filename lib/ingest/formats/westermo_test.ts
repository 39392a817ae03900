import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { collectReadings } from "../collect.ts";
import { memoryFile } from "../memory_file.ts";
import { readingsOf } from "./trace_readings_fixture.ts";
import { TRACE_SAMPLES } from "./trace_samples_fixture.ts";

Deno.test("westermo: memory in use is what is not available; processors without a number stay in cores", async () => {
  const { file, text } = TRACE_SAMPLES.find(({ format }) => format === "westermo")!;
  const { batches, summary } = await collectReadings([memoryFile(file, text)]);
  deepStrictEqual(readingsOf(batches, "system-3", "mem_pct").values, [25, 50]);
  deepStrictEqual(readingsOf(batches, "system-3", "cpu_user"), {
    times: ["2018-01-01T00:00:00.000Z", "2018-01-01T00:00:30.000Z"],
    values: [0.75, 0.5],
    unit: "cores",
  });
  deepStrictEqual(readingsOf(batches, "system-3", "cpu_pct").values, []);
  deepStrictEqual(readingsOf(batches, "system-3", "disk_bytes_read").unit, "B/s");
  strictEqual(summary.isRealClock, false);
  deepStrictEqual(summary.facts, [{ serverId: "system-3", memoryGib: 4 }]);
  ok(summary.notes.some((note) => note.includes("no cpu_pct")));
});
