/** A run's folder in a zone: its tables and the manifest that says how they were made. */
import { CapacityError, messageOf } from "@lib/core/errors.ts";
import { assertContract } from "@lib/core/contract_check.ts";
import type { Table, TableContract } from "@lib/core/table.ts";
import { refuseExisting, writeFolderAtomic } from "./atomic.ts";
import { dirname } from "node:path";
import { withParquetWriter } from "./parquet_writer.ts";
import type { ReadOptions } from "./read_parquet.ts";
import { joinCsv, type TableFile, tableFiles, type TableFormat, tableOfFile, writeTableFile } from "./table_files.ts";
import type { FileFacts } from "./write_parquet.ts";

/** A table with its contract, ready to be written. */
export interface NamedTable {
  readonly contract: TableContract;
  /** A whole table becomes one file. Parts are made one by one, checked, written as a bucket each, and let go. */
  readonly table: Table | Iterable<Table> | AsyncIterable<Table>;
}

/** How a run was made; free of clocks and paths, so that the same run gives the same manifest. */
export interface Manifest {
  /** Command that made it, for example `generate`. */
  readonly command: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Plain sentences that a reader should know. */
  readonly notes?: readonly string[];
  /** What the stage found out about its input. */
  readonly found?: Readonly<Record<string, unknown>>;
  /** Manifest of the stage that made the other tables of an extended folder. */
  readonly before?: Manifest;
  /** Manifest of the run that this one was made from. */
  readonly from?: Manifest;
  /** Names of the texts beside the tables, for example `model_card.md`; filled in on writing. */
  readonly documents?: readonly string[];
  /** Contract version, rows and SHA-256 of each file, by its place in the folder; filled in on writing. */
  readonly tables?: Readonly<Record<string, TableFile>>;
}

/** How to write a run. */
export interface WriteRunOptions {
  /** Replace a finished folder; default false, which refuses it. */
  readonly replace?: boolean;
  /** Keep the other tables of a finished folder: two stages that share a folder, as forecast and risk share gold. */
  readonly extend?: boolean;
  /** File formats per table; default Parquet. */
  readonly formats?: Readonly<Record<string, readonly TableFormat[]>>;
  /** Texts to lay beside the tables, by file name: what people read of the run. */
  readonly documents?: Readonly<Record<string, string>>;
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
  { formats = {}, documents = {}, ...options }: WriteRunOptions = {},
): Promise<Manifest> {
  await refuseExisting(folder, { replace: options.replace || options.extend || false });
  for (const { contract, table } of tables) if (isTable(table)) assertContract(contract, table);
  const facts = factsOf(manifest);
  // Texts of another run's manifest are not in this folder.
  const { documents: _, ...own } = manifest;
  return await writeRunFiles(folder, tables.map(({ contract }) => contract.name), own, async (temporary) => {
    return await withParquetWriter(async (writer) => {
      const files: TableFile[] = [];
      for (const { contract, table } of tables) {
        const wanted = formats[contract.name] ?? ["parquet"] as const;
        const write = (part: Table, format: TableFormat, bucket?: number): Promise<TableFile> =>
          writeTableFile(writer, temporary, contract, part, {
            format,
            facts,
            ...bucket === undefined ? {} : { bucket },
          });
        if (isTable(table)) {
          for (const format of wanted) files.push(await write(table, format));
          continue;
        }
        const csv: TableFile[] = [];
        let bucket = 0;
        for await (const part of table) {
          assertContract(contract, part);
          for (const format of wanted) (format === "parquet" ? files : csv).push(await write(part, format, bucket));
          bucket++;
        }
        if (wanted.includes("csv.gz")) files.push(await joinCsv(temporary, contract, csv));
      }
      for (const [name, text] of Object.entries(documents)) await Deno.writeTextFile(`${temporary}/${name}`, text);
      const names = Object.keys(documents);
      return { files, ...names.length > 0 ? { late: { documents: names } } : {} };
    });
  }, options);
}

/** What was written into a run's folder. */
export interface FilledRun {
  readonly files: readonly TableFile[];
  /** What is only known once the files are made. */
  readonly late?: Pick<Manifest, "notes" | "found" | "from" | "documents">;
}

