/** Files of metrics on their way in, for the commands that read them. */
import type { Command } from "commander";
import { resolve, sep } from "node:path";
import { CapacityError, type ReadingBatch } from "@lib/core/mod.ts";
import {
  type ColumnMap,
  guessedMap,
  ingest,
  type Ingestion,
  type IngestOptions,
  parseColumnMap,
  SOURCE_NAMES,
} from "@lib/ingest/mod.ts";
import { inputFiles, readYaml, serversInRuns } from "@lib/io/mod.ts";
import { oneOf, progressLine, timeZone } from "./command_line.ts";
import { withReadProgress } from "./read_progress.ts";

/** What the commands take that say how files are to be read. */
export interface SourceOptions {
  source: string;
  map?: string;
  timezone?: string;
}

/** Adds the options of SourceOptions to a command. */
export function sourceOptions(command: Command): Command {
  return command
    .option("--source <name>", `auto, or one of ${SOURCE_NAMES.slice(1).join(", ")}`, oneOf(...SOURCE_NAMES), "auto")
    .option("--map <file>", "JSON or YAML file that says what the columns are, instead of guessing")
    .option("--timezone <zone>", "zone of times that name none, for example Europe/Berlin (default UTC)", timeZone);
}

/**
 * Refuses an output folder that holds the input or lies in it: it would take the input's place, or be read the next time.
 *
 * @throws {CapacityError} of kind `usage`.
 */
export function refuseOwnInput(paths: readonly string[], out: string): void {
  const target = `${resolve(out)}${sep}`;
  for (const path of paths) {
    const input = `${resolve(path)}${sep}`;
    if (!target.startsWith(input) && !input.startsWith(target)) continue;
    throw new CapacityError(`Cannot write ${out}: expected a folder apart from the input, got input ${path}`, {
      kind: "usage",
      remedy: "choose another --out",
    });
  }
}

/** Readings that come server by server, and what is known of them afterwards. */
export interface ServerRuns {
  readonly readings: AsyncIterable<ReadingBatch>;
  summary: Ingestion["summary"];
}

/** What a manifest calls the order of readings in which those of a server follow one another. */
export const BY_SERVER = "by server";

/** Bytes of input behind each of the files that readings wait in: stored bytes, of which a gz makes five times as many. */
const BYTES_A_FILE = 4 << 20;

/**
 * Opens files for reading; readings that do not fit into memory wait in files next to `near`.
 *
 * @param label Name of the command, for its progress.
 * @throws {CapacityError} when a path is missing, the map cannot be used, or `near` is no place apart from the input.
 */
export async function openInput(
  paths: readonly string[],
  { source, map, timezone }: SourceOptions,
  { near, label }: { readonly near: string; readonly label: string },
): Promise<ServerRuns> {
  refuseOwnInput(paths, near);
  const found = await inputFiles(paths);
  const bytes = found.reduce((sum, { size }) => sum + size, 0);
  const progress = progressLine(label, "MB");
  const files = withReadProgress(found, (read) => progress.update(Math.round(read / 1e6), Math.round(bytes / 1e6)));
  const options: IngestOptions = {
    source,
    ...(map === undefined ? {} : { map: await readColumnMap(map) }),
    ...(timezone === undefined ? {} : { timezone }),
  };
  const unpacked = files.reduce((sum, { name, size }) => sum + (name.endsWith(".gz") ? 5 : 1) * size, 0);
  const readings = ingest(files, options);
  return {
    readings: serversInRuns(readings, { near, files: Math.min(512, Math.max(16, Math.ceil(unpacked / BYTES_A_FILE))) }),
    summary: () => readings.summary(),
  };
}

/**
 * The guesses about a table as a map to edit: of the first file, where there are several.
 *
 * @throws {CapacityError} when the file is no table.
 */
export async function guessedMapOf(
  paths: readonly string[],
  { map, timezone }: Omit<SourceOptions, "source">,
): Promise<ColumnMap> {
  const [file] = await inputFiles(paths);
  return await guessedMap(file!, {
    ...(map === undefined ? {} : { map: await readColumnMap(map) }),
    ...(timezone === undefined ? {} : { timezone }),
  });
}

async function readColumnMap(file: string): Promise<ColumnMap> {
  const remedy = "give a JSON or YAML file; capacity ingest --help shows one";
  return parseColumnMap(await readYaml(file, "the column map", remedy), file);
}
