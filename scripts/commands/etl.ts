/** `capacity etl`: bronze, or files of metrics, to silver. */
import { Command } from "commander";
import {
  CapacityError,
  type Config,
  featuresContract,
  type FeatureSet,
  FLEET,
  FULL_FEATURES,
  LEDGER,
  panelOf,
  SERIES,
  SERVER_DAILY,
  STANDARD_FEATURES,
} from "@lib/core/mod.ts";
import {
  type BinnedSeries,
  type CleanFleet,
  cleanPanel,
  cleanReadings,
  cleanSeries,
  conservation,
  dailyRowReadings,
  type DefectScore,
  defectScores,
  featuresTable,
  type Grain,
  GRAINS,
  Ledger,
  NO_CALENDAR_NOTE,
  seriesTable,
  type Stat,
  STATS,
} from "@lib/etl/mod.ts";
import {
  baseName,
  type Manifest,
  notesOf,
  readConfig,
  refuseExisting,
  runFolder,
  type WritePart,
  writeRunParts,
} from "@lib/io/mod.ts";
import { collect, oneOf, printResult, progressLine, timeZone } from "../command_line.ts";
import { type Bronze, openBronze } from "../etl/bronze.ts";
import { etlReportFiles, type ReportedCleaning } from "../etl/etl_report.ts";
import { plantedTruth, scoreLines } from "../etl/score.ts";
import { type SourceOptions, sourceOptions } from "../ingestion.ts";

interface EtlOptions extends SourceOptions {
  input?: string[];
  out?: string;
  force?: boolean;
  config?: string;
  json?: boolean;
  grain: Grain;
  stat: Stat;
  features: keyof typeof FEATURE_SETS;
  dayZone?: string;
  score?: boolean;
  report: boolean;
}

const FEATURE_SETS = { standard: STANDARD_FEATURES, full: FULL_FEATURES } as const;

/** The command. */
export function etlCommand(): Command {
  return sourceOptions(
    new Command("etl")
      .description("Check and repair readings or daily values; everything that was done stands in the ledger.")
      .option(
        "--input <path>",
        `a run of bronze, or files and folders of metrics (repeatable; default ${runFolder("bronze", "synthetic")})`,
        collect,
      )
      .option("--out <folder>", "output folder (default data/silver/<name of the input>)"),
  )
    .option("--grain <step>", `${GRAINS.join(", ")}: step of the values`, oneOf(...GRAINS), "1d")
    .option("--stat <name>", `${STATS.join(", ")}: what stands for the readings of a step`, oneOf(...STATS), "p95")
    .option("--day-zone <zone>", "zone whose calendar cuts the days (default UTC)", timeZone)
    .option("--features <set>", "standard or full: which features to store", oneOf("standard", "full"), "full")
    .option("--no-report", "leave out etl_report.json and etl_report.html")
    .option("--score", "of a run of generate --defects: precision and recall of the cleaning by kind of defect")
    .option("--force", "replace a finished folder")
    .option("--config <file>", "configuration (default data/fleet.yaml)")
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      `
Daily 95th percentiles (the default) are repaired and get features; any other grain or stat makes the table series.
etl_report.html, beside the tables, shows what came in, what was wrong, what was done and what the source is good for.

Examples:
  deno task capacity etl --input data/bronze/metrics --out data/silver/metrics
  deno task capacity etl --input machine_usage.csv.gz --grain 1h --stat mean --out data/silver/hours
  deno task capacity etl --input data/bronze/dirty --out data/silver/dirty --score`,
    )
    .action(etl);
}

async function etl(flags: EtlOptions): Promise<void> {
  const { input = [runFolder("bronze", "synthetic")], force = false, grain, stat } = flags;
  const out = flags.out ?? runFolder("silver", baseName(input[0]!));
  await refuseExisting(out, { replace: force });
  const config = await readConfig(flags.config);
  const bronze = await openBronze(input, flags, out);
  const isRepaired = grain === "1d" && stat === "p95";
  if (flags.score && !isRepaired) {
    throw new CapacityError("Cannot score the cleaning: expected daily 95th percentiles, got another grain or stat", {
      kind: "usage",
      remedy: "leave --grain and --stat out",
    });
  }
  const truth = flags.score ? await plantedTruth(input) : undefined;
  const options = {
    ...config.etl,
    region: config.calendar.region,
    timezone: flags.dayZone ?? "UTC",
    features: FEATURE_SETS[flags.features],
  };
  const parameters = { ...options, features: flags.features, grain, stat };
  const progress = progressLine("etl");
  let result: Record<string, unknown> = {}, rules: Made["rules"] = [], score: readonly DefectScore[] | undefined;
  const manifest = await writeRunParts(out, { command: "etl", parameters }, async (write, unfinished) => {
    const made = isRepaired
      ? await writeDays(bronze, options, write)
      : await writeSeries(bronze, { ...options, grain, stat }, write);
    await write(FLEET, await bronze.fleet());
    ({ result, rules } = made);
    if (truth && made.clean) score = defectScores(truth, made.clean.ledger);
    const from = await bronze.from();
    if (flags.report) {
      const { json, html } = etlReportFiles({
        ...made,
        run: bronze.source,
        from,
        value: isRepaired ? "daily 95th percentile" : `${stat} of ${grain}`,
        notes: [...from.notes ?? [], ...made.notes],
        ...score ? { scores: score } : {},
      });
      await Deno.writeTextFile(`${unfinished}/etl_report.json`, json);
      await Deno.writeTextFile(`${unfinished}/etl_report.html`, html);
    }
    return { notes: made.notes, from };
  }, { replace: force });
  progress.done(`${rowsOf(manifest, isRepaired ? SERVER_DAILY.name : SERIES.name)} rows`);
  for (const note of notesOf(manifest)) console.error(`note: ${note}`);
  const { json = false } = flags;
  printResult({ folder: out, ...result, ...json && score ? { score } : {} }, json);
  if (json) return;
  const drops = rules.filter(({ action }) => action === "dropped").map(({ rule, count }) => `${count} ${rule}`);
  if (drops.length > 0) console.log(`why dropped: ${drops.join(", ")}`);
  if (flags.report) console.log(`report: ${out}/etl_report.html`);
  for (const line of score ? scoreLines(score) : []) console.log(line);
}

