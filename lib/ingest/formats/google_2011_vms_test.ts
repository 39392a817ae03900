import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { collectReadings } from "../collect.ts";
import { memoryFile } from "../memory_file.ts";
import { readingsOf } from "./trace_readings_fixture.ts";
import { dayOf } from "./trace_samples_fixture.ts";

const DAY = dayOf((index) => `${20 + index / 8} ${100 + index / 4}`);

Deno.test("google-2011-vms: consecutive days of a job are joined without a seam", async () => {
  const { batches, summary } = await collectReadings([
    memoryFile("GCD_VMs/vm_77_10", DAY),
    memoryFile("GCD_VMs/vm_77_9", DAY),
    memoryFile("GCD_VMs/vm_8_1", DAY),
  ]);
  deepStrictEqual(summary.servers, ["vm_8", "vm_77"]);
  const { times, values } = readingsOf(batches, "vm_77", "mem_pct");
  deepStrictEqual([times[0], times[287], times[288]], [
    "2011-05-09T23:00:00.000Z",
    "2011-05-10T22:55:00.000Z",
    "2011-05-10T23:00:00.000Z",
  ]);
  // Memory above 100 % is what the source has.
  deepStrictEqual(values.slice(0, 2), [100, 100.25]);
  strictEqual(readingsOf(batches, "vm_8", "cpu_pct").times[0], "2011-05-01T23:00:00.000Z");
});

Deno.test("google-2011-vms: another name has no day; a day that is cut stops", async () => {
  const { summary } = await collectReadings([memoryFile("x/load", DAY)]);
  deepStrictEqual([summary.servers, summary.isRealClock], [["load"], false]);
  const cut = DAY.split("\n").slice(0, 287).join("\n");
  await rejects(
    collectReadings([memoryFile("vm_77_9", cut)]),
    /expected 288 lines of CPU and memory, got 287 \(file vm_77_9\)/,
  );
});
