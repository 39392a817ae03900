/** The ways in which real files fool a naive reader, each in the format in which it was met. */
import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { DAY_MS, dayOf, emptyTable, FLEET, type Metric } from "@lib/core/mod.ts";
import {
  type BinnedSeries,
  type CleanFleet,
  cleanReadings,
  cleanSeries,
  conservation,
  featuresTable,
  Ledger,
} from "@lib/etl/mod.ts";
import { collectReadings, type IngestOptions, type IngestSummary, type SourceFile } from "@lib/ingest/mod.ts";
import { gzFile, memoryFile } from "@lib/ingest/memory_file.ts";

const NO_FLEET = emptyTable(FLEET);
const MINUTE = 60_000;

/** Files as a clean fleet. */
async function cleaned(
  files: readonly SourceFile[],
  options: IngestOptions = {},
): Promise<CleanFleet & { summary: IngestSummary; ruled: Record<string, number> }> {
  const { batches, summary } = await collectReadings(files, options);
  const clean = await cleanReadings(batches, { fleet: NO_FLEET, source: "trap" });
  const laws = conservation(clean);
  ok(laws.readingsHold && laws.cellsHold, JSON.stringify(laws));
  strictEqual(laws.read, summary.readings);
  const ruled = Object.fromEntries(clean.rules.map(({ action, rule, count }) => [`${action}: ${rule}`, count]));
  return { ...clean, summary, ruled };
}

/** Files as hourly means. */
async function hourly(files: readonly SourceFile[]): Promise<{ series: BinnedSeries[]; ledger: Ledger }> {
  const { batches } = await collectReadings(files), ledger = new Ledger(), series: BinnedSeries[] = [];
  for await (const part of cleanSeries(batches, ledger, { grain: "1h", stat: "mean" })) series.push(...part);
  return { series, ledger };
}

const valuesOf = ({ panel }: CleanFleet, metric: Metric = "cpu_p95"): number[] => [...panel.values[metric] ?? []];
const lines = (...rows: readonly string[]): string => rows.join("\n") + "\n";
const time = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace("T", " ");
const START = Date.UTC(2024, 2, 4);
/** Rows of a file with the columns time and cpu_pct, every five minutes for some days. */
const cpuRows = (days: number, value: (row: number) => number | string = () => 50): string[] =>
  Array.from({ length: 288 * days }, (_, row) => `${time(START + 5 * MINUTE * row)},${value(row)}`);
const cpuFile = (rows: readonly string[], name = "web01.csv"): SourceFile =>
  memoryFile(name, lines("time,cpu_pct", ...rows));

Deno.test("cumulative counters become rates, a reset costs nothing", async () => {
  // Alibaba v2018: the network columns never fall within a life of the machine.
  const rows = Array.from({ length: 2000 }, (_, row) => `m_1,${60 * row},40,80,,,${(row % 1000) / 10},20.5,7`);
  const { series, ledger } = await hourly([memoryFile("usage.csv", lines(...rows))]);
  const rates = series.find(({ metric }) => metric === "net_in")!;
  ok(!rates.unit.startsWith("counter"), rates.unit);
  // A tenth a minute; where the counter starts again at zero, nothing is known to have come.
  ok([...rates.values].every((value) => value >= 0 && value <= 0.1 / 60 + 1e-12), String(rates.values));
  const counts = Object.fromEntries(ledger.countsByRule().map(({ rule, count }) => [rule, count]));
  deepStrictEqual([counts["counter reset"], counts["first reading of a counter"]], [1, 2]);
});

