import { deepStrictEqual, ok, rejects, strictEqual, throws } from "node:assert/strict";
import { CapacityError } from "@lib/core/errors.ts";
import { assertContract } from "@lib/core/contract_check.ts";
import { FLEET, READINGS } from "@lib/core/tables.ts";
import { collectReadings, fleetTable, ingest, parseColumnMap, readingsTable } from "./mod.ts";
import { CSV_SHAPES, textOf } from "./mapper/csv_shapes_fixture.ts";
import { gzFile, memoryFile } from "./memory_file.ts";
import type { ReadingBatch } from "@lib/core/reading_batch.ts";

const BITBRAINS_HEADER = [
  "Timestamp [ms]",
  "CPU cores",
  "CPU capacity provisioned [MHZ]",
  "CPU usage [MHZ]",
  "CPU usage [%]",
  "Memory capacity provisioned [KB]",
  "Memory usage [KB]",
  "Disk read throughput [KB/s]",
  "Disk write throughput [KB/s]",
  "Network received throughput [KB/s]",
  "Network transmitted throughput [KB/s]",
].join(";\t");

function bitbrainsRow(second: number, { cores = 4, cpu = 12.5 }: { cores?: number; cpu?: number } = {}): string {
  const memory = cores === 0 ? 0 : 2_097_152;
  return [second, cores, 2600 * cores, 26 * cpu, cpu, memory, "5.24288E5", 0, 1.5, 125, 250].join(";\t");
}

function valuesOf(batches: readonly ReadingBatch[], metric: string): number[] {
  return batches.filter((batch) => batch.metric === metric).flatMap(({ values }) => [...values]);
}

Deno.test("ingest() reads a Bitbrains folder: months joined by file name, seconds under an [ms] header, KB/s as Mbps", async () => {
  const months = [1_372_629_804, 1_375_308_204].map((start) =>
    [BITBRAINS_HEADER, bitbrainsRow(start), bitbrainsRow(start + 300, { cpu: 182 })].join("\n")
  );
  const off = [BITBRAINS_HEADER, bitbrainsRow(1_372_629_804, { cores: 0, cpu: 0 }), bitbrainsRow(1_372_630_104)];
  const files = [
    memoryFile("2013-8/27.csv", months[1]!),
    await gzFile("2013-7/27.csv.gz", months[0]!),
    memoryFile("2013-7/9.csv", off.join("\n")),
  ];
  const { batches, summary } = await collectReadings(files);
  strictEqual(summary.source, "bitbrains");
  deepStrictEqual(summary.servers, ["9", "27"]);
  deepStrictEqual([summary.files, summary.rows, summary.readings, summary.empty], [3, 6, 42, 0]);
  deepStrictEqual([summary.first, summary.last], ["2013-06-30", "2013-07-31"]);
  const of27 = batches.filter(({ serverId }) => serverId === "27");
  deepStrictEqual(valuesOf(of27, "cpu_pct"), [12.5, 182, 12.5, 182]);
  deepStrictEqual(valuesOf(of27, "mem_pct"), [25, 25, 25, 25]);
  deepStrictEqual(valuesOf(of27, "net_in_mbps"), [1, 1, 1, 1]);
  deepStrictEqual(valuesOf(of27, "disk_write_kbps"), [1.5, 1.5, 1.5, 1.5]);
  strictEqual(of27[0]!.timestamps[0], 1_372_629_804_000);
  deepStrictEqual([...of27[0]!.sourceRows], [2, 3]);
  // A powered-off VM has no memory to use: its reading is missing, its 0 cores say why.
  deepStrictEqual(valuesOf(batches.filter(({ serverId }) => serverId === "9"), "mem_pct"), [NaN, 25]);
  deepStrictEqual(summary.facts.find(({ serverId }) => serverId === "9"), { serverId: "9", vcpu: 4, memoryGib: 2 });
  ok(summary.guesses.some(({ takenFor, because }) => takenFor === "epoch seconds" && because.includes("[ms]")));
  assertContract(READINGS, readingsTable(batches));
  assertContract(FLEET, fleetTable(summary.facts));
});

