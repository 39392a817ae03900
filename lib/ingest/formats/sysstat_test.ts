import { deepStrictEqual, ok, rejects } from "node:assert/strict";
import { CapacityError } from "@lib/core/errors.ts";
import { collectReadings } from "../collect.ts";
import type { IngestOptions } from "../ingest.ts";
import { gzFile, memoryFile } from "../memory_file.ts";

async function read(content: string, options: IngestOptions = {}) {
  const { batches, summary } = await collectReadings([memoryFile("sa31.txt", content)], options);
  const of = (metric: string) => batches.filter((batch) => batch.metric === metric);
  return {
    batches,
    summary,
    values: (metric: string) => of(metric).flatMap(({ values }) => [...values]),
    times: (metric: string) =>
      of(metric).flatMap(({ timestamps }) => [...timestamps].map((time) => new Date(time).toISOString().slice(0, 16))),
  };
}

async function refused(content: string, message: RegExp): Promise<void> {
  await rejects(read(content), (error) => error instanceof CapacityError && message.test(error.message));
}

const SADF = [
  "# hostname;interval;timestamp;CPU;%user;%nice;%system;%iowait;%steal;%idle",
  "web-1;-1;2024-01-31 00:00:00 UTC;LINUX-RESTART\t(4 CPU)",
  "web-1;600;2024-01-31 00:10:01 UTC;-1;10.00;0.00;5.00;1.00;0.00;84.00",
  "web-1;600;2024-01-31 00:10:01 UTC;0;90.00;0.00;5.00;1.00;0.00;4.00",
  "web-1;600;2024-01-31 00:20:01 UTC;-1;20,50;0,00;5,00;1,00;0,00;73,50",
  "# hostname;interval;timestamp;kbmemfree;kbavail;kbmemused;%memused;kbbuffers;kbcached",
  "web-1;600;2024-01-31 00:10:01 UTC;2000;5000;8000;80.00;1000;3000",
  "web-1;600;2024-01-31 00:20:01 UTC;2000;6000;3000;30.00;1000;4000",
  "# hostname;interval;timestamp;IFACE;rxpck/s;txpck/s;rxkB/s;txkB/s;%ifutil",
  "web-1;600;2024-01-31 00:10:01 UTC;lo;9;9;999.00;999.00;0.00",
  "web-1;600;2024-01-31 00:10:01 UTC;eth0;9;9;1000.00;500.00;0.00",
  "web-1;600;2024-01-31 00:10:01 UTC;eth1;9;9;250.00;0.00;0.00",
  "web-1;600;2024-01-31 00:20:01 UTC;eth0;9;9;0.00;0.00;0.00",
  "# hostname;interval;timestamp;FILESYSTEM;MBfsfree;MBfsused;%fsused;%ufsused;Ifree;Iused;%Iused",
  "web-1;600;2024-01-31 00:10:01 UTC;/dev/sda1;60;40;40.00;45.00;1;1;50.00",
  "web-1;600;2024-01-31 00:10:01 UTC;/dev/sdb1;0;100;100.00;100.00;1;1;50.00",
  "# hostname;interval;timestamp;DEV;tps;%util",
  "web-1;600;2024-01-31 00:10:01 UTC;sda;1.50;12.00",
  "",
].join("\n");

Deno.test("sadf -d: all tables of a file, processors and cards put together, cache told from used memory", async () => {
  const { values, times, summary, batches } = await read(SADF);
  deepStrictEqual(values("cpu_pct"), [16, 26.5]);
  deepStrictEqual(values("cpu_user_pct"), [10, 20.5]);
  deepStrictEqual(times("cpu_pct"), ["2024-01-31T00:10", "2024-01-31T00:20"]);
  // The first row counts cache as used (8000 of 10000 kB), as old reports do; the second does not.
  deepStrictEqual(values("mem_pct"), [40, 30]);
  deepStrictEqual(values("net_in_mbps").map((value) => Math.round(value * 1e6) / 1e6), [10.24, 0]);
  deepStrictEqual(values("net_out_mbps").map((value) => Math.round(value * 1e6) / 1e6), [4.096, 0]);
  deepStrictEqual(values("disk_pct"), [70]);
  deepStrictEqual(values("util{sda}"), [12]);
  deepStrictEqual(summary.facts, [{ serverId: "web-1", vcpu: 4 }]);
  deepStrictEqual([...batches.find(({ metric }) => metric === "cpu_pct")!.sourceRows], [3, 5]);
  const packed = await collectReadings([await gzFile("x.gz", SADF)]);
  deepStrictEqual(packed.summary.readings, summary.readings);
});

