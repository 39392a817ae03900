import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { collectReadings } from "../collect.ts";
import { memoryFile } from "../memory_file.ts";
import { readingsOf } from "./trace_readings_fixture.ts";
import { TRACE_SAMPLES } from "./trace_samples_fixture.ts";

const [USAGE, EVENTS] = ["alibaba-2017", "alibaba-2017-events"].map((name) => {
  const { file, text } = TRACE_SAMPLES.find(({ format }) => format === name)!;
  return memoryFile(file, text);
});

Deno.test("alibaba-2017: percentages and loads by machine, seconds from 0, cores from server_event", async () => {
  const { batches, summary } = await collectReadings([USAGE!, EVENTS!]);
  const cpu = readingsOf(batches, "1", "cpu_pct");
  deepStrictEqual(cpu.times, ["2018-01-01T11:00:00.000Z", "2018-01-01T11:05:00.000Z"]);
  deepStrictEqual(cpu.values, [31.5, 32]);
  deepStrictEqual(readingsOf(batches, "2", "disk_pct").values, [41]);
  deepStrictEqual(readingsOf(batches, "1", "load_15").values, [10, 10.5]);
  strictEqual(summary.isRealClock, false);
  // The later event of machine 2 tells no cores: what it had stays.
  deepStrictEqual(summary.facts, [{ serverId: "1", vcpu: 64 }, { serverId: "2", vcpu: 64 }]);
});
