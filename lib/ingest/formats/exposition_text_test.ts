import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { CapacityError } from "@lib/core/errors.ts";
import { collectReadings } from "../collect.ts";
import { gzFile, memoryFile } from "../memory_file.ts";
import { sampleLine, seriesLabels } from "./exposition_line.ts";

const SECOND = 1_710_028_800;

/** One scrape of a host with two processors, of which the first was busy for the given seconds. */
function scrape(busy: number, { time, host = "web-1" }: { time?: number; host?: string } = {}): string {
  return [
    "# HELP node_cpu_seconds_total Seconds the CPUs spent in each mode.",
    "# TYPE node_cpu_seconds_total counter",
    'node_cpu_seconds_total{cpu="0",mode="idle"} 1000',
    'node_cpu_seconds_total{cpu="0",mode="system"} 0',
    `node_cpu_seconds_total{cpu="0",mode="user"} ${busy}`,
    'node_cpu_seconds_total{cpu="1",mode="idle"} 1e+03',
    'node_cpu_seconds_total{cpu="1",mode="system"} 0',
    'node_cpu_seconds_total{cpu="1",mode="user"} 0',
    "# TYPE node_load1 gauge",
    "node_load1 0.21",
    "# TYPE node_memory_MemAvailable_bytes gauge",
    "node_memory_MemAvailable_bytes 2.147483648e+09",
    "node_memory_MemTotal_bytes 8.589934592e+09",
    "# TYPE go_goroutines gauge",
    "go_goroutines 12",
    "# TYPE request_seconds histogram",
    'request_seconds_bucket{le="+Inf"} 3',
    "request_seconds_sum 1",
    ...time === undefined ? [] : [`node_time_seconds ${time}`],
    `node_uname_info{machine="x86_64",nodename="${host}",sysname="Linux"} 1`,
    "",
  ].join("\n");
}

async function read(content: string, name = "metrics.prom") {
  const { batches, summary } = await collectReadings([memoryFile(name, content)]);
  const rows = batches.map(({ serverId, metric, unit, values }) => [serverId, metric, unit, ...values]);
  return { batches, summary, rows };
}

Deno.test("exposition text: scrapes after one another, at the time and of the host that each tells", async () => {
  const { batches, rows, summary } = await read(scrape(10, { time: SECOND }) + scrape(40, { time: SECOND + 60 }));
  deepStrictEqual(rows, [
    ["web-1", "node_load1", "unknown", 0.21, 0.21],
    ["web-1", "node_time_seconds", "seconds", SECOND, SECOND + 60],
    ["web-1", "cpu_pct", "counter of percent", 500, 2000],
    ["web-1", "mem_pct", "percent", 75, 75],
  ]);
  deepStrictEqual([...batches[2]!.timestamps], [SECOND * 1000, (SECOND + 60) * 1000]);
  deepStrictEqual(summary.facts, [{ serverId: "web-1", vcpu: 2, memoryGib: 8 }]);
  deepStrictEqual([summary.isRealClock, summary.clocks], [true, ["epoch seconds"]]);
  ok(summary.notes.some((note) => note.includes("say nothing about a load")));
});

Deno.test("exposition text: one scrape without a time is an instant of unknown date, several are refused", async () => {
  const { summary, batches } = await read(scrape(10));
  deepStrictEqual([summary.isRealClock, summary.first, summary.last], [false, "2018-01-01", "2018-01-01"]);
  ok(batches.every(({ values }) => values.length === 1));
  ok(summary.notes.some((note) => note.includes("a scrape without a time")));
  const hosts = await read(scrape(10) + scrape(20, { host: "web-2" }));
  deepStrictEqual(hosts.summary.servers, ["web-1", "web-2"]);
  await rejects(
    read(scrape(10) + scrape(20)),
    (error) =>
      error instanceof CapacityError && /a time for each of several scrapes, got none.*row 22/.test(error.message),
  );
});

Deno.test("exposition text: times after the values, in milliseconds or, in OpenMetrics, seconds", async () => {
  const lines = [
    "# TYPE x_total counter",
    'x_total{instance="a:9100"} 5 1710028800000',
    'x_total{instance="a:9100"} NaN 1710028860000',
  ];
  const { batches, summary } = await read(`${lines.join("\r\n")}\r\n`);
  deepStrictEqual([...batches[0]!.timestamps], [SECOND * 1000]);
  deepStrictEqual([batches[0]!.serverId, batches[0]!.unit, summary.empty], ["a", "counter of 1/s", 1]);
  const open = await gzFile("m.gz", '# TYPE x counter\nx_total 5 1710028800.5 # {trace_id="a b"} 0.67\n# EOF\n');
  const dumped = await collectReadings([open]);
  deepStrictEqual([...dumped.batches[0]!.timestamps], [SECOND * 1000 + 500]);
});

Deno.test("exposition text: labels with every kind of character", () => {
  const series = String.raw`a:b_c{path="C:\\dir",text="say \"{hi}, x=\"1\"\n",empty="",}`;
  deepStrictEqual(sampleLine(`${series} -Inf`), { series, value: "-Inf", timestamp: "" });
  deepStrictEqual(seriesLabels(series), { __name__: "a:b_c", path: "C:\\dir", text: 'say "{hi}, x="1"\n', empty: "" });
  strictEqual(sampleLine("node_load12"), undefined);
  strictEqual(sampleLine('a{b="c} 1'), undefined);
  strictEqual(seriesLabels('a{b="c",b="d"}'), undefined);
  strictEqual(seriesLabels("a{b=1}"), undefined);
});

Deno.test("exposition text: refuses what is damaged, with its line", async () => {
  const refused = (text: string, message: RegExp) =>
    rejects(read(text), (error) => error instanceof CapacityError && message.test(error.message));
  // The end of `0.21` may be gone, and the rest still be a number.
  await refused("# TYPE node_load1 gauge\nnode_load1 0.2", /cut within one \(file metrics\.prom, row 2\)/);
  await refused("# TYPE a gauge\na 1,5\n", /a number, got "1,5" .*row 2, column a/);
  await refused("# TYPE a gauge\n<html>\n", /a metric and a value, got "<html>"/);
  await refused('# TYPE a gauge\na{b="c",b="d"} 1\n', /expected labels/);
});
