import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { CapacityError } from "@lib/core/errors.ts";
import { parseColumnMap } from "./column_map.ts";
import { readText } from "../read_text_fixture.ts";

Deno.test("a CSV's first rows may be a stated delimiter; trailing delimiters are no column", async () => {
  const { lines } = await readText("sep=;\r\nTime;Host;CPU (%);\r\n2024-05-01;web;12,5;\r\n2024-05-02;web;13,5;\r\n");
  deepStrictEqual(lines, ["web cpu_pct percent 2024-05-01 12.5", "web cpu_pct percent 2024-05-02 13.5"]);
});

Deno.test("a CSV of blanks is read", async () => {
  const { lines } = await readText("time host  cpu_pct\n1714557600 web1   5\n1714557900 web1   6\n");
  deepStrictEqual(lines, [
    "web1 cpu_pct percent 2024-05-01T10:00:00Z 5",
    "web1 cpu_pct percent 2024-05-01T10:05:00Z 6",
  ]);
});

Deno.test("a CSV in UTF-16 or Windows-1252 is read, and no two names become one", async () => {
  const text = "Zeit,Server,CPU %\n2024-05-01,Gerät,5\n2024-05-01,Gerüt,6\n";
  const expected = ["Gerät cpu_pct percent 2024-05-01 5", "Gerüt cpu_pct percent 2024-05-01 6"];
  const utf16 = Uint8Array.from(
    [`\ufeff${text}`].flatMap((part) =>
      [...part].flatMap((char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8])
    ),
  );
  deepStrictEqual((await readText(utf16)).lines, expected);
  const latin = await readText(Uint8Array.from(text, (char) => char.charCodeAt(0)));
  deepStrictEqual(latin.lines, expected);
  ok(latin.summary.notes.includes("Text that is no UTF-8 is taken for Windows-1252"));
});

Deno.test("a date and a time of day in two columns are joined, in either order", async () => {
  for (const text of ["Date,Time,cpu_pct\n01/31/2024,1:05 PM,5\n", "Time,Date,cpu_pct\n13:05:00,01/31/2024,5\n"]) {
    deepStrictEqual((await readText(text)).lines, ["export cpu_pct percent 2024-01-31T13:05:00Z 5"]);
  }
  await rejects(
    readText("Date,Time,cpu_pct\n2024-01-31,10:00,5\n2024-01-31,11:00,5\n2024-01-31,noon,5\n"),
    /expected a time of day such as 13:00, got "noon" \(file export.csv, row 4, column Time\)/,
  );
});

Deno.test("day and month that could change places are refused with the remedy, which then works", async () => {
  const text = "time,cpu_pct\n05/03/2024 10:00,5\n05/03/2024 10:05,6\n";
  await rejects(
    readText(text),
    /day and month can be told apart.*column time\); set "timeFormat" to "D\/M\/Y" or "M\/D\/Y"/,
  );
  const { lines } = await readText(text, { map: { timeFormat: "M/D/YYYY HH:mm" } });
  strictEqual(lines[0], "export cpu_pct percent 2024-05-03T10:00:00Z 5");
});

Deno.test("a clock that counts from 0 may start anew with every server", async () => {
  const { lines, summary } = await readText("ts,machine,cpu_pct\n0,a,1\n300,a,2\n0,b,3\n300,b,4\n");
  strictEqual(lines.length, 4);
  strictEqual(summary.isRealClock, false);
});

Deno.test("cells with units are numbers of that unit", async () => {
  const { lines } = await readText("time,cpu usage,net in\n2024-05-01,12.5%,12 MB/s\n2024-05-02,0.5%,1 MB/s\n");
  deepStrictEqual(lines, [
    "export cpu_pct percent 2024-05-01 12.5",
    "export cpu_pct percent 2024-05-02 0.5",
    "export net_in_mbps Mbps 2024-05-01 96",
    "export net_in_mbps Mbps 2024-05-02 8",
  ]);
  await rejects(
    readText("time,net in\n2024-05-01,12 MB/s\n2024-05-02,1 MB/s\n2024-05-03,90 KB/s\n"),
    /expected a number, got "90 KB\/s" \(file export.csv, row 4, column net in\)/,
  );
});

