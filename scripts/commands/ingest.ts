/** `capacity ingest`: files of real metrics to bronze readings and inventory. */
import { Command } from "commander";
import { FLEET, type ReadingBatch, READINGS } from "@lib/core/mod.ts";
import { fleetTable, foundIn, readingsTable } from "@lib/ingest/mod.ts";
import { baseName, refuseExisting, runFolder, type WritePart, writeRunParts } from "@lib/io/mod.ts";
import { collect, printResult, progressLine } from "../command_line.ts";
import { openInput, type SourceOptions, sourceOptions } from "../ingestion.ts";

interface IngestCommandOptions extends SourceOptions {
  input: string[];
  out?: string;
  force?: boolean;
  json?: boolean;
}

/** The command. */
export function ingestCommand(): Command {
  return sourceOptions(
    new Command("ingest")
      .description("Read traces and exports into bronze tables; format, units and clock are told from the content.")
      .requiredOption("--input <path>", "a file or folder (repeatable)", collect),
  )
    .option("--out <folder>", "output folder (default data/bronze/<name of the input>)")
    .option("--force", "replace a finished folder")
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      '\nExample:\n  deno task capacity ingest --input cpu.csv --map map.json\n  where map.json is {"timestamp": "time", "server": "host", "columns": {"load": {"metric": "cpu_pct", "unit": "percent"}}}',
    )
    .action(ingest);
}

async function ingest({ input, out, force = false, json = false, ...how }: IngestCommandOptions): Promise<void> {
  const folder = out ?? runFolder("bronze", baseName(input[0]!));
  await refuseExisting(folder, { replace: force });
  const { readings, summary } = await openInput(input, how, { near: folder, label: "ingest" });
  const progress = progressLine("ingest");
  const parameters = { source: how.source, timezone: how.timezone ?? "UTC" };
  await writeRunParts(folder, { command: "ingest", parameters }, async (write) => {
    await writeReadings(readings, write);
    await write(FLEET, fleetTable(summary().facts));
    return { notes: summary().notes, found: { ...foundIn(summary()) } };
  }, { replace: force });
  const { source, readings: count, empty, servers, first, last, notes } = summary();
  progress.done(`${count} readings`);
  for (const note of notes) console.error(`note: ${note}`);
  printResult({ folder, source, servers: servers.length, readings: count, empty, first, last }, json);
}

/** Readings of a bucket, unless one server has more. */
const BUCKET_READINGS = 1 << 20;

/** One file for a small input, a bucket for every million readings of a large one; a server is never in two. */
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
