/**
 * Holds what ETL makes of raw traces against tidy series that others made of the same files.
 *
 * ```
 * deno run -A scripts/etl/series_check.ts --data FOLDER
 * ```
 *
 * The folder has `raw/<source>/…` in the sources' own formats and `series/<source>__<grain>.csv.gz` with the columns
 * source, series_id, metric, timestamp, value (six digits, empty = missing).
 *
 * @module
 */
import { Command } from "commander";
import { parse } from "csv-parse/sync";
import { type BinnedSeries, cleanSeries, type Grain, Ledger, type Stat } from "@lib/etl/mod.ts";
import { baseName } from "@lib/io/mod.ts";
import { gunzipSync } from "node:zlib";
import { openBronze } from "./bronze.ts";

/** How a tidy file names what a raw file holds. */
interface Pairing {
  readonly raw: string;
  /** File in `series/`. */
  readonly series: string;
  readonly grain: Grain;
  readonly stat?: Stat;
  /** Their series of our server. */
  readonly idOf?: (server: string) => string;
  /** Their metric and the factor from our values to theirs, by our metric; others are not compared. */
  readonly metrics: Readonly<Record<string, readonly [metric: string, factor: number]>>;
}

const same = (...names: string[]): Pairing["metrics"] => Object.fromEntries(names.map((name) => [name, [name, 1]]));
/** Grains at which most sources are given. */
const FINE = ["5m", "1h"] as const;

const BITBRAINS = { ...same("cpu_pct", "mem_pct", "disk_write_kbps"), net_in_mbps: ["net_rx_kbps", 125] } as const;
const vm = (server: string): string => `vm${server}`;
const PAIRINGS: readonly Pairing[] = [
  ...FINE.map((grain) => ({
    raw: "bitbrains_rnd",
    series: `bitbrains_rnd__${grain}`,
    grain,
    idOf: vm,
    metrics: BITBRAINS,
  })),
  {
    raw: "bitbrains_rnd",
    series: "bitbrains_rnd__1d",
    grain: "1d",
    idOf: vm,
    metrics: { cpu_pct: ["cpu_pct_mean", 1], mem_pct: ["mem_pct_mean", 1] },
  },
  {
    raw: "bitbrains_rnd",
    series: "bitbrains_rnd__1d",
    grain: "1d",
    stat: "max",
    idOf: vm,
    metrics: { cpu_pct: ["cpu_pct_max", 1] },
  },
  ...FINE.flatMap((grain) =>
    [
      // Their network columns are means of counters; ours are rates.
      {
        raw: "alibaba2018",
        series: `alibaba2018_machine__${grain}`,
        grain,
        metrics: same("cpu_pct", "mem_pct", "disk_io_pct"),
      },
      {
        raw: "alibaba2018_cluster/machine_usage_days_1_to_8_grouped_300_seconds.csv.gz",
        series: `alibaba2018_cluster__${grain}`,
        grain,
        idOf: () => "alibaba2018",
        metrics: {
          cpu_pct: ["cpu_util_percent", 1],
          mem_pct: ["mem_util_percent", 1],
          disk_io_pct: ["disk_io_percent", 1],
        },
      },
      {
        raw: "azure2019_cluster",
        series: `azure2019_cluster__${grain}`,
        grain,
        idOf: () => "azure2019",
        metrics: same("cpu_usage_sum", "assigned_mem_sum"),
      },
      {
        raw: "google2011_vm",
        series: `google2011_job__${grain}`,
        grain,
        idOf: (server) => `job${server.replace(/\D/g, "")}`,
        metrics: same("cpu_pct", "mem_pct"),
      },
      {
        raw: "nab",
        series: `nab__${grain}`,
        grain,
        metrics: {
          cpu_pct: ["cpu_pct", 1],
          network_in: ["network_in_bytes", 1],
          disk_write_bytes: ["disk_write_bytes", 1],
        },
      },
      {
        raw: "smd",
        series: `smd__${grain}`,
        grain,
        metrics: same("cpu_r", "load_5", "mem_u", "disk_u", "disk_wb", "eth1_fi", "eth1_fo", "tcp_use"),
      },
      {
        raw: "ms_cloud",
        series: `ms_cloud__${grain}`,
        grain,
        metrics: {
          // Two folders of one name: rates in one, counts in the other.
          application_crash_rate: ["crash_rate|crash_count", 1],
          middle_tier_api_dependency_latency: ["latency_ms", 1],
          consumer_purchase_rate: ["purchases", 1],
          data_ingress_rate: ["ingress_rate", 1],
          mongodb_application_rps: ["rps", 1],
        },
      },
    ] satisfies Pairing[]
  ),
  {
    raw: "planetlab",
    series: "planetlab__5m",
    grain: "5m",
    idOf: (server) => `20110303:${server}`,
    metrics: same("cpu_pct"),
  },
  {
    raw: "daily_long/opsd_germany_daily.csv.gz",
    series: "daily_long__1d",
    grain: "1d",
    idOf: () => "opsd_germany_consumption",
    metrics: { consumption: ["gwh", 1] },
  },
];

