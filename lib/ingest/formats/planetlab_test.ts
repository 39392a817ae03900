import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { collectReadings } from "../collect.ts";
import { headOf } from "../file_head.ts";
import { memoryFile } from "../memory_file.ts";
import { PLANETLAB } from "./planetlab.ts";
import { readingsOf } from "./trace_readings_fixture.ts";
import { dayOf, lines } from "./trace_samples_fixture.ts";

const DAY = dayOf((index) => String(index % 100));

Deno.test("planetlab: the day is the folder's, the server the file's, and a server's days are joined", async () => {
  const { batches, summary } = await collectReadings([
    memoryFile("traces/20110306/node 1_slice", DAY),
    memoryFile("traces/20110303/node 1_slice", DAY),
    memoryFile("traces/20110303/node.2_slice", DAY),
  ]);
  deepStrictEqual(summary.servers, ["node 1_slice", "node.2_slice"]);
  const { times, values } = readingsOf(batches, "node 1_slice", "cpu_pct");
  deepStrictEqual([times[0], times[287], times[288]], [
    "2011-03-03T00:00:00.000Z",
    "2011-03-03T23:55:00.000Z",
    "2011-03-06T00:00:00.000Z",
  ]);
  deepStrictEqual(values.slice(98, 102), [98, 99, 0, 1]);
  strictEqual(summary.isRealClock, true);
});

Deno.test("planetlab: without a folder that is a day the clock is a convention", async () => {
  const { summary } = await collectReadings([memoryFile("20119999/host", DAY)]);
  strictEqual(summary.isRealClock, false);
  strictEqual(summary.first, "2018-01-01");
});

Deno.test("planetlab: a day that is cut stops, whatever else is a column of numbers is no PlanetLab", async () => {
  const recognized = async (text: string) => PLANETLAB.recognizes((await headOf(memoryFile("host", text)))!);
  const cut = DAY.split("\n").slice(0, 200).join("\n");
  await rejects(collectReadings([memoryFile("20110303/host", cut)]), /expected 288 whole percentages, got 200 \(file/);
  strictEqual(await recognized(lines("42")), false);
  strictEqual(await recognized(dayOf((index) => String(index))), false);
  strictEqual(await recognized(dayOf((index) => `${index % 100}.5`)), false);
  strictEqual(await recognized(DAY + DAY), false);
});