Deno.test("sadf -d: epoch seconds, and local times in the zone of the ingest, also when an hour comes twice", async () => {
  const header = "# hostname;interval;timestamp;CPU;%user;%idle";
  const epoch = await read(`${header}\na;600;1710028800;-1;1.00;99.00\n`);
  deepStrictEqual(epoch.times("cpu_pct"), ["2024-03-10T00:00"]);
  const rows = ["01:50:00", "02:50:00", "02:10:00", "03:10:00"].map((time) => `a;600;2024-10-27 ${time};-1;1.00;99.00`);
  const berlin = await read([header, ...rows, ""].join("\n"), { timezone: "Europe/Berlin" });
  deepStrictEqual(berlin.times("cpu_pct"), [
    "2024-10-26T23:50",
    "2024-10-27T00:50",
    "2024-10-27T01:10",
    "2024-10-27T02:10",
  ]);
});

Deno.test("sadf -d: without the #, with commas, and with tables about the machine", async () => {
  const text = [
    "hostname,interval,timestamp,CPU,%user,%idle",
    "a,600,2024-01-31 00:10:01 UTC,-1,1.00,99.00",
    "hostname,interval,timestamp,TEMP,degC,%temp,DEVICE",
    "a,600,2024-01-31 00:10:01 UTC,1,45.00,45.00,coretemp-isa-0000",
  ].join("\n");
  const { values, summary } = await read(text);
  deepStrictEqual([values("cpu_pct"), summary.rows, summary.readings], [[1], 2, 2]);
});

Deno.test("sadf -d: refuses what is damaged, with its line", async () => {
  const header = "# hostname;interval;timestamp;CPU;%user;%idle\n";
  await refused(`${header}a;600;2024-01-31 00:10:01 UTC;-1;1.00\n`, /expected 6 cells, got 5 .*row 2/);
  await refused(`${header}a;600;2024-01-31 00:10:01 UTC;-1;x;1.00\n`, /a number, got "x" .*row 2, column %user/);
  await refused(`${header}a;600;yesterday;-1;1.00;1.00\n`, /expected a time/);
  await refused("# hostname;interval;timestamp;CPU;%idle[...]\na;600;1;0;1\n", /leave out -h/);
});

const SAR = [
  "Linux 5.10.0-8-amd64 (web-1) \t01/31/2024 \t_x86_64_\t(2 CPU)",
  "",
  "12:00:01 AM     CPU     %user     %nice   %system   %iowait    %steal     %idle",
  "12:10:01 AM     all     10.00      0.00      5.00      1.00      0.00     84.00",
  "12:10:01 AM       0     90.00      0.00      5.00      1.00      0.00      4.00",
  "09:00:00 AM       LINUX RESTART\t(2 CPU)",
  "11:50:01 PM     all     20.00      0.00      5.00      1.00      0.00     74.00",
  "",
  "11:50:01 PM     CPU     %user     %nice   %system   %iowait    %steal     %idle",
  "12:00:01 AM     all     30.00      0.00      5.00      1.00      0.00     64.00",
  "Average:        all     15.00      0.00      5.00      1.00      0.00     79.00",
  "",
  "12:00:01 AM     IFACE   rxpck/s   txpck/s    rxkB/s    txkB/s   %ifutil",
  "12:10:01 AM        lo      1.00      1.00    100.00    100.00      0.00",
  "12:10:01 AM      eth0      1.00      1.00   1000.00    500.00      0.00",
  "Average:         eth0      1.00      1.00   1000.00    500.00      0.00",
  "",
  "12:00:01 AM  MBfsfree  MBfsused   %fsused  %ufsused     Ifree     Iused    %Iused FILESYSTEM",
  "12:10:01 AM        60        40     40.00     45.00         1         1     50.00 /mnt/my disk",
  "",
].join("\n");

Deno.test("sar: AM and PM, midnight within a table, averages, restarts, headers that come again", async () => {
  const { values, times, summary } = await read(SAR);
  deepStrictEqual(values("cpu_pct"), [16, 26, 36]);
  deepStrictEqual(times("cpu_pct"), ["2024-01-31T00:10", "2024-01-31T23:50", "2024-02-01T00:00"]);
  deepStrictEqual(values("net_in_mbps"), [8.192]);
  deepStrictEqual(times("net_in_mbps"), ["2024-01-31T00:10"]);
  deepStrictEqual(values("disk_pct"), [40]);
  deepStrictEqual(summary.facts, [{ serverId: "web-1", vcpu: 2 }]);
  ok(summary.notes.some((note) => note.includes("taken for those of UTC")));
});