Deno.test("digits in groups are read where it is clear that they are, and refused where not", async () => {
  const german = await readText("time;load\n2024-05-01;1.234,5\n2024-05-02;7,25\n2024-05-03;2.000\n");
  deepStrictEqual(german.lines.map((line) => line.split(" ").at(-1)), ["1234.5", "7.25", "2000"]);
  const english = await readText('time,load\n2024-05-01,"1,234.5"\n2024-05-02,"7,000"\n');
  deepStrictEqual(english.lines.map((line) => line.split(" ").at(-1)), ["1234.5", "7000"]);
  const open = 'time,load\n2024-05-01,"1,234"\n2024-05-02,"7,000"\n';
  await rejects(readText(open), /got "1,234" .*row 2.*say in a map file whether "decimal"/);
  const grouped = await readText(open, { map: { decimal: "." } });
  deepStrictEqual(grouped.lines.map((line) => line.split(" ").at(-1)), ["1234", "7000"]);
  const stated = await readText(open, { map: { decimal: "," } });
  deepStrictEqual(stated.lines.map((line) => line.split(" ").at(-1)), ["1.234", "7"]);
});

Deno.test("used of total makes a percentage, and a total of memory inventory", async () => {
  const { lines, summary } = await readText(
    "time,host,mem_used_mb,mem_total_gb,CPU usage [MHz],CPU capacity [MHz]\n2024-05-01,a,1024,4,500,2000\n2024-05-02,a,2048,4,3,2000\n",
  );
  deepStrictEqual(lines, [
    "a mem_pct percent 2024-05-01 25",
    "a mem_pct percent 2024-05-02 50",
    "a cpu_pct percent 2024-05-01 25",
    "a cpu_pct percent 2024-05-02 0.15",
  ]);
  deepStrictEqual(summary.facts, [{ serverId: "a", memoryGib: 4 }]);
});

Deno.test("a percentage beside its parts is taken as it is", async () => {
  const { summary } = await readText("time,CPU usage [%],CPU usage [MHz]\n2024-05-01,5,100\n");
  deepStrictEqual(summary.metrics.map(({ metric, unit }) => [metric, unit]), [["cpu_pct", "percent"], [
    "cpu_usage",
    "MHz",
  ]]);
});

Deno.test("servers in columns: their metric is told by the name of the file, or by the map", async () => {
  const text = "time,web01,web02,db-1\n2024-05-01,5,6,7\n2024-05-02,8,,9\n";
  const named = await readText("time,web01,web02,web03\n2024-05-01,5,6,7\n", { name: "cpu_utilization.csv" });
  deepStrictEqual(named.lines, [
    "web01 cpu_pct percent 2024-05-01 5",
    "web02 cpu_pct percent 2024-05-01 6",
    "web03 cpu_pct percent 2024-05-01 7",
  ]);
  const { lines, summary } = await readText(text, { map: { serverColumns: { metric: "mem_pct", unit: "percent" } } });
  strictEqual(lines.length, 5);
  deepStrictEqual(summary.servers, ["db-1", "web01", "web02"]);
  // A server that comes later is one too, a column of texts is none.
  const late = await readText("time,web01,web02,web03,note\n2024-05-01,5,6,,x\n", { name: "cpu.csv" });
  deepStrictEqual(late.summary.metrics.map(({ readings }) => readings), [2]);
  ok(late.summary.notes.includes("cpu_pct: no value at all for web03"), late.summary.notes.join());
  ok(late.summary.notes.includes("Columns not read: note"));
  // Cores are no servers, and without the metric nothing is one.
  const cores = await readText("time,cpu0,cpu1\n2024-05-01,5,6\n", { name: "cpu_utilization.csv" });
  deepStrictEqual(cores.summary.metrics.map(({ metric }) => metric), ["cpu0", "cpu1"]);
  deepStrictEqual((await readText(text)).summary.servers, ["export"]);
});

