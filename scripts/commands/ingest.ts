/** `capacity ingest`: files of real metrics to bronze readings and inventory. */
import { Command } from "commander";
import { FLEET, type ReadingBatch, READINGS } from "@lib/core/mod.ts";
import { compatibility, factsOfIngest, fleetTable, foundIn, readingsTable } from "@lib/ingest/mod.ts";
import { baseName, refuseExisting, runFolder, type WritePart, writeRunParts } from "@lib/io/mod.ts";
import { collect, printResult, progressLine } from "../command_line.ts";
import { judgementLine } from "../compatibility_text.ts";
import { guessLines } from "../guess_text.ts";
import { BY_SERVER, guessedMapOf, openInput, type SourceOptions, sourceOptions } from "../ingestion.ts";

interface IngestCommandOptions extends SourceOptions {
  input: string[];
  out?: string;
  force?: boolean;
  json?: boolean;
  showMap?: boolean;
}

/** Guesses printed, the least sure; the manifest has all of them. */
const MOST_GUESSES = 12;

/** The command. */
export function ingestCommand(): Command {
  return sourceOptions(
    new Command("ingest")
      .description("Read traces and exports into bronze tables; format, units and clock are told from the content.")
      .requiredOption("--input <path>", "a file or folder (repeatable)", collect),
  )
    .option("--out <folder>", "output folder (default data/bronze/<name of the input>)")
    .option("--show-map", "print what the columns of the first file are taken for, as a map to edit, and stop")
    .option("--force", "replace a finished folder")
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      '\nExample:\n  deno task capacity ingest --input cpu.csv --map map.json\n  where map.json is {"timestamp": "time", "server": "host", "columns": {"load": {"metric": "cpu_pct", "unit": "percent"}}}',
    )
    .action(ingest);
}

async function ingest(
  { input, out, force = false, json = false, showMap, ...how }: IngestCommandOptions,
): Promise<void> {
  if (showMap) return console.log(JSON.stringify(await guessedMapOf(input, how), null, 2));
  const folder = out ?? runFolder("bronze", baseName(input[0]!));
  await refuseExisting(folder, { replace: force });
  const { readings, summary } = await openInput(input, how, { near: folder, label: "ingest" });
  const progress = progressLine("ingest");
  const parameters = { source: how.source, timezone: how.timezone ?? "UTC" };
  await writeRunParts(folder, { command: "ingest", parameters }, async (write) => {
    await writeReadings(readings, write);
    await write(FLEET, fleetTable(summary().facts));
    return { notes: summary().notes, found: { order: BY_SERVER, ...foundIn(summary()) } };
  }, { replace: force });
  const { source, readings: count, empty, servers, first, last, notes, guesses } = summary();
  progress.done(`${count} readings`);
  for (const note of notes) console.error(`note: ${note}`);
  const judgement = compatibility(factsOfIngest(summary(), summary().sampling));
  const result = { folder, source, servers: servers.length, readings: count, empty, first, last };
  if (json) return printResult({ ...result, guesses, compatibility: judgement }, json);
  printResult({ ...result, compatibility: judgementLine(judgement) }, json);
  const surest = guesses.toSorted((a, b) => b.confidence - a.confidence), left = guesses.length - MOST_GUESSES;
  for (const line of guessLines(left > 0 ? surest.slice(left) : guesses)) console.log(line);
  if (left > 0) console.log(`${left} surer guesses are in ${folder}/manifest.json`);
}

/** Readings of a bucket, unless one server has more. */
const BUCKET_READINGS = 1 << 19;

/** One file for a small input, a bucket for every half million readings of a large one; a server is never in two. */
async function writeReadings(readings: AsyncIterable<ReadingBatch>, write: WritePart): Promise<void> {
  let bucket: ReadingBatch[] = [], held = 0, buckets = 0;
  for await (const batch of readings) {
    if (held >= BUCKET_READINGS && batch.serverId !== bucket.at(-1)!.serverId) {
      await write(READINGS, readingsTable(bucket), buckets++);
      bucket = [];
      held = 0;
    }
    bucket.push(batch);
    held += batch.values.length;
  }
  await (buckets === 0 ? write(READINGS, readingsTable(bucket)) : write(READINGS, readingsTable(bucket), buckets));
}
