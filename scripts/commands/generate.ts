/** `capacity generate`: a synthetic fleet as bronze tables. */
import { Command } from "commander";
import { dayOf, FLEET, isoDate, SERVER_METRICS, TRUTH_DAILY, TRUTH_EVENTS, TRUTH_SERVERS } from "@lib/core/mod.ts";
import { generateFleet, serverMetricsTable, truthDailyTable } from "@lib/generate/mod.ts";
import { readConfig, refuseExisting, runFolder, writeRun } from "@lib/io/mod.ts";
import { isoDay, oneOf, printResult, progressLine, wholeNumber } from "../command_line.ts";

interface GenerateOptions {
  servers?: number;
  start?: number;
  end?: number;
  seed?: number;
  out?: string;
  format: "parquet" | "csv.gz" | "both";
  truth: boolean;
  force?: boolean;
  config?: string;
  json?: boolean;
}

/** The command. */
export function generateCommand(): Command {
  return new Command("generate")
    .description("Make a synthetic fleet: daily p95 metrics, inventory and the planted truth.")
    .option("--servers <n>", "number of servers", wholeNumber(1))
    .option("--start <date>", "first day, YYYY-MM-DD", isoDay)
    .option("--end <date>", "last day, included", isoDay)
    .option("--seed <n>", "seed; the same seed gives the same bytes", wholeNumber(0))
    .option("--out <folder>", "output folder (default data/bronze/synthetic)")
    .option(
      "--format <format>",
      "of the 18-column set: parquet, csv.gz or both",
      oneOf("parquet", "csv.gz", "both"),
      "parquet",
    )
    .option("--no-truth", "leave the daily truth out")
    .option("--force", "replace a finished folder")
    .option("--config <file>", "configuration (default data/fleet.yaml)")
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      "\nExample:\n  deno task capacity generate --servers 12 --start 2024-01-01 --out fleet --format both",
    )
    .action(generate);
}

async function generate(options: GenerateOptions): Promise<void> {
  const { fleet: defaults } = await readConfig(options.config);
  const { servers = defaults.servers, seed = defaults.seed, out = runFolder("bronze", "synthetic") } = options;
  const start = options.start ?? dayOf(defaults.start), end = options.end ?? dayOf(defaults.end);
  if (end < start) {
    throw new RangeError(`Cannot generate a fleet: expected --end on or after ${isoDate(start)}, got ${isoDate(end)}`);
  }
  await refuseExisting(out, { replace: options.force ?? false });
  const progress = progressLine("generate");
  const fleet = generateFleet({
    servers,
    profile: defaults.profile,
    start,
    days: end - start + 1,
    seed,
    onProgress: progress.update,
  });
  const metrics = serverMetricsTable(fleet);
  const manifest = await writeRun(
    out,
    [
      { contract: SERVER_METRICS, table: metrics },
      { contract: FLEET, table: fleet.inventory },
      { contract: TRUTH_EVENTS, table: fleet.truth.events },
      { contract: TRUTH_SERVERS, table: fleet.truth.servers },
      ...(options.truth ? [{ contract: TRUTH_DAILY, table: truthDailyTable(fleet) }] : []),
    ],
    {
      command: "generate",
      parameters: { servers, start: isoDate(start), end: isoDate(end), seed, profile: fleet.options.profile },
    },
    {
      replace: options.force ?? false,
      formats: { server_metrics: options.format === "both" ? ["parquet", "csv.gz"] : [options.format] },
    },
  );
  progress.done(`${metrics.rowCount} rows`);
  printResult(
    { folder: out, rows: metrics.rowCount, tables: Object.keys(manifest.tables ?? {}).join(", ") },
    options.json ?? false,
  );
}