Deno.test("a file without a header is read by the numbers of its columns", async () => {
  const map = parseColumnMap({
    header: false,
    timestamp: "1",
    server: "2",
    columns: { "3": { metric: "cpu_pct", unit: "fraction" } },
  }, "map.json");
  const { lines } = await readText("1714557600,web,0.5,x\n1714557900,web,0.25,y\n", { map });
  deepStrictEqual(lines.map((line) => line.split(" ").at(-1)), ["50", "25"]);
});

Deno.test("a file without times is read by its steps when the map gives them", async () => {
  const { lines } = await readText("cpu_pct\n5\n6\n", {
    map: { rows: { start: "2024-05-01T10:00:00Z", stepSeconds: 300 } },
  });
  deepStrictEqual(lines, [
    "export cpu_pct percent 2024-05-01T10:00:00Z 5",
    "export cpu_pct percent 2024-05-01T10:05:00Z 6",
  ]);
});

Deno.test("tidy rows may name their unit: the project's own readings come back as they were", async () => {
  const text = [
    "server_id,metric,timestamp,value,unit,source_file,source_row",
    "a,cpu_pct,2024-05-01 00:00:00,5,percent,x.csv,2",
    "a,net_in_mbps,2024-05-01 00:00:00,100,counter of Mbps,x.csv,2",
    "a,queue,2024-05-01 00:00:00,7,jobs,x.csv,2",
    "a,net_out_mbps,2024-05-01 00:00:00,1,MB/s,x.csv,2",
  ].join("\n");
  deepStrictEqual((await readText(text, { source: "csv" })).lines, [
    "a cpu_pct percent 2024-05-01 5",
    "a net_in_mbps counter of Mbps 2024-05-01 100",
    "a queue jobs 2024-05-01 7",
    "a net_out_mbps Mbps 2024-05-01 8",
  ]);
});

Deno.test("tidy forecasting files are read: series_id, metric, timestamp, value and unique_id, ds, y", async () => {
  const long =
    "source,series_id,metric,timestamp,value\nx,vm1,cpu_pct,2013-07-01T00:00:00Z,2\nx,vm1,cpu_pct,2013-07-02T00:00:00Z,\n";
  const { lines, summary } = await readText(long);
  deepStrictEqual(lines, ["vm1 cpu_pct percent 2013-07-01 2"]);
  strictEqual(summary.empty, 1);
  deepStrictEqual(
    (await readText("unique_id,ds,y\nvm1,2013-07-01,2\n", { name: "cpu.csv" })).summary.metrics[0]!.metric,
    "cpu_pct",
  );
});

Deno.test("a tidy file's map names the only metrics that are read, and a note names the others", async () => {
  const text = "time,host,metric,value\n2024-05-01,a,load,0.5\n2024-05-01,a,queue,7\n2024-05-01,a,load2,8\n";
  const { lines, summary } = await readText(text, {
    map: { columns: { load: { metric: "cpu_pct", unit: "fraction" } } },
  });
  deepStrictEqual(lines, ["a cpu_pct percent 2024-05-01 50"]);
  ok(summary.notes.includes("Metrics not read: queue, load2"));
});

Deno.test("two names of one metric are refused, but a maximum is no reading", async () => {
  const rows = (name: string) => `time,host,metric,value\n2024-05-01,a,cpu_usage,5\n2024-05-01,a,${name},7\n`;
  await rejects(readText(rows("cpu_utilization")), /expected one name of cpu_pct, got cpu_usage and cpu_utilization/);
  const { summary } = await readText(rows("cpu_usage_max"));
  deepStrictEqual(summary.metrics.map(({ metric }) => metric), ["cpu_pct", "cpu_usage_max"]);
});

Deno.test("columns that are empty in the first rows are read when their name is known, else named in a note", async () => {
  const rows = Array.from({ length: 600 }, (_, row) => {
    const time = new Date(Date.UTC(2024, 4, 1, 0, row)).toISOString();
    return `${time},5,${row === 599 ? 7 : ""},${row === 599 ? 8 : ""}`;
  });
  const { summary } = await readText(["time,cpu_pct,mem_pct,gust", ...rows].join("\n"));
  deepStrictEqual(summary.metrics.map(({ metric, readings, empty }) => [metric, readings, empty]), [
    ["cpu_pct", 600, 0],
    ["mem_pct", 1, 599],
  ]);
  ok(summary.notes.includes("Columns not read: gust (empty in the first rows)"));
});

