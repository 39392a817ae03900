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
  readonly notes?: readonly string[];
  /** Contract version, rows and SHA-256 of each table's file; filled in on writing. */
  readonly tables?: Readonly<Record<string, { version: number; rows: number; file: string; sha256: string }>>;
}

/** How to write a run. */
export interface WriteRunOptions {
  /** Replace a finished folder; default false, which refuses it. */
  readonly replace?: boolean;
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
  { replace = false, formats = {} }: WriteRunOptions = {},
): Promise<Manifest> {
  if (!replace) await refuseExisting(folder);
  for (const { contract, table } of tables) assertContract(contract, table);
  const written: Record<string, { version: number; rows: number; file: string; sha256: string }> = {};
  let complete: Manifest = manifest;
  await writeFolderAtomic(folder, async (temporary) => {
    for (const { contract, table } of tables) {
      for (const format of formats[contract.name] ?? ["parquet"]) {
        const file = `${contract.name}.${format}`;
        const path = `${temporary}/${file}`;
        if (format === "csv.gz") await writeTableFile(path, contract, table, format);
        else await writeTableFile(path, contract, table);
        written[file] = { version: contract.version, rows: table.rowCount, file, sha256: await sha256Of(path) };
      }
    }
    complete = { ...manifest, tables: written };
    await Deno.writeTextFile(`${temporary}/manifest.json`, JSON.stringify(complete, null, 2) + "\n");
  }, { replace });
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

async function sha256Of(path: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await Deno.readFile(path));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
