import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { CapacityError } from "@lib/core/errors.ts";
import { statisticsOf, statisticsText } from "./trace_statistics.ts";
import { readTrace } from "./traces/read_trace.ts";
import { TRACE_SOURCES } from "./traces/sources.ts";

const [bitbrains] = TRACE_SOURCES;

/** A trace of three machines over the first ten days, with an outage of five hours. */
async function folderWithTrace(): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "trace-" });
  const rows = ["source,series_id,metric,timestamp,value"];
  for (const [place, machine] of ["vm2", "vm1", "vm3"].entries()) {
    for (const metric of ["cpu_pct", "mem_pct", "net_rx_kbps", "disk_write_kbps"]) {
      for (let hour = -2; hour < 240; hour++) {
        const time = new Date(Date.parse("2013-07-01T00:00:00Z") + hour * 3_600_000).toISOString().slice(0, 19);
        const isOut = hour >= 50 && hour < 55;
        rows.push(`test,${machine},${metric},${time}Z,${isOut ? "" : 10 * (place + 1) + Math.sin(hour / 4 + place)}`);
      }
    }
  }
  await Deno.writeTextFile(`${folder}/${bitbrains!.file.replace(".gz", "")}`, rows.join("\n"));
  return folder;
}

const source = { ...bitbrains!, file: bitbrains!.file.replace(".gz", ""), days: 10 };

Deno.test("readTrace() brings machines, hours and units together", async () => {
  const folder = await folderWithTrace();
  try {
    const fleet = await readTrace(folder, source);
    deepStrictEqual([fleet.days, fleet.utcOffsetHours], [10, [2, 2, 2]]);
    deepStrictEqual(Object.keys(fleet.values), ["cpu_pct", "mem_pct", "net_in_mbps"]);
    // vm1 is the first by name and the second in the file; 20 KB/s are 0.16 Mbps.
    strictEqual(fleet.values.cpu_pct![0], Math.round(100 * (20 + Math.sin(1))) / 100);
    strictEqual(fleet.values.net_in_mbps![0], Math.round(0.8 * (20 + Math.sin(1))) / 100);
    ok(Number.isNaN(fleet.values.cpu_pct![52]));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("statisticsOf() names the outage, has a floor for everything, and says the same twice", async () => {
  const folder = await folderWithTrace();
  try {
    const fleet = await readTrace(folder, source);
    const statistics = statisticsOf(source, fleet);
    deepStrictEqual(statistics.gaps, [[50, 5]]);
    ok(statistics.properties.length > 0 && statistics.properties.every(({ floor }) => floor > 0));
    const text = statisticsText([statistics]);
    strictEqual(text, statisticsText([statisticsOf(source, fleet)]));
    deepStrictEqual(JSON.parse(text), [statistics]);
    ok(!text.includes("vm1"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("readTrace() says which file is missing, and when there is nothing in the days of the trace", async () => {
  await rejects(
    readTrace("nowhere", source),
    (error: unknown) =>
      error instanceof CapacityError && /^Cannot read a trace: .*nowhere.*--data$/.test(error.message),
  );
  const folder = await folderWithTrace();
  try {
    await rejects(readTrace(folder, { ...source, start: "2020-01-01" }), /expected 2 machines or more .* got 0/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