Deno.test("a server of an unknown name is told by rows of the same time", async () => {
  const text = "time,box,cpu_pct\n2024-05-01,north,1\n2024-05-01,south,2\n2024-05-02,north,3\n2024-05-02,south,4\n";
  deepStrictEqual((await readText(text)).summary.servers, ["north", "south"]);
  // A column of row numbers is no server, whatever its name.
  const rows = Array.from({ length: 6 }, (_, row) => `${row + 1},2024-05-0${row + 1},web,5`);
  deepStrictEqual((await readText(["id,time,server_id,cpu_pct", ...rows].join("\n"))).summary.servers, ["web"]);
  const unnamed = Array.from({ length: 6 }, (_, row) => `${row},2024-05-0${row + 1},5`);
  const { summary } = await readText([",time,cpu_pct", ...unnamed].join("\n"));
  deepStrictEqual(summary.metrics.map(({ metric }) => metric), ["cpu_pct"]);
});

Deno.test("counters are told from gauges by shape and name", async () => {
  const rows = Array.from({ length: 20 }, (_, row) => {
    const counter = row === 12 ? 500 : row > 12 ? 500 + (row - 12) * 1_000_000 : 7e9 + row * 1_000_000;
    const time = new Date(Date.UTC(2024, 4, 1, 10, 5 * row)).toISOString();
    return [time, counter, 50 + row * 0.01, 1e10 + row * 1e6, row % 3, 1e8 * (row + 1), 100].join();
  });
  const header = "time,net_rx_bytes,disk_used_percent,disk_used_bytes,errors_total,blocks,mem_total";
  const { summary } = await readText([header, ...rows].join("\n"));
  deepStrictEqual(Object.fromEntries(summary.metrics.map(({ metric, unit }) => [metric, unit])), {
    net_in_mbps: "counter of Mbps",
    disk_pct: "percent",
    disk_used_bytes: "bytes",
    errors_total: "unknown",
    blocks: "counter of 1/s",
    mem_total: "unknown",
  });
  ok(summary.guesses.some(({ column, confidence }) => column === "blocks" && confidence === 0.5));
});

Deno.test("a map makes counters and shares of columns", async () => {
  const map = parseColumnMap({
    columns: {
      rx: { metric: "net_in_mbps", unit: "bytes", counter: true },
      busy: { metric: "cpu_pct", unit: "seconds", counter: true },
      used: { metric: "mem_pct", per: "all" },
      disk: { metric: "disk_pct", unit: "MB/GB", per: "size" },
    },
  }, "map.json");
  const { lines } = await readText("time,rx,busy,used,all,disk,size\n2024-05-01,125000,3,1,4,512,1\n", { map });
  deepStrictEqual(lines, [
    "export net_in_mbps counter of Mbps 2024-05-01 1",
    "export cpu_pct counter of percent 2024-05-01 300",
    "export mem_pct percent 2024-05-01 25",
    "export disk_pct percent 2024-05-01 50",
  ]);
});

Deno.test("guesses say how sure they are and show examples", async () => {
  const { summary } = await readText("time,host,cpu_usage,speed\n2024-05-01 10:00,a,55,7\n2024-05-01 10:05,a,50,8\n");
  deepStrictEqual(
    summary.guesses.map(({ column, takenFor, confidence, examples }) => [column, takenFor, confidence, examples[0]]),
    [
      ["time", "ISO 8601", 0.95, "2024-05-01 10:00"],
      ["host", "server", 0.9, "a"],
      ["cpu_usage", "cpu_pct, percent", 0.7, "55"],
      ["speed", "speed, unknown", 0.5, "7"],
    ],
  );
});

