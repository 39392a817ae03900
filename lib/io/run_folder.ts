/** A run's folder in a zone: its tables and the manifest that says how they were made. */
import { CapacityError, messageOf } from "@lib/core/errors.ts";
import { assertContract, type Table, type TableContract } from "@lib/core/table.ts";
import { refuseExisting, writeFolderAtomic } from "./atomic.ts";
import { type ReadOptions, readTableFile, type TableFormat, writeTableFile } from "./parquet.ts";

/** A table with its contract, ready to be written. */
export interface NamedTable {
  readonly contract: TableContract;
  readonly table: Table;
}

/** How a run was made; free of clocks and paths, so that the same run gives the same manifest. */
export interface Manifest {
  /** Command that made it, for example `generate`. */
  readonly command: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Plain sentences that a reader should know. */
  readonly notes?: readonly string[];
  /** Manifest of the stage that made the other tables of an extended folder. */
  readonly before?: Manifest;
  /** Manifest of the run that this one was made from. */
  readonly from?: Manifest;
  /** Contract version, rows and SHA-256 of each table's file; filled in on writing. */
  readonly tables?: Readonly<Record<string, { version: number; rows: number; file: string; sha256: string }>>;
}

/** How to write a run. */
export interface WriteRunOptions {
  /** Replace a finished folder; default false, which refuses it. */
  readonly replace?: boolean;
  /** Keep the other tables of a finished folder: two stages that share a folder, as forecast and risk share gold. */
  readonly extend?: boolean;
  /** File formats per table; default Parquet. */
  readonly formats?: Readonly<Record<string, readonly TableFormat[]>>;
}

/**
 * Checks every table against its contract and writes the folder in one step: all of it or nothing.
 *
 * @param folder For example `runFolder("gold", "synthetic")`.
 * @returns The manifest as written.
 * @throws {CapacityError} when a table breaks its contract, or the folder is taken or cannot be written.
 */
export async function writeRun(
  folder: string,
  tables: readonly NamedTable[],
  manifest: Manifest,
  { replace = false, extend = false, formats = {} }: WriteRunOptions = {},
): Promise<Manifest> {
  await refuseExisting(folder, { replace: replace || extend });
  for (const { contract, table } of tables) assertContract(contract, table);
  const written: Record<string, { version: number; rows: number; file: string; sha256: string }> = {};
  const files = tables.flatMap(({ contract: { name } }) =>
    (formats[name] ?? ["parquet"]).map((format) => `${name}.${format}`)
  );
  const before = extend ? await layersBefore(folder, manifest.command, files) : undefined;
  let complete: Manifest = manifest;
  await writeFolderAtomic(folder, async (temporary) => {
    if (before) await keepTables(folder, temporary, before);
    for (const { contract, table } of tables) {
      for (const format of formats[contract.name] ?? ["parquet"] as const) {
        const file = `${contract.name}.${format}`, path = `${temporary}/${file}`;
        await writeTableFile(path, contract, table, format);
        written[file] = { version: contract.version, rows: table.rowCount, file, sha256: await sha256Of(path) };
      }
    }
    const inOrder = Object.keys(written).sort().map((file) => [file, written[file]!]);
    complete = { ...manifest, tables: Object.fromEntries(inOrder), ...(before ? { before } : {}) };
    await Deno.writeTextFile(`${temporary}/manifest.json`, JSON.stringify(complete, null, 2) + "\n");
  }, { replace: replace || extend });
  return complete;
}

/** Reads one table of a run, or a part of it. */
export async function readTable(folder: string, contract: TableContract, options: ReadOptions = {}): Promise<Table> {
  return await readTableFile(`${folder}/${contract.name}.parquet`, contract, options);
}

/** Whether a run has a table. */
export async function hasTable(folder: string, contract: TableContract): Promise<boolean> {
  return await Deno.stat(`${folder}/${contract.name}.parquet`).then(() => true, () => false);
}

/**
 * The manifest of a run.
 *
 * @throws {CapacityError} when there is none.
 */
export async function readManifest(folder: string): Promise<Manifest> {
  try {
    return JSON.parse(await Deno.readTextFile(`${folder}/manifest.json`)) as Manifest;
  } catch (error) {
    throw new CapacityError(`Cannot read the run: ${messageOf(error).replace(/\n.*/s, "")}`, {
      place: { file: `${folder}/manifest.json` },
      remedy: "run the stage that makes it first",
      cause: error,
    });
  }
}

/** The layer of a manifest that made a table, newest first; `undefined` when none did. */
export function layerOf(manifest: Manifest, contract: TableContract): Manifest | undefined {
  return layersOf(manifest).find(({ tables = {} }) => `${contract.name}.parquet` in tables);
}

/** What all stages behind a folder had to say, the earliest first. */
export function notesOf(manifest: Manifest): string[] {
  const { from } = layersOf(manifest).find((layer) => layer.from) ?? {};
  const own = layersOf(manifest).toReversed().flatMap(({ notes = [] }) => notes);
  return [...new Set([...(from ? notesOf(from) : []), ...own])];
}

function layersOf(manifest: Manifest | undefined): Manifest[] {
  return manifest ? [manifest, ...layersOf(manifest.before)] : [];
}

/** What other stages have made in a folder and this one leaves alone; a repeated stage takes its own place. */
async function layersBefore(
  folder: string,
  command: string,
  rewritten: readonly string[],
): Promise<Manifest | undefined> {
  const found = await readManifest(folder).catch((error) => {
    // Nothing there yet is fine; a damaged manifest is not.
    if (error instanceof CapacityError && error.cause instanceof Deno.errors.NotFound) return undefined;
    throw error;
  });
  return layersOf(found).filter((layer) => layer.command !== command)
    .map((layer) => ({
      ...layer,
      tables: Object.fromEntries(Object.entries(layer.tables ?? {}).filter(([file]) => !rewritten.includes(file))),
    }))
    .filter(({ tables }) => Object.keys(tables).length > 0)
    .reduceRight<Manifest | undefined>(
      (before, { before: _, ...layer }) => before ? { ...layer, before } : layer,
      undefined,
    );
}

async function keepTables(folder: string, into: string, manifest: Manifest): Promise<void> {
  for (let stage: Manifest | undefined = manifest; stage; stage = stage.before) {
    for (const { file } of Object.values(stage.tables ?? {})) {
      await Deno.copyFile(`${folder}/${file}`, `${into}/${file}`);
    }
  }
}

async function sha256Of(path: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await Deno.readFile(path));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