/** What their six digits cannot tell: half a unit of the last one. */
function halfDigit(value: number): number {
  return value === 0 ? 0 : 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(value))) - 5);
}

/** What a comparison came to. */
interface Outcome {
  readonly compared: number;
  /** Values that differ by more than 1e-6 (of the value, above 1) and what six digits hide. */
  readonly different: number;
  /** Bins with a value there and none here, and the other way round, within the days that the raw file covers. */
  readonly missing: number;
  readonly extra: number;
  readonly largest: number;
  readonly example: string;
}

async function compare(folder: string, pairing: Pairing): Promise<Outcome> {
  const theirs = new Map<string, number>();
  const rows: string[][] = parse(gunzipSync(await Deno.readFile(`${folder}/series/${pairing.series}.csv.gz`)), {
    from: 2,
  });
  for (const [, id, metric, time, value] of rows) {
    theirs.set(`${id} ${metric} ${Date.parse(time!)}`, value === "" ? NaN : Number(value));
  }
  const { rows: bronze } = await openBronze([`${folder}/raw/${pairing.raw}`], { source: "auto" }, "series_check");
  if (!("readings" in bronze)) throw new TypeError(`${pairing.raw} has no readings`);
  const series: BinnedSeries[] = [];
  const how = { grain: pairing.grain, stat: pairing.stat ?? "mean", serversCome: "together" } as const;
  for await (const ofServer of cleanSeries(bronze.readings, new Ledger(), how)) series.push(...ofServer);
  const counts = { compared: 0, different: 0, missing: 0, extra: 0, largest: 0, example: "" };
  for (const { serverId, metric, bins, values } of series) {
    const [name, factor] = pairing.metrics[metric] ?? [];
    if (name === undefined) continue;
    const id = pairing.idOf?.(serverId) ?? serverId;
    const ours = new Map(Array.from(bins, (bin, index) => [bin, values[index]! * factor!]));
    const step = { "5m": 300_000, "1h": 3_600_000, "1d": 86_400_000 }[pairing.grain];
    for (let bin = bins[0]!; bin <= bins.at(-1)!; bin += step) {
      const their = name.split("|").map((one) => theirs.get(`${id} ${one} ${bin}`)).find((value) =>
        value !== undefined
      );
      // Their file may hold fewer servers than the raw folder, or end earlier.
      if (their === undefined) continue;
      const our = ours.get(bin) ?? NaN;
      if (Number.isNaN(their) || Number.isNaN(our)) {
        if (!Number.isNaN(our)) counts.extra++;
        if (!Number.isNaN(their)) counts.missing++;
        if (!Object.is(our, their)) counts.example ||= `${id} ${name} ${new Date(bin).toISOString()} ${our} ${their}`;
        continue;
      }
      counts.compared++;
      const off = Math.abs(our - their) - halfDigit(their);
      counts.largest = Math.max(counts.largest, off / Math.max(1, Math.abs(their)));
      if (off <= 1e-6 * Math.max(1, Math.abs(their))) continue;
      counts.different++;
      counts.example ||= `${id} ${name} ${new Date(bin).toISOString()} ${our} ${their}`;
    }
  }
  return counts;
}

const { data } = new Command("series_check").requiredOption("--data <folder>", "folder with raw and series")
  .parse(Deno.args, { from: "user" }).opts<{ data: string }>();
let failed = 0, values = 0;
for (const pairing of PAIRINGS) {
  const outcome = await compare(data, pairing);
  const { compared, different, missing, extra, largest, example } = outcome;
  values += compared;
  if (compared === 0 || different + missing + extra > 0) failed++;
  console.log(
    [
      baseName(pairing.series),
      pairing.stat ?? "mean",
      `${compared} compared`,
      `${different} different`,
      `${missing} missing`,
      `${extra} extra`,
      `largest ${largest.toExponential(1)}`,
      example,
    ].join("  "),
  );
}
const sources = new Set(PAIRINGS.map(({ raw }) => raw)).size;
console.log(
  `${values} values of ${sources} sources: ${
    failed === 0 ? "all equal" : `${failed} of ${PAIRINGS.length} files differ`
  }`,
);
Deno.exit(failed === 0 ? 0 : 1);
