/** `capacity generate`: a synthetic fleet as bronze tables. */
import { Command } from "commander";
import type { Config } from "@lib/core/config.ts";
import { type Day, dayOf, isoDate } from "@lib/core/day.ts";
import { CapacityError } from "@lib/core/errors.ts";
import { PROFILE_NAMES } from "@lib/core/vocabulary.ts";
import { checkOptions } from "@lib/generate/options.ts";
import type { Shares } from "@lib/generate/placement.ts";
import { refuseExisting } from "@lib/io/atomic.ts";
import { readConfig } from "@lib/io/config_file.ts";
import { runFolder } from "@lib/io/paths.ts";
import { factsOf } from "@lib/io/run_folder.ts";
import { tableOfFile } from "@lib/io/table_files.ts";
import { isoDay, oneOf, printResult, progressLine, wholeNumber } from "../command_line.ts";
import { type FleetJob, type Grain, MEASURED, serversPerBucket } from "../generation/fleet_job.ts";
import { sharesOf } from "../generation/shares.ts";
import { writeFleet } from "../generation/write_fleet.ts";

interface GenerateOptions {
  servers?: number;
  start?: Day;
  end?: Day;
  grain?: "daily" | "hourly";
  seed?: number;
  profile?: typeof PROFILE_NAMES[number];
  shares?: Shares;
  sample?: boolean;
  out?: string;
  format: "parquet" | "csv.gz" | "both";
  workers?: number;
  truth: boolean;
  defects?: boolean;
  report?: boolean;
  force?: boolean;
  config?: string;
  json?: boolean;
}

/** The sample set: ten servers, every hour from the first to the last, both included. */
const SAMPLE_SET = { servers: 10, start: dayOf("2024-01-01"), end: dayOf("2024-01-31"), lastHour: 0 } as const;

/** More workers than this gain little: they share the disk and the memory. */
const MOST_WORKERS = 4;

/** The command. */
export function generateCommand(): Command {
  return new Command("generate")
    .description("Make a synthetic fleet: daily p95 metrics or hourly readings, inventory and the planted truth.")
    .option("--servers <n>", "number of servers", wholeNumber(1))
    .option("--start <date>", "first day, YYYY-MM-DD", isoDay)
    .option("--end <date>", "last day, included", isoDay)
    .option("--grain <grain>", "daily p95 (default), or hourly readings", oneOf("daily", "hourly"))
    .option("--seed <n>", "seed; the same seed gives the same bytes", wholeNumber(0))
    .option("--profile <name>", `kind of fleet: ${PROFILE_NAMES.join(", ")}`, oneOf(...PROFILE_NAMES))
    .option("--shares <list>", "servers of each type, for example web=.5,batch=.5; they sum to 1", sharesOf)
    .option("--sample", "the sample set instead: 10 servers, hourly, January 2024, one wide table")
    .option("--out <folder>", "output folder (default data/bronze/synthetic, or data/bronze/sample)")
    .option(
      "--format <format>",
      "of the metrics: parquet, csv.gz or both",
      oneOf("parquet", "csv.gz", "both"),
      "parquet",
    )
    .option("--workers <n>", "workers that share a large fleet; the bytes do not depend on it", wholeNumber(1))
    .option("--no-truth", "leave the daily truth out")
    .option("--defects", "plant lost, repeated and wrong rows; what was planted stands in truth_events")
    .option("--report", "write generation_report.html and .json: quality, fair exam, fidelity")
    .option("--force", "replace a finished folder")
    .option("--config <file>", "configuration (default data/fleet.yaml)")
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      `
Examples:
  deno task capacity generate --servers 12 --start 2024-01-01 --out fleet --format both
  deno task capacity generate --servers 100000 --workers 2 --no-truth --out large
  deno task capacity generate --defects --report --out dirty
  deno task capacity generate --sample --format csv.gz`,
    )
    .action(generate);
}

async function generate(flags: GenerateOptions): Promise<void> {
  const { fleet: defaults } = await readConfig(flags.config);
  const { job, manifest } = runOf(flags, defaults);
  const { out = runFolder("bronze", flags.sample ? "sample" : "synthetic"), force = false, json = false } = flags;
  await refuseExisting(out, { replace: force });
  const { servers } = job.options;
  const progress = progressLine("generate", "servers");
  const { tables = {} } = await writeFleet(out, job, manifest, {
    replace: force,
    workers: flags.workers ?? Math.min(navigator.hardwareConcurrency, MOST_WORKERS),
    onServers: (done) => progress.update(done, servers),
    // The report brings forecasters and charts along, which no other run should wait for.
    ...flags.report
      ? { also: async (folder) => (await import("../generation/write_report.ts")).writeReport(folder, job) }
      : {},
  });
  const files = Object.values(tables);
  const [format] = job.formats;
  const rows = files.filter(({ file }) => tableOfFile(file) === MEASURED[job.grain].name && file.endsWith(`.${format}`))
    .reduce((sum, file) => sum + file.rows, 0);
  progress.done(`${rows} rows`);
  printResult({
    folder: out,
    rows,
    tables: [...new Set(files.map(({ file }) => tableOfFile(file)))].join(", "),
    ...flags.report ? { report: `${out}/generation_report.html` } : {},
  }, json);
}

/** The run that was asked for, defaults filled in. */
function runOf(flags: GenerateOptions, defaults: Config["fleet"]) {
  if (flags.sample) refuseBesideSample(flags);
  const { servers, start, end } = flags.sample ? SAMPLE_SET : {
    servers: flags.servers ?? defaults.servers,
    start: flags.start ?? dayOf(defaults.start),
    end: flags.end ?? dayOf(defaults.end),
  };
  if (end < start) {
    throw new CapacityError(
      `Cannot generate a fleet: expected --end on or after ${isoDate(start)}, got ${isoDate(end)}`,
      { kind: "usage" },
    );
  }
  const grain: Grain = flags.sample ? "sample" : flags.grain ?? "daily";
  if (grain !== "daily") refuseBesideHours(flags);
  const { seed = defaults.seed, profile = defaults.profile, shares, truth, format } = flags;
  const days = end - start + 1;
  const parameters = {
    servers,
    start: isoDate(start),
    end: isoDate(end),
    grain,
    seed,
    profile,
    ...shares ? { shares } : {},
    ...flags.defects ? { defects: true } : {},
  };
  const manifest = { command: "generate", parameters };
  const options = { servers, start, days, seed, profile, ...shares ? { shares } : {} };
  checkOptions(options);
  const job: FleetJob = {
    options,
    grain,
    ...flags.sample ? { sampleHours: 24 * (days - 1) + SAMPLE_SET.lastHour + 1 } : {},
    truth,
    ...flags.defects ? { defects: true } : {},
    formats: format === "both" ? ["parquet", "csv.gz"] : [format],
    serversPerBucket: serversPerBucket(grain, days),
    facts: factsOf(manifest),
  };
  return { job, manifest };
}

function refuseBesideSample(flags: GenerateOptions): void {
  for (const name of ["servers", "start", "end", "grain"] as const) {
    if (flags[name] === undefined) continue;
    throw new CapacityError(`Cannot make the sample set: expected no --${name} beside --sample, got one`, {
      remedy: `leave out --${name}, or --sample`,
      kind: "usage",
    });
  }
}

function refuseBesideHours(flags: GenerateOptions): void {
  for (const name of ["defects", "report"] as const) {
    if (flags[name] !== true) continue;
    throw new CapacityError(`Cannot generate hours: expected no --${name}, which is about daily rows, got one`, {
      remedy: `leave out --${name}, or make daily rows`,
      kind: "usage",
    });
  }
}