Deno.test("performance counters of Windows are read", async () => {
  const header =
    '"(PDH-CSV 4.0) (UTC)(0)","\\\\WEB\\Processor(_Total)\\% Processor Time","\\\\WEB\\Network Interface(a)\\Bytes Received/sec"';
  const { lines } = await readText(
    `${header}\n"05/03/2024 10:00:00.500","12.5","125000"\n"05/03/2024 10:00:15.500"," ","0"\n`,
  );
  deepStrictEqual(lines, [
    "WEB cpu_pct percent 2024-05-03T10:00:00.500Z 12.5",
    "WEB net_in_mbps Mbps 2024-05-03T10:00:00.500Z 1",
    "WEB net_in_mbps Mbps 2024-05-03T10:00:15.500Z 0",
  ]);
});

Deno.test("performance counters of Windows say how far they are from UTC, unless the user knows better", async () => {
  const text =
    '"(PDH-CSV 4.0) (W. Europe Standard Time)(-120)","\\\\WEB\\Processor(_Total)\\% Processor Time"\n"05/13/2024 10:00:00","5"\n';
  deepStrictEqual((await readText(text)).lines, ["WEB cpu_pct percent 2024-05-13T08:00:00Z 5"]);
  deepStrictEqual((await readText(text, { timezone: "America/New_York" })).lines, [
    "WEB cpu_pct percent 2024-05-13T14:00:00Z 5",
  ]);
  deepStrictEqual((await readText(text.replace("-120", "300"))).lines, ["WEB cpu_pct percent 2024-05-13T15:00:00Z 5"]);
});

Deno.test("a row of totals, two columns of one name and bytes that are no text are refused where they are", async () => {
  await rejects(
    readText("time,host,cpu_pct\n2024-05-01,a,5\n2024-05-02,a,6\nTotal,,11\n"),
    /expected a time \(ISO 8601\), got "Total" \(file export.csv, row 4, column time\)/,
  );
  await rejects(readText("time,x,x\n2024-05-01,5,6\n"), /expected one column of x, got x and x/);
  await rejects(readText("time,cpu_pct\n2024-05-01,5\n\0\0\0\n"), /got binary data/);
});

Deno.test("the end of an interval is no reading, but a response time is", async () => {
  const { summary } = await readText(
    "start_time,end_time,response_time\n1714557600,1714557900,5\n1714557900,1714558200,6\n",
  );
  deepStrictEqual(summary.metrics.map(({ metric }) => metric), ["response_time"]);
  ok(summary.notes.includes("Columns not read: end_time"));
});

Deno.test("addresses and versions are no numbers", async () => {
  const { lines } = await readText("time,host,client,agent,cpu_pct\n2024-05-01,a,10.0.0.1,7.1.3,5\n");
  deepStrictEqual(lines, ["a cpu_pct percent 2024-05-01 5"]);
});

Deno.test("of a date and a full time the full time is taken", async () => {
  const { lines } = await readText("date,datetime,cpu_pct\n2024-05-01,2024-05-01 10:00,5\n");
  deepStrictEqual(lines, ["export cpu_pct percent 2024-05-01T10:00:00Z 5"]);
});

const WRONG: readonly [what: string, text: string, map: unknown, message: RegExp][] = [
  ["an unknown key", "time,cpu\n2024-05-01,5\n", { colums: {} }, /column colums\)/],
  [
    "a metric without a unit",
    "time,cpu\n2024-05-01,5\n",
    { columns: { cpu: { metric: "cpu_pct" } } },
    /expected a unit .*column columns\.cpu\)/,
  ],
  [
    "a clock that nobody knows",
    "time,cpu\n2024-05-01,5\n",
    { timeFormat: "sidereal" },
    /got "sidereal" \(column timeFormat\)/,
  ],
  ["a zone that nobody knows", "time,cpu\n2024-05-01 10:00,5\n", { timezone: "Mars/Olympus" }, /got "Mars\/Olympus"/],
  ["a column that is not there", "time,cpu\n2024-05-01,5\n", {
    columns: { load: { metric: "cpu_pct", unit: "percent" } },
  }, /expected column load, got columns time, cpu .*mend columns in the map/],
  ["a capacity that is not there", "time,cpu\n2024-05-01,5\n", {
    columns: { cpu: { metric: "cpu_pct", per: "cores" } },
  }, /expected column cores.*mend columns\.cpu\.per/],
  ["both rows and timestamp", "time,cpu\n2024-05-01,5\n", {
    timestamp: "time",
    rows: { start: "2024-05-01T00:00:00Z", stepSeconds: 300 },
  }, /expected rows or timestamp, got both/],
  ["two columns of the name", "time,cpu,cpu\n2024-05-01,5,6\n", {
    columns: { cpu: { metric: "cpu_pct", unit: "percent" } },
  }, /expected one column cpu, got 2/],
];
for (const [what, text, map, message] of WRONG) {
  Deno.test(`a column map with ${what} is refused by its key`, async () => {
    await rejects(async () => await readText(text, { map: parseColumnMap(map, "map.json") }), (error) => {
      ok(error instanceof CapacityError && message.test(error.message), String(error));
      return true;
    });
  });
}