Deno.test("epoch seconds under an [ms] header are seconds; a powered-off VM and zero capacity are no load", async () => {
  const header = "Timestamp [ms];\tCPU cores;\tCPU capacity provisioned [MHZ];\tCPU usage [MHZ];\tCPU usage [%];\t" +
    "Memory capacity provisioned [KB];\tMemory usage [KB];\tDisk read throughput [KB/s];\tDisk write throughput [KB/s];\t" +
    "Network received throughput [KB/s];\tNetwork transmitted throughput [KB/s]";
  const row = (index: number): string => {
    const isOff = index < 10, hasNoMemory = index >= 10 && index < 15;
    return [
      1_709_510_400 + 300 * index,
      isOff ? 0 : 4,
      10_400,
      26 * 12,
      isOff ? 0 : 12,
      isOff || hasNoMemory ? 0 : 2_097_152,
      524_288,
      0,
      1,
      125,
      125,
    ].join(";\t");
  };
  const { panel, ruled } = await cleaned([
    memoryFile("27.csv", lines(header, ...Array.from({ length: 288 }, (_, index) => row(index)))),
  ]);
  strictEqual(panel.start, dayOf("2024-03-04"));
  deepStrictEqual([panel.days, panel.values.cpu_p95?.[0], panel.values.mem_p95?.[0]], [1, 12, 25]);
  // Seven metrics of ten rows; five rows without memory.
  deepStrictEqual([ruled["dropped: powered off"], ruled["dropped: missing value"]], [70, 5]);
});

Deno.test("−1 and 101 are markers where nothing else passes 100, and load where something does", async () => {
  const marked = await cleaned([cpuFile(cpuRows(30, (row) => row === 40 ? -1 : row === 50 ? 101 : 50))]);
  deepStrictEqual([marked.ruled["dropped: sentinel -1"], marked.ruled["dropped: sentinel 101"]], [1, 1]);
  const honest = await cleaned([cpuFile(cpuRows(30, (row) => row % 10 === 0 ? 101 + row % 7 : 50))]);
  strictEqual(honest.ruled["dropped: sentinel 101"], undefined);
  ok(honest.ruled["flagged: above 100 %"]! > 0);
  ok(valuesOf(honest).every((value) => value > 100));
});

Deno.test("a file that comes twice counts once, and so does a moment", async () => {
  const rows = cpuRows(3, (row) => 20 + row % 60);
  const once = await cleaned([cpuFile(rows)]);
  const twice = await cleaned([cpuFile([...rows, ...rows])]);
  deepStrictEqual(valuesOf(twice), valuesOf(once));
  strictEqual(twice.ruled["dropped: duplicate row"], rows.length);
  const copies = await cleaned([cpuFile(rows, "a/web01.csv"), cpuFile(rows, "b/web01.csv")]);
  deepStrictEqual(valuesOf(copies), valuesOf(once));
});

Deno.test("sub-minute and irregular steps weigh no more than regular ones in what a day needs", async () => {
  const rows: string[] = [];
  for (let ms = START, row = 0; ms < START + 3 * DAY_MS; ms += (10 + 10 * (row++ % 10)) * 1000) {
    rows.push(`${time(ms)},30`);
  }
  const { panel, ruled } = await cleaned([cpuFile(rows)]);
  deepStrictEqual([panel.days, ruled["dropped: incomplete day"]], [3, undefined]);
});

Deno.test("a hole of the whole fleet and one at a month's end stay holes; short ones are filled from before", async () => {
  const holed = (server: number): SourceFile =>
    cpuFile(
      cpuRows(60, (row) => 30 + 10 * server + row % 5)
        .filter((_, row) => !(row >= 288 * 20 && row < 288 * 21) && !(row >= 288 * 40 && row < 288 * 52)),
      `web${server}.csv`,
    );
  const clean = await cleaned([holed(1), holed(2)]);
  const { flags, panel } = clean;
  strictEqual(flags.cpu_p95![20], 1);
  ok(panel.values.cpu_p95!.subarray(40, 52).every(Number.isNaN));
  ok(clean.ruled["imputed: short gap, filled from the past"]! >= 2);
});

Deno.test("the hour that comes twice in autumn is two hours when the zone is known", async () => {
  const { batches, summary } = await collectReadings([
    memoryFile(
      "web01.csv",
      lines(
        "time,cpu_pct",
        "2024-10-27 01:30:00,1",
        "2024-10-27 02:30:00,2",
        "2024-10-27 02:30:00,3",
        "2024-10-27 03:30:00,4",
      ),
    ),
  ], { timezone: "Europe/Berlin" });
  const hours = batches.flatMap(({ timestamps }) =>
    [...timestamps].map((ms) => new Date(ms).toISOString().slice(11, 16))
  );
  deepStrictEqual(hours, ["23:30", "00:30", "01:30", "02:30"]);
  ok(summary.notes.length > 0);
});

