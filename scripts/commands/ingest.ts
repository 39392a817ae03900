/** `capacity ingest`: files of real metrics to bronze readings and inventory. */
import { Command } from "commander";
import { CapacityError, FLEET, messageOf, READINGS } from "@lib/core/mod.ts";
import {
  collectReadings,
  fleetTable,
  type IngestOptions,
  parseColumnMap,
  readingsTable,
  SOURCE_NAMES,
} from "@lib/ingest/mod.ts";
import { baseName, inputFiles, refuseExisting, runFolder, writeRun } from "@lib/io/mod.ts";
import { collect, oneOf, printResult, progressLine } from "../command_line.ts";

interface IngestCommandOptions {
  input: string[];
  source: string;
  map?: string;
  out?: string;
  force?: boolean;
  json?: boolean;
}

/** The command. */
export function ingestCommand(): Command {
  return new Command("ingest")
    .description("Read traces and exports into bronze tables; format, units and clock are told from the content.")
    .requiredOption("--input <path>", "a file or folder (repeatable)", collect)
    .option("--source <name>", SOURCE_NAMES.join(", "), oneOf(...SOURCE_NAMES), "auto")
    .option("--map <file>", "JSON file that says what the columns are, instead of guessing")
    .option("--out <folder>", "output folder (default data/bronze/<name of the input>)")
    .option("--force", "replace a finished folder")
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      '\nExample:\n  deno task capacity ingest --input cpu.csv --map map.json\n  where map.json is {"timestamp": "time", "server": "host", "columns": {"load": {"metric": "cpu_pct", "unit": "percent"}}}',
    )
    .action(ingest);
}

async function ingest({ input, source, map, out, force = false, json = false }: IngestCommandOptions): Promise<void> {
  const folder = out ?? runFolder("bronze", baseName(input[0]!));
  await refuseExisting(folder, { replace: force });
  const progress = progressLine("ingest");
  const options: IngestOptions = {
    source,
    ...(map === undefined ? {} : { map: parseColumnMap(await readJson(map), map) }),
    onProgress: progress.update,
  };
  const { batches, summary } = await collectReadings(await inputFiles(input), options);
  await writeRun(
    folder,
    [
      { contract: READINGS, table: readingsTable(batches) },
      { contract: FLEET, table: fleetTable(summary.facts) },
    ],
    { command: "ingest", parameters: { source: summary.source }, notes: summary.notes },
    { replace: force },
  );
  progress.done(`${summary.readings} readings`);
  for (const note of summary.notes) console.error(`note: ${note}`);
  printResult({
    folder,
    servers: summary.servers.length,
    readings: summary.readings,
    first: summary.first,
    last: summary.last,
  }, json);
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await Deno.readTextFile(file));
  } catch (error) {
    throw new CapacityError(`Cannot read the column map: ${messageOf(error)}`, {
      place: { file },
      remedy: "give a JSON file; --help shows one",
      cause: error,
    });
  }
}