Deno.test("rows of a server's parts are refused with what tells them apart, and the remedy works", async () => {
  const times = Array.from({ length: 6 }, (_, index) => `2024-05-01 10:0${index}`);
  const rows = (parts: readonly string[]) => times.flatMap((time) => parts.map((part) => `${time},a,${part},5`));
  const disks = `time,host,mount,disk_used_pct\n${rows(["/", "/data"]).join("\n")}\n`;
  await rejects(
    readText(disks),
    /expected one row per server and time, got several that differ in mount \(\/, \/data\)/,
  );
  const mapped = await readText(disks, { map: { server: "mount" } });
  deepStrictEqual(mapped.summary.servers, ["/", "/data"]);
  const cores = `time,host,core,cpu_usage\n${rows(["0", "1", "2"]).join("\n")}\n`;
  await rejects(readText(cores), /differ in core \(0, 1, 2\)/);
  const { summary } = await readText(cores, { map: { server: "host" } });
  ok(summary.notes.includes("Rows of one server and time differ in core, which is not read"));
  // Rows that are merely repeated, or numbers that happen to differ, are no parts.
  const twice = `time,host,state,cpu_usage\n${rows(["up", "up"]).join("\n")}\n`;
  strictEqual((await readText(twice)).summary.readings, 12);
});

Deno.test("items and counters by their names beside a value are metrics, not one", async () => {
  const items = await readText("itemid,clock,value\n1,1714557600,5\n2,1714557600,6\n1,1714557660,7\n2,1714557661,8\n");
  deepStrictEqual(items.lines.map((line) => line.split(" ")[1]), ["1", "1", "2", "2"]);
});

Deno.test("dates and whole hours in two columns are joined", async () => {
  const { lines } = await readText("date,hour,host,cpu_pct\n2024-05-01,0,a,5\n2024-05-01,13,a,6\n");
  deepStrictEqual(lines, ["a cpu_pct percent 2024-05-01 5", "a cpu_pct percent 2024-05-01T13:00:00Z 6"]);
});

Deno.test("a metric whose unit changes from row to row is read, each value by its own", async () => {
  const { lines } = await readText(
    "time,host,metric,value,unit\n2024-05-01,a,net in,1,MB/s\n2024-05-02,a,net in,500,KB/s\n",
  );
  deepStrictEqual(lines, ["a net_in_mbps Mbps 2024-05-01 8", "a net_in_mbps Mbps 2024-05-02 4"]);
});

Deno.test("times as names of columns, and times without a date, are refused for what they are", async () => {
  await rejects(
    readText("server,2024-05-01,2024-05-02,2024-05-03\na,5,6,7\n"),
    /got times as the names of 3 columns, the first 2024-05-01.*; turn the table round/,
  );
  await rejects(readText("time,cpu_pct\n10:00,5\n10:05,6\n"), /got "10:00".*; add the date/);
});