Deno.test("ingest() reads wide CSVs: several servers, empty cells, quotes, CRLF, semicolons with decimal commas", async () => {
  const text = [
    "\ufeffTime;Host;CPU utilization (%);memory_usage;note",
    '2024-05-01 10:00;"web;1";12,5;40,5;x',
    "2024-05-01 10:00;db;90;;y",
    '2024-05-01 10:05;"web;1";;41;z',
  ].join("\r\n");
  const { batches, summary } = await collectReadings([memoryFile("export.csv", text)]);
  deepStrictEqual(summary.servers, ["db", "web;1"]);
  const web = batches.filter(({ serverId }) => serverId === "web;1");
  deepStrictEqual(valuesOf(web, "cpu_pct"), [12.5]);
  deepStrictEqual(valuesOf(web, "mem_pct"), [40.5, 41]);
  deepStrictEqual([...web[1]!.sourceRows], [2, 4]);
  strictEqual(web[1]!.timestamps[1], Date.UTC(2024, 4, 1, 10, 5));
  // The other server's memory is empty throughout: no batch, but a note.
  ok(summary.notes.some((note) => note === "mem_pct: no value at all for db"));
  ok(summary.notes.some((note) => note === "Columns not read: note"));
});

Deno.test("ingest() reads tidy CSVs, each metric by its name", async () => {
  const text = [
    "timestamp,instance,metric,value",
    "1714557600,a,cpu_utilization,50",
    "1714557600,a,queue_length,7",
    "1714557900,a,cpu_utilization,55",
    "1714557600,b,cpu_utilization,0.5",
  ].join("\n");
  const { batches } = await collectReadings([memoryFile("t.csv", text)]);
  deepStrictEqual(batches.map(({ serverId, metric, unit }) => [serverId, metric, unit]), [
    ["a", "cpu_pct", "percent"],
    ["a", "queue_length", "unknown"],
    ["b", "cpu_pct", "percent"],
  ]);
  deepStrictEqual(valuesOf(batches, "cpu_pct"), [50, 55, 0.5]);
});

Deno.test("ingest() takes values for fractions only when nothing in the whole input passes 1", async () => {
  const file = (name: string, value: number) => memoryFile(name, `time,cpu_usage\n2024-05-01,${value}\n`);
  const idle = await collectReadings([file("a.csv", 0.5), file("b.csv", 42)]);
  deepStrictEqual(valuesOf(idle.batches, "cpu_pct"), [0.5, 42]);
  const fractions = await collectReadings([file("a.csv", 0.5), file("b.csv", 0.25)]);
  deepStrictEqual(valuesOf(fractions.batches, "cpu_pct"), [50, 25]);
  ok(fractions.summary.notes.some((note) => note.includes("multiplied by 100")));
  const mapped = await collectReadings([file("a.csv", 0.5)], {
    map: { columns: { cpu_usage: { metric: "cpu_pct", unit: "percent" } } },
  });
  deepStrictEqual(valuesOf(mapped.batches, "cpu_pct"), [0.5]);
});

Deno.test("ingest() reads CloudWatch files with one series each: server and metric are in the name", async () => {
  const text = "timestamp,value\n2014-02-14 14:30:00,0.132\n2014-02-14 14:35:00,0.134\n";
  const { batches } = await collectReadings([
    memoryFile("ec2_cpu_utilization_53ea38.csv", text),
    memoryFile("ec2_network_in_5abac7.csv", text),
  ]);
  deepStrictEqual(batches.map(({ serverId, metric, unit }) => [serverId, metric, unit]), [
    ["ec2_cpu_utilization_53ea38", "cpu_pct", "percent"],
    ["ec2_network_in_5abac7", "network_in", "bytes"],
  ]);
  deepStrictEqual(valuesOf(batches, "cpu_pct"), [0.132, 0.134]);
});

Deno.test("ingest() reads the project's own daily data set with its metadata", async () => {
  const header =
    "timestamp,server_id,cpu_p95,mem_p95,disk_p95,net_in_p95,net_out_p95,app_name,business_unit,criticality,region," +
    "server_type,year,month,quarter,dayofweek,is_weekend,is_eoq,is_holiday";
  const row = "2024-01-01,srv-000001,45.1,60,30,120,80,app,Trading,High,EU,web,2024,1,1,0,0,0,1";
  const { batches, summary } = await collectReadings([await gzFile("server_metrics.csv.gz", `${header}\n${row}\n`)]);
  deepStrictEqual(batches.map(({ metric, values }) => [metric, values[0]]), [
    ["cpu_pct", 45.1],
    ["mem_pct", 60],
    ["disk_pct", 30],
    ["net_in_mbps", 120],
    ["net_out_mbps", 80],
  ]);
  deepStrictEqual(summary.facts, [{
    serverId: "srv-000001",
    appName: "app",
    businessUnit: "Trading",
    criticality: "High",
    region: "EU",
    serverType: "web",
  }]);
});

