/** `capacity hybrid`: synthetic and real server-days in one table, split for learning, choosing and judging. */
import { Command, InvalidArgumentError } from "commander";
import { HYBRID, type Origin, SERVER_DAILY, type Split, SPLITS } from "@lib/core/mod.ts";
import {
  DEFAULT_HYBRID,
  hybridDataSet,
  type HybridOptions,
  type HybridSource,
  type SplitReport,
} from "@lib/etl/mod.ts";
import {
  baseName,
  type Manifest,
  notesOf,
  readConfig,
  readManifest,
  readTable,
  refuseExisting,
  runFolder,
  writeRun,
} from "@lib/io/mod.ts";
import { collect, oneOf, printResult, progressLine, wholeNumber } from "../command_line.ts";

interface HybridCommandOptions {
  synthetic: string;
  real: string[];
  mix?: HybridOptions["realShares"];
  by: HybridOptions["by"];
  train: number;
  validation: number;
  test: number;
  seed?: number;
  out?: string;
  force?: boolean;
  config?: string;
  json?: boolean;
}

/** The command. */
export function hybridCommand(): Command {
  const { sizes } = DEFAULT_HYBRID;
  return new Command("hybrid")
    .description(
      "Mix synthetic and real server-days into train, validation and test; no server and no day in two of them.",
    )
    .requiredOption("--real <folder>", "a silver folder of real metrics (repeatable)", collect)
    .option("--synthetic <folder>", "the silver folder of a generated fleet", runFolder("silver", "synthetic"))
    .option(
      "--mix <list>",
      "synthetic/real percent, one for all or train,validation,test (default 100/0,80/20,50/50)",
      mixes,
    )
    .option("--by <what>", "what the mix counts: rows or servers", oneOf("rows", "servers"), DEFAULT_HYBRID.by)
    .option("--train <share>", "servers and days for training", share, sizes.train)
    .option("--validation <share>", "servers and days for choosing a model", share, sizes.validation)
    .option("--test <share>", "servers and days for judging it; the three add up to 1", share, sizes.test)
    .option("--seed <n>", "seed; the same seed gives the same bytes (default of the configuration)", wholeNumber(0))
    .option("--out <folder>", "output folder (default data/silver/hybrid)")
    .option("--force", "replace a finished folder")
    .option("--config <file>", "configuration (default data/fleet.yaml)")
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      `
Examples:
  deno task capacity hybrid --synthetic data/silver/synthetic --real data/silver/bitbrains
  deno task capacity hybrid --real data/silver/a --real data/silver/b --mix 80/20 --by servers --train .6 --validation .2 --test .2
Days of sources that overlap are cut at the same dates; a server is used on the days of its own split alone.`,
    )
    .action(hybrid);
}

async function hybrid(flags: HybridCommandOptions): Promise<void> {
  const { out = runFolder("silver", "hybrid"), force = false, json = false } = flags;
  await refuseExisting(out, { replace: force });
  const { fleet } = await readConfig(flags.config);
  const { by, train, validation, test, mix = DEFAULT_HYBRID.realShares, seed = fleet.seed } = flags;
  const options: HybridOptions = { seed, by, realShares: mix, sizes: { train, validation, test } };
  const progress = progressLine("hybrid");
  const inputs = [
    await inputOf(flags.synthetic, "synthetic"),
    ...await Promise.all(flags.real.map((folder) => inputOf(folder, "real"))),
  ].sort((a, b) => a.fact.name < b.fact.name ? -1 : 1);
  const made = hybridDataSet(inputs.map(({ source }) => source), options);
  const notes = [...made.notes, ...inputs.flatMap(({ notes }) => notes)];
  await writeRun(
    out,
    [{ contract: HYBRID, table: made.table }],
    {
      command: "hybrid",
      parameters: { ...options, sources: inputs.map(({ fact }) => fact), splits: made.splits, quality: made.quality },
      notes,
    },
    { replace: force },
  );
  progress.done(`${made.table.rowCount} server-days`);
  for (const note of notes) console.error(`note: ${note}`);
  if (json) {
    printResult({
      folder: out,
      rows: made.table.rowCount,
      leftOut: made.leftOut,
      splits: made.splits,
      quality: made.quality,
    }, true);
  } else {printResult({
      folder: out,
      ...Object.fromEntries(made.splits.map((report) => [report.split, splitText(report, by)])),
    }, false);}
}

/** A source, what its own stages had to say, and what tells it apart in the manifest. */
async function inputOf(folder: string, origin: Origin) {
  const name = baseName(folder);
  const manifest: Manifest = await readManifest(folder);
  const source: HybridSource = { name, origin, table: await readTable(folder, SERVER_DAILY) };
  const files = Object.values(manifest.tables ?? {}).filter(({ file }) => file.startsWith(`${SERVER_DAILY.name}`));
  return {
    source,
    notes: notesOf(manifest).map((note) => `${name}: ${note}`),
    fact: { name, origin, rows: source.table.rowCount, sha256: files.map(({ sha256 }) => sha256) },
  };
}

/** For example `12 synthetic and 3 real servers, 2,628 and 657 rows, 20 % of the rows real`. */
function splitText({ origins: { synthetic, real }, reached }: SplitReport, by: HybridOptions["by"]): string {
  const count = (value: number): string => value.toLocaleString("en");
  return `${count(synthetic.servers)} synthetic and ${count(real.servers)} real servers, ${count(synthetic.rows)} and ${
    count(real.rows)
  } rows, ${Math.round(1000 * reached) / 10} % of the ${by} real`;
}

/** Parses `80/20`, or one of these for each split. */
function mixes(text: string): Record<Split, number> {
  const parts = text.split(",");
  if (parts.length !== 1 && parts.length !== SPLITS.length) {
    throw new InvalidArgumentError(`expected one mix, or three of train,validation,test, got "${text}"`);
  }
  const shares = parts.map((part) => {
    const [, synthetic, real] = /^(\d+(?:\.\d+)?)\/(\d+(?:\.\d+)?)$/.exec(part.trim()) ?? [];
    if (Math.abs(Number(synthetic) + Number(real) - 100) < 1e-9) return Number(real) / 100;
    throw new InvalidArgumentError(`expected synthetic/real percent that add up to 100, as 80/20, got "${part}"`);
  });
  return Object.fromEntries(SPLITS.map((split, index) => [split, shares[index] ?? shares[0]!])) as Record<
    Split,
    number
  >;
}

/** Parses a share. */
function share(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value > 0 && value < 1)) {
    throw new InvalidArgumentError(`expected a share above 0 and below 1, got "${text}"`);
  }
  return value;
}