Deno.test("titles, comments and descriptions above the header are not read", async () => {
  const rows = "2024-05-01;web;12,5\n2024-05-02;web;13,5\n";
  const expected = ["web cpu_pct percent 2024-05-01 12.5", "web cpu_pct percent 2024-05-02 13.5"];
  for (const above of ["CPU of May, all hosts\n\n", "# made by me\n# on 2024-05-03\n", "Report;;\nMay;;\n"]) {
    const { lines, summary } = await readText(`${above}Time;Host;CPU (%)\n${rows}`);
    deepStrictEqual(lines, expected, above);
    strictEqual(summary.rows, 2);
  }
  const metric = await readText("Metric,Percentage CPU\nResource,vm1\nTimestamp,Average\n2024-05-01,5\n2024-05-02,6\n");
  deepStrictEqual(metric.lines, ["export value unknown 2024-05-01 5", "export value unknown 2024-05-02 6"]);
  const { lines } = await readText("#time,host,cpu_pct\n2024-05-01,web,5\n");
  deepStrictEqual(lines, ["web cpu_pct percent 2024-05-01 5"]);
});

Deno.test("several lines above the rows are refused with the one that is too many, and the remedy works", async () => {
  const rows = "2024-05-01,5,6\n2024-05-02,6,7\n2024-05-03,6,7\n";
  await rejects(
    readText(`Label,i-1,i-2\nStatistic,Average,Average\nPeriod,300,300\n${rows}`),
    /right above the first time, got "Statistic" .*; keep one line of names/,
  );
  strictEqual((await readText(`Label,i-1,i-2\n${rows}`)).summary.readings, 6);
});

Deno.test("two columns of one metric are refused with a remedy that works", async () => {
  const text = "time,web01 CPU %,web02 CPU %\n2024-05-01,5,6\n";
  await rejects(readText(text), /got web01 CPU % and web02 CPU % .*"serverColumns"/);
  const { summary } = await readText(text, { map: { serverColumns: { metric: "cpu_pct", unit: "percent" } } });
  deepStrictEqual(summary.servers, ["web01 CPU %", "web02 CPU %"]);
});

Deno.test("names of columns that tell a server each are read as such; of a processor's parts the total counts", async () => {
  const counter = (host: string, part: string) => `"\\\\${host}\\Processor(${part})\\% Processor Time"`;
  const columns = [counter("A", "0"), counter("A", "1"), counter("A", "_Total"), counter("B", "_Total")];
  const windows = await readText(`"(PDH-CSV 4.0) (UTC)(0)",${columns.join()}\n"05/13/2024 10:00:00","1","2","3","4"\n`);
  deepStrictEqual(windows.lines.map((line) => line.replace(/ 2024\S*/, "")), [
    "A cpu_pct percent 3",
    "B cpu_pct percent 4",
  ]);
  const labels = '"Time","{instance=""web1:9100"", job=""node""}","{instance=""web2:9100"", job=""node""}"\n';
  const grafana = await readText(`${labels}2024-05-01,5,6\n2024-05-02,7,8\n`, { name: "cpu_usage.csv" });
  deepStrictEqual(grafana.lines.map((line) => line.split(" ").slice(0, 2).join(" ")), [
    "web1 cpu_pct",
    "web1 cpu_pct",
    "web2 cpu_pct",
    "web2 cpu_pct",
  ]);
  const { lines } = await readText("time,avg:system.cpu.user{host:a},avg:system.cpu.user{host:b}\n2024-05-01,5,6\n");
  deepStrictEqual(lines, [
    "a avg_system_cpu_user unknown 2024-05-01 5",
    "b avg_system_cpu_user unknown 2024-05-01 6",
  ]);
});

Deno.test("a second part of a server is refused where it comes, however late", async () => {
  const rows = (mount: string) =>
    Array.from({ length: 600 }, (_, index) => `${new Date(index * 60_000 + 1.7e12).toISOString()},a,${mount},5`);
  const text = ["time,host,mount,disk_used_pct", ...rows("/"), ...rows("/data")].join("\n");
  await rejects(readText(text), /got those of \/ and \/data \(file export.csv, row 602, column mount\)/);
  strictEqual((await readText(text, { map: { server: "mount" } })).summary.servers.length, 2);
  strictEqual((await readText(["time,host,mount,disk_used_pct", ...rows("/")].join("\n"))).summary.readings, 600);
});