Deno.test("ingest() follows a column map and refuses one that does not fit", async () => {
  const file = memoryFile("x.csv", "when,box,load,rx\n2024-05-01 10:00,a,0.5,1000\n");
  const map = parseColumnMap({
    timestamp: "when",
    server: "box",
    columns: { load: { metric: "cpu_pct", unit: "fraction" }, rx: { metric: "net_in_mbps", unit: "KB/s" } },
  }, "map.yaml");
  const { batches } = await collectReadings([file], { map });
  deepStrictEqual(batches.map(({ serverId, metric, values }) => [serverId, metric, values[0]]), [
    ["a", "cpu_pct", 50],
    ["a", "net_in_mbps", 8],
  ]);
  await rejects(collectReadings([file], { map: { timestamp: "time" } }), /expected column time, got columns when, box/);
  await rejects(
    collectReadings([file], { map: { ...map, columns: { load: { metric: "cpu_pct", unit: "MHz" } } } }),
    /expected a unit of percent for cpu_pct, got "MHz" \(column load\)/,
  );
  throws(() => parseColumnMap({ columns: { load: { metric: 3, unit: "x" } } }, "map.yaml"), /columns\.load\.metric/);
});

Deno.test("ingest() sets a clock that counts from 0 to a convention and says so", async () => {
  const { summary } = await collectReadings([memoryFile("r.csv", "timestamp,cpu_pct\n0,5\n300,6\n")]);
  strictEqual(summary.isRealClock, false);
  strictEqual(summary.first, "2018-01-01");
  ok(summary.notes.some((note) => note.includes("not real")));
});

Deno.test("ingest() keeps infinite values as the largest number and says how many", async () => {
  const { batches, summary } = await collectReadings([
    memoryFile("i.csv", "time,cpu_pct\n2024-05-01,inf\n2024-05-02,1e999\n2024-05-03,7\n"),
  ]);
  deepStrictEqual(valuesOf(batches, "cpu_pct"), [Number.MAX_VALUE, Number.MAX_VALUE, 7]);
  ok(summary.notes.includes("2 infinite values are kept as the largest number there is"));
  assertContract(READINGS, readingsTable(batches));
});

Deno.test("ingest() says that times without a zone are taken for UTC", async () => {
  const notesOf = async (time: string) =>
    (await collectReadings([memoryFile("z.csv", `time,cpu_pct\n${time},5\n`)])).summary.notes;
  deepStrictEqual(await notesOf("2024-05-01 10:00"), ["Times that name no zone are taken for UTC"]);
  deepStrictEqual(await notesOf("2024-05-01T10:00:00Z"), []);
  deepStrictEqual(await notesOf("2024-05-01 10:00+02:00"), []);
  deepStrictEqual(await notesOf("2024-05-01"), []);
});

Deno.test("ingest() passes over an empty file among good ones, with a note", async () => {
  const good = memoryFile("b.csv", "time,cpu_pct\n2024-05-01,5\n");
  const { summary } = await collectReadings([memoryFile("a.csv", ""), memoryFile("c.csv", "time,cpu_pct\n"), good]);
  strictEqual(summary.files, 1);
  ok(summary.notes.some((note) => /^Passed over: .*0 bytes.*a\.csv/.test(note)));
  ok(summary.notes.some((note) => /^Passed over: .*c\.csv/.test(note)));
});

Deno.test("ingest() reports each file once and the end", async () => {
  const seen: string[] = [];
  const file = memoryFile("a.csv", "time,cpu_pct\n2024-05-01,5\n");
  const readings = ingest([file], { onProgress: (done, total, name) => seen.push(`${done}/${total} ${name}`) });
  throws(() => readings.summary(), RangeError);
  await Array.fromAsync(readings);
  deepStrictEqual(seen, ["0/1 a.csv", "1/1 "]);
});