Deno.test("days follow the zone that is asked for: one of 23 hours, one of 25", async () => {
  const rows = Array.from(
    { length: 400 * 24 },
    (_, hour) => `${time(Date.UTC(2024, 0, 1) + 60 * MINUTE * hour)},${hour % 97}`,
  );
  const { batches } = await collectReadings([cpuFile(rows)]);
  for await (
    const [days] of cleanSeries(batches, new Ledger(), { timezone: "Europe/Berlin", minimumCompleteness: 0 })
  ) {
    const readings = new Map(Array.from(days!.bins, (bin, index) => [bin / DAY_MS, days!.readings[index]]));
    deepStrictEqual(
      ["2024-03-30", "2024-03-31", "2024-10-27", "2024-10-28"].map((day) => readings.get(dayOf(day))),
      [24, 23, 25, 24],
    );
  }
});

Deno.test("decimal commas, a byte-order mark, CRLF and quotes change no value", async () => {
  const plain = await cleaned([cpuFile(cpuRows(2, (row) => 20 + row % 60 + 0.5))]);
  const rows = cpuRows(2, (row) => 20 + row % 60 + 0.5)
    .map((row) => row.replace(/,(.*)$/, (_, value) => `;"${value.replace(".", ",")}"`));
  const dressed = await cleaned([memoryFile("web01.csv", `\ufefftime;cpu_pct\r\n${rows.join("\r\n")}\r\n`)]);
  deepStrictEqual(valuesOf(dressed), valuesOf(plain));
});

Deno.test("two formats of date in one file are one clock", async () => {
  const rows = cpuRows(2).map((row, index) => index % 2 ? row : row.replace(/^(\S+) (\S+),/, '"$1T$2Z",'));
  strictEqual((await cleaned([cpuFile(rows)])).panel.days, 2);
});

Deno.test("a column that is 78 % empty gives the readings that it has, and no others", async () => {
  const rows = cpuRows(4).map((row, index) => `${row},${index % 50 < 11 ? 60 : ""}`);
  const { summary, ruled } = await cleaned([memoryFile("web01.csv", lines("time,cpu_pct,mem_pct", ...rows))]);
  const memory = summary.metrics.find(({ metric }) => metric === "mem_pct")!;
  deepStrictEqual([memory.readings + memory.empty, memory.empty], [1152, 897]);
  // Less than a quarter of a day makes no day: each reading says so in the ledger.
  strictEqual(ruled["dropped: incomplete day"], 255);
});

Deno.test("a clock that counts from zero tells no weekday", async () => {
  const rows = Array.from({ length: 40 * 24 }, (_, hour) => `m_1,${3600 * hour},40,80,,,1,1,7`);
  const { summary, panel, calendar } = await cleaned([memoryFile("usage.csv", lines(...rows))]);
  strictEqual(summary.isRealClock, false);
  const { columns } = featuresTable(panel, calendar, { isRealClock: summary.isRealClock });
  ok((columns.dayofweek as Float64Array).every(Number.isNaN));
});

Deno.test("a truncated gz stops; an empty file among good ones is passed over with its reason", async () => {
  const whole = await gzFile("web02.csv.gz", lines("time,cpu_pct", ...cpuRows(40, (row) => row * 7919 % 97)));
  const bytes = new Uint8Array(await new Response(whole.open()).arrayBuffer());
  const cut = memoryFile("web02.csv.gz", bytes.slice(0, -100));
  await rejects(cleaned([cpuFile(cpuRows(2)), cut]), /truncated or damaged.*web02\.csv\.gz/);
  const { summary, panel } = await cleaned([cpuFile(cpuRows(2)), memoryFile("web03.csv", "")]);
  deepStrictEqual(panel.servers, ["web01"]);
  ok(summary.notes.some((note) => /^Passed over: .*0 bytes.*web03\.csv/.test(note)));
});

Deno.test("NaN is no reading; infinity and 1e308 are, and are dropped", async () => {
  const odd: Record<number, string> = { 10: "NaN", 20: "inf", 30: "1e308", 40: "-inf" };
  const { summary, ruled, panel } = await cleaned([cpuFile(cpuRows(3, (row) => odd[row] ?? 50))]);
  deepStrictEqual([summary.readings, summary.empty], [863, 1]);
  strictEqual(ruled["dropped: impossible value"], 3);
  deepStrictEqual([...panel.values.cpu_p95!], [50, 50, 50]);
});