/**
 * Makes a run's folder in one step from files that `fill` writes into it: for tables that are made by several workers.
 *
 * @param tables Names of the tables that are made; with `extend`, all others of the folder stay.
 * @param fill Writes into a temporary folder and tells its files, in any order, and what else the manifest should say
 * that was not known before.
 * @returns The manifest as written.
 * @throws {CapacityError} when the folder is taken or cannot be written.
 */
export async function writeRunFiles(
  folder: string,
  tables: readonly string[],
  manifest: Manifest,
  fill: (temporary: string) => Promise<FilledRun>,
  { replace = false, extend = false }: Omit<WriteRunOptions, "formats" | "documents"> = {},
): Promise<Manifest> {
  await refuseExisting(folder, { replace: replace || extend });
  const before = extend ? await layersBefore(folder, manifest.command, tables) : undefined;
  let complete: Manifest = manifest;
  await writeFolderAtomic(folder, async (temporary) => {
    try {
      if (before) await keepTables(folder, temporary, before);
      const { files, late = {} } = await fill(temporary);
      const inOrder = files.toSorted((a, b) => a.file < b.file ? -1 : 1).map((file) => [file.file, file]);
      complete = { ...manifest, ...late, tables: Object.fromEntries(inOrder), ...(before ? { before } : {}) };
      await Deno.writeTextFile(`${temporary}/manifest.json`, JSON.stringify(complete, null, 2) + "\n");
    } catch (error) {
      throw noRoom(folder, error) ?? error;
    }
    // Another process may have finished the same folder meanwhile.
    await refuseExisting(folder, { replace: replace || extend });
  }, { replace: replace || extend });
  return complete;
}

/** A full disk or quota in words for the user; `undefined` for any other error. */
function noRoom(folder: string, error: unknown): CapacityError | undefined {
  if (!(error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT"))) {
    return undefined;
  }
  return new CapacityError(`Cannot write ${folder}: ${error.message.replace(/\n.*/s, "")}`, {
    remedy: "make room on the disk, or choose another folder",
    cause: error,
  });
}

function isTable(table: NamedTable["table"]): table is Table {
  return "rowCount" in table;
}

/** What every Parquet file of a run says of it: the command and its parameters. */
export function factsOf({ command, parameters }: Manifest): FileFacts {
  const texts = Object.entries(parameters).filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]);
  return { command, ...Object.fromEntries(texts) };
}

/**
 * Reads one table of a run, or a part of it.
 *
 * @throws {CapacityError} when the run has no such table or its files are damaged.
 */
export async function readTable(folder: string, contract: TableContract, options: ReadOptions = {}): Promise<Table> {
  const files = await tableFiles(folder, contract.name);
  if (files.length === 0) {
    throw new CapacityError(`Cannot read table ${contract.name}: expected its file, got none`, {
      place: { file: `${folder}/${contract.name}.parquet` },
      remedy: "run the stage that makes it",
    });
  }
  // Whoever only writes does without the reading half of the driver.
  const { readParquet } = await import("./read_parquet.ts");
  return await readParquet(files, contract, options);
}

/**
 * Reads a table of a run bucket by bucket; a table of one file is one part.
 *
 * @throws {CapacityError} when its files are damaged.
 */
export async function* tablePartsOf(folder: string, contract: TableContract): AsyncGenerator<Table> {
  const { readParquet } = await import("./read_parquet.ts");
  for (const file of await tableFiles(folder, contract.name)) yield await readParquet([file], contract);
}

/** Whether a run has a table. */
export async function hasTable(folder: string, contract: TableContract): Promise<boolean> {
  return (await tableFiles(folder, contract.name)).length > 0;
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
  return layersOf(manifest).find(({ tables = {} }) =>
    Object.keys(tables).some((file) => file.endsWith(".parquet") && tableOfFile(file) === contract.name)
  );
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
      tables: Object.fromEntries(
        Object.entries(layer.tables ?? {}).filter(([file]) => !rewritten.includes(tableOfFile(file))),
      ),
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
      await Deno.mkdir(dirname(`${into}/${file}`), { recursive: true });
      await Deno.copyFile(`${folder}/${file}`, `${into}/${file}`);
    }
    for (const name of stage.documents ?? []) {
      await Deno.copyFile(`${folder}/${name}`, `${into}/${name}`).catch((error) => {
        // A text that somebody has taken away is no reason to stop.
        if (!(error instanceof Deno.errors.NotFound)) throw error;
      });
    }
  }
}