/** How to clean, from the configuration and the command. */
type CleaningOptions = Config["etl"] & {
  readonly region: Config["calendar"]["region"];
  readonly timezone: string;
  readonly features: FeatureSet;
};

interface Made extends Pick<ReportedCleaning, "seen" | "rules" | "laws" | "clean" | "notes"> {
  readonly result: Record<string, unknown>;
}

/** Daily percentiles: repaired, with features. */
async function writeDays(bronze: Bronze, options: CleaningOptions, write: WritePart): Promise<Made> {
  let parts = 0;
  const { rows } = bronze;
  const clean = await cleaned(bronze, options, async (part) => await write(LEDGER, part, parts++));
  await write(SERVER_DAILY, clean.serverDaily);
  const isRealClock = (await bronze.from()).found?.isRealClock !== false;
  const { features: set, outlierZ } = options;
  const known = { rows: clean.rows, fleet: await bronze.fleet(), set, isRealClock, outlierZ };
  await write(featuresContract(set), featuresTable(clean.panel, clean.calendar, known));
  if (clean.ownSeries.length > 0) await write(SERIES, seriesTable(clean.ownSeries));
  await (parts === 0 ? write(LEDGER, clean.ledger) : write(LEDGER, clean.ledger, parts));
  const laws = conservation(clean), { read, used, dropped, imputed, changed } = laws;
  return {
    result: { read, used, dropped, changed, imputed },
    clean,
    laws,
    rules: clean.rules,
    ...("readings" in rows ? { seen: rows.seen() } : {}),
    notes: isRealClock ? clean.notes : [...clean.notes, NO_CALENDAR_NOTE],
  };
}

async function cleaned(
  { rows, source, fleet, from }: Bronze,
  options: CleaningOptions,
  takeLedger: (part: CleanFleet["ledger"]) => Promise<void>,
): Promise<CleanFleet> {
  if ("readings" in rows) {
    return await cleanReadings(rows.readings, { fleet, source }, { ...options, serversCome: "together", takeLedger });
  }
  const daily = await rows.daily(), origin = { fleet: await fleet(), source };
  // Rows with planted defects may come twice, which a panel cannot hold.
  return (await from()).parameters.defects === true
    ? await cleanReadings(dailyRowReadings(daily), origin, options)
    : cleanPanel(panelOf(daily), origin, options);
}

/** Values in memory from which on they are written as a bucket. */
const SERIES_PART = 1 << 20;

/** Values at another grain or of another stat: as they are, nothing imputed. */
async function writeSeries(
  { rows }: Bronze,
  options: CleaningOptions & { readonly grain: Grain; readonly stat: Stat },
  write: WritePart,
): Promise<Made> {
  if (!("readings" in rows)) {
    throw new CapacityError("Cannot bring daily rows to another grain: expected readings, got one value a day", {
      kind: "usage",
      remedy: "leave --grain and --stat out, or generate --grain hourly",
    });
  }
  const ledger = new Ledger();
  let series: BinnedSeries[] = [], held = 0, parts = 0, ledgerParts = 0, read = 0, used = 0;
  const writeHeld = async (bucket?: number): Promise<void> => {
    await write(SERIES, seriesTable(series), bucket);
    series = [];
    held = 0;
  };
  for await (const ofServer of cleanSeries(rows.readings, ledger, { ...options, serversCome: "together" })) {
    for (const one of ofServer) {
      series.push(one);
      held += one.values.length;
      read += one.read;
      used += one.readings.reduce((sum, count) => sum + count, 0);
    }
    if (held >= SERIES_PART) await writeHeld(parts++);
    if (ledger.held >= SERIES_PART) await write(LEDGER, ledger.drain(), ledgerParts++);
  }
  await writeHeld(parts === 0 ? undefined : parts);
  await write(LEDGER, ledger.drain(), ledgerParts === 0 ? undefined : ledgerParts);
  const rules = ledger.countsByRule();
  const dropped = rules.reduce((sum, { action, count }) => action === "dropped" ? sum + count : sum, 0);
  const laws = { read, used, dropped, readingsHold: read === used + dropped };
  return { result: { read, used, dropped }, rules, laws, seen: rows.seen(), notes: [] };
}

function rowsOf({ tables = {} }: Manifest, table: string): number {
  return Object.values(tables).filter(({ file }) => file.startsWith(table)).reduce((sum, { rows }) => sum + rows, 0);
}