Deno.test("sar: dates as locales write them, decimal commas, the zone of the host", async () => {
  const report = (date: string, cells = "all 10,00 90,00") =>
    `Linux 5.10 (h) \t${date} \t_x86_64_\t(2 CPU)\n\n00:00:01 CPU %user %idle\n00:10:01 ${cells}\nDurchschn.: ${cells}\n`;
  for (const date of ["2024-01-31", "31.01.2024", "31/01/2024", "01/31/24", "01/31/2024"]) {
    const { times, values } = await read(report(date));
    deepStrictEqual([times("cpu_pct"), values("cpu_pct")], [["2024-01-31T00:10"], [10]]);
  }
  deepStrictEqual((await read(report("02/01/24", "all 10.00 90.00"))).times("cpu_pct"), ["2024-02-01T00:10"]);
  const berlin = await read(report("31.01.2024"), { timezone: "Europe/Berlin" });
  deepStrictEqual(berlin.times("cpu_pct"), ["2024-01-30T23:10"]);
  const zoned = await read(
    "Linux 3.13 (h) \t2014-09-03 \t_x86_64_\t(2 CPU)\n\n02:14:29 IST kbmemfree %memused\n02:14:30 IST 1465660 63.90\n",
  );
  deepStrictEqual([zoned.values("mem_pct"), zoned.times("mem_pct")], [[63.9], ["2014-09-03T02:14"]]);
  await refused(
    report("02/01/2024", "all 10.00 90.00"),
    /day and month can be told apart, got 02\/01\/2024 .*S_TIME_FORMAT=ISO/,
  );
  await refused(report("2024-01-31", "all 1.2G 90.00"), /a number, got "1\.2G" .*row 4, column %user.*without --human/);
  await refused(report("2024-01-31", "all 10.00"), /expected 3 columns, got 2/);
});

Deno.test("sadf -j: the same measures from JSON", async () => {
  const statistics = [10, 20].map((minute) => ({
    timestamp: { date: "2024-01-31", time: `00:${minute}:01`, utc: 1, interval: 600 },
    "cpu-load": [{ cpu: "all", user: 10, idle: 84 }, { cpu: "0", user: 90, idle: 4 }],
    memory: { memfree: 2000, avail: 5000, memused: 8000, "memused-percent": 80, buffers: 1000, cached: 3000 },
    queue: { "runq-sz": 1, "ldavg-1": 0.5 },
    network: { "net-dev": [{ iface: "lo", rxkB: 9, txkB: 9 }, { iface: "eth0", rxkB: 1000, txkB: 500 }] },
    filesystems: [{ filesystem: "/dev/sda1", MBfsfree: 60, MBfsused: 40, "%fsused": 40 }],
  }));
  const document = { sysstat: { hosts: [{ nodename: "web-1", "number-of-cpus": 4, statistics }] } };
  const { values, times, summary } = await read(JSON.stringify(document));
  deepStrictEqual(values("cpu_pct"), [16, 16]);
  deepStrictEqual(values("mem_pct"), [40, 40]);
  deepStrictEqual(values("net_in_mbps"), [8.192, 8.192]);
  deepStrictEqual(values("disk_pct"), [40, 40]);
  deepStrictEqual(values("ldavg_1"), [0.5, 0.5]);
  deepStrictEqual(times("cpu_pct"), ["2024-01-31T00:10", "2024-01-31T00:20"]);
  deepStrictEqual(summary.facts, [{ serverId: "web-1", vcpu: 4 }]);
  const wrong = JSON.stringify(document).replace('"idle":84', '"idle":"much"');
  await refused(wrong, /a number, got "much" .*row 1, column idle, server web-1/);
});

Deno.test("sar: dates of hosts with decimal commas have the day first, those of two-digit years are told", async () => {
  const report = (date: string, decimal: string) =>
    `Linux 5.10.0 (web-1) \t${date} \t_x86_64_\t(4 CPU)\n\n10:00:00  CPU  %user  %nice  %system  %iowait  %steal  %idle\n10:10:00  all  10.00  0.00  5.00  0.00  0.00  85.00\n`
      .replaceAll(/(\d)\.(\d\d )/g, `$1${decimal}$2`);
  for (const date of ["10/05/2024", "10/05/24"]) {
    deepStrictEqual((await read(report(date, ","))).times("cpu_pct"), ["2024-05-10T10:10"]);
  }
  const plain = await read(report("10/05/24", "."));
  deepStrictEqual(plain.times("cpu_pct"), ["2024-10-05T10:10"]);
  ok(plain.summary.notes.includes("Dates with two digits of the year are taken for month, day, year"));
});