const truncated = async () => {
  const whole = await gzFile("cut.csv.gz", `time,cpu_pct\n${"2024-05-01,5\n".repeat(9000)}`);
  const bytes = new Uint8Array(await new Response(whole.open() as BodyInit).arrayBuffer());
  return memoryFile("cut.csv.gz", bytes.subarray(0, bytes.length - 9));
};
const csv = (text: string) => () => Promise.resolve(memoryFile("bad.csv", text));
const BAD: readonly [what: string, file: () => Promise<ReturnType<typeof memoryFile>>, message: RegExp][] = [
  ["no byte", csv(""), /got a file without content \(0 bytes\) \(file bad\.csv\); give a file of a known format/],
  ["blank lines", csv("\n \n\n"), /without content/],
  ["a header only", csv("time,cpu_pct\n"), /got nothing but a header line \(file bad\.csv\)/],
  [
    "no header",
    csv("2024,1,2\n2025,3,4\n"),
    /expected a header line with column names, got "2024,1,2" \(file bad\.csv, row 1\)/,
  ],
  ["no time column", csv("cpu,mem\n1,2\n"), /expected a time column .*got columns cpu, mem \(file bad\.csv\); name it/],
  ["no number column", csv("time,name\n2024-01-01,a\n"), /expected a column of numbers, got time, name/],
  [
    "a text cell among numbers",
    csv("time,cpu_pct\n2024-01-01,5\n2024-01-02,oops\n"),
    /expected a number, got "oops" \(file bad\.csv, row 3, column cpu_pct\); mend the cell/,
  ],
  [
    "a text cell in a column of unknown name",
    csv("time,speed\n2024-01-01,5\n2024-01-02,6\n2024-01-03,fast\n"),
    /got "fast" \(file bad\.csv, row 4, column speed\)/,
  ],
  [
    "an unreadable first time",
    csv("time,cpu_pct\nyesterday,5\n"),
    /expected times such as .*got "yesterday" .*column time/,
  ],
  [
    "an unreadable later time",
    csv("time,cpu_pct\n2024-01-01,5\n01/02/2024,6\n"),
    /expected a time \(ISO 8601\), got "01\/02\/2024" \(file bad\.csv, row 3, column time\)/,
  ],
  [
    "a row that is cut",
    csv("time,cpu_pct,mem_pct\n2024-01-01,5,6\n2024-01-02,5\n"),
    /expected 3 cells, got 2 \(file bad\.csv, row 3\)/,
  ],
  ["only empty cells", csv("time,cpu_pct\n2024-01-01,\n2024-01-02,NaN\n"), /got only empty cells of cpu_pct/],
  [
    "an empty server name",
    csv("time,host,cpu_pct\n2024-01-01,,5\n"),
    /expected a server name, got an empty cell .*column host/,
  ],
  [
    "two columns of one metric",
    csv("time,cpu_usage,cpu_utilization\n2024-01-01,5,6\n"),
    /one column of cpu_pct, got cpu_usage and cpu_utilization/,
  ],
  ["JSON", csv('{"a": 1}'), /expected a known format or a CSV, got JSON/],
  [
    "a Bitbrains file that lacks a column",
    csv("Timestamp [ms];\tCPU cores;\tCPU usage [%]\n1372629804;\t1;\t5\n"),
    /expected column Memory capacity/,
  ],
  ["a truncated gz", truncated, /expected a whole gz, got a truncated or damaged one \(file cut\.csv\.gz\); fetch/],
];

for (const [what, file, message] of BAD) {
  Deno.test(`ingest() stops on ${what} in one line`, async () => {
    await rejects(collectReadings([await file()]), (error) => {
      ok(error instanceof CapacityError, String(error));
      ok(message.test(error.message), error.message);
      ok(!error.message.includes("\n"));
      return true;
    });
  });
}

Deno.test("ingest() without files says so", async () => {
  await rejects(collectReadings([]), /got no file/);
});

Deno.test("ingest() gives readings that keep their contract, also where a row has several servers", async () => {
  for (const shape of CSV_SHAPES) {
    const { map, timezone } = shape;
    const options = { ...map ? { map } : {}, ...timezone === undefined ? {} : { timezone } };
    const { batches } = await collectReadings([memoryFile(shape.file, textOf(shape))], options);
    assertContract(READINGS, readingsTable(batches));
  }
});
