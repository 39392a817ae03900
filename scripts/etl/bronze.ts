/** What `capacity etl` starts from: a run of bronze, or files of metrics that are read on the way. */
import {
  CapacityError,
  FLEET,
  PANEL_COLUMNS,
  type ReadingBatch,
  READINGS,
  SERVER_METRICS,
  type Table,
} from "@lib/core/mod.ts";
import { readingsOf } from "@lib/etl/mod.ts";
import { fleetTable, foundIn } from "@lib/ingest/mod.ts";
import {
  baseName,
  hasTable,
  type Manifest,
  readManifest,
  readTable,
  serversInRuns,
  tablePartsOf,
} from "@lib/io/mod.ts";
import { watched, type WatchedReadings } from "../watched_readings.ts";
import { BY_SERVER, openInput, refuseOwnInput, type SourceOptions } from "../ingestion.ts";

/** Where the rows come from. */
export interface Bronze {
  /** Name of the source, for every row of silver. */
  readonly source: string;
  /** Readings server by server, or the daily rows of a synthetic fleet. */
  readonly rows: WatchedReadings | { readonly daily: () => Promise<Table> };
  /** The inventory; of files only once all readings were taken. */
  fleet(): Promise<Table>;
  /** How the rows were made, as late as the inventory. */
  from(): Promise<Manifest>;
}

/**
 * Opens the input of ETL.
 *
 * @param paths One run's folder, or files and folders of metrics.
 * @param near Path next to which large inputs may wait.
 * @throws {CapacityError} when there is nothing to clean, or `near` is no place apart from the input.
 */
export async function openBronze(paths: readonly string[], how: SourceOptions, near: string): Promise<Bronze> {
  const [first = ""] = paths, source = baseName(first).replace(/(\.(csv|tsv|txt|json|parquet|gz))+$/i, "");
  if (paths.length === 1 && await isRun(first)) {
    refuseOwnInput(paths, near);
    return await ofRun(first, near);
  }
  const { readings, summary } = await openInput(paths, how, { near, label: "etl" });
  return {
    source,
    rows: { readings, seen: summary },
    fleet: () => Promise.resolve(fleetTable(summary().facts)),
    from: () =>
      Promise.resolve({
        command: "ingest",
        parameters: { source: how.source, timezone: how.timezone ?? "UTC" },
        notes: summary().notes,
        found: { ...foundIn(summary()) },
      }),
  };
}

async function ofRun(folder: string, near: string): Promise<Bronze> {
  const from = await readManifest(folder);
  const origin = {
    source: baseName(folder),
    fleet: () => readTable(folder, FLEET),
    from: () => Promise.resolve(from),
  };
  if (await hasTable(folder, READINGS)) {
    const isByServer = from.command === "generate" || from.found?.order === BY_SERVER;
    return {
      ...origin,
      rows: watched(isByServer ? readingsIn(folder) : serversInRuns(readingsIn(folder), { near })),
    };
  }
  if (await hasTable(folder, SERVER_METRICS)) {
    return { ...origin, rows: { daily: () => readTable(folder, SERVER_METRICS, { columns: PANEL_COLUMNS }) } };
  }
  throw new CapacityError("Cannot clean the run: expected readings or daily rows, got neither", {
    place: { file: folder },
    remedy: `give a run of generate or ingest, or a file of metrics${
      from.command === "generate" ? " (a sample is one: sample.parquet)" : ""
    }`,
  });
}

/** The readings of a run, one bucket in memory at a time. */
async function* readingsIn(folder: string): AsyncGenerator<ReadingBatch> {
  for await (const part of tablePartsOf(folder, READINGS)) yield* readingsOf(part);
}

async function isRun(path: string): Promise<boolean> {
  return await Deno.stat(`${path}/manifest.json`).then(({ isFile }) => isFile, () => false);
}
