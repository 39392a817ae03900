/** One table as one file of the user's choice: CSV, gzipped CSV or Parquet, by its ending. */
import { CapacityError, messageOf } from "@lib/core/errors.ts";
import type { Table, TableContract } from "@lib/core/table.ts";
import { basename, dirname, join, resolve } from "node:path";
import { csvGzHeader, csvGzMembers } from "./csv_gz.ts";
import { csvHeader, csvLines } from "./csv_text.ts";
import { withParquetWriter } from "./parquet_writer.ts";
import { abandon, begin } from "./unfinished.ts";
import { writeParquet } from "./write_parquet.ts";

/** Endings of files that can be written, with the format of each. */
const FORMATS = { ".csv": "csv", ".csv.gz": "csv.gz", ".parquet": "parquet" } as const;
/** A format of a file. */
export type FileFormat = typeof FORMATS[keyof typeof FORMATS];

/**
 * The format that a file's ending names.
 *
 * @throws {CapacityError} of kind `usage` when it names none.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { fileFormatOf } from "@lib/io/table_file.ts";
 * strictEqual(fileFormatOf("forecast.csv.gz"), "csv.gz");
 * ```
 */
export function fileFormatOf(path: string): FileFormat {
  const found = Object.entries(FORMATS).find(([ending]) => path.toLowerCase().endsWith(ending));
  if (found) return found[1];
  throw new CapacityError(`Cannot write ${path}: expected a name that ends in .csv, .csv.gz or .parquet`, {
    kind: "usage",
    remedy: "choose another --output",
  });
}

/**
 * Refuses a path that could not be written in the end, before the work for it is done. Nothing is left behind.
 *
 * @throws {CapacityError} of kind `usage` when the ending names no format or the path is a folder; else when no file can be made there.
 */
export async function refuseUnwritable(path: string): Promise<void> {
  fileFormatOf(path);
  const target = resolve(path);
  if (await isFolder(target)) {
    throw new CapacityError(`Cannot write ${path}: expected a file, got a folder`, {
      kind: "usage",
      remedy: "choose another --output",
    });
  }
  // Folders on the way are made when the file is: what counts is the last one that is there.
  let folder = dirname(target);
  while (!await isThere(folder) && dirname(folder) !== folder) folder = dirname(folder);
  const probe = begin(join(folder, basename(target)));
  try {
    await onDisk(path, () => Deno.writeFile(probe, new Uint8Array()));
  } finally {
    abandon(probe);
  }
}

const isThere = (path: string): Promise<boolean> => Deno.lstat(path).then(() => true, () => false);
const isFolder = (path: string): Promise<boolean> => Deno.stat(path).then((found) => found.isDirectory, () => false);

/**
 * Writes a table that comes in parts as one file, seen whole or not at all; an older file stays until then.
 *
 * @param parts In file order; of a CSV each is written and let go.
 * @returns Number of rows.
 * @throws {CapacityError} when the file cannot be written. What `parts` throws passes through, and nothing is left behind.
 */
export async function writeTableTo(
  path: string,
  contract: TableContract,
  parts: AsyncIterable<Table> | Iterable<Table>,
): Promise<number> {
  const format = fileFormatOf(path);
  const target = resolve(path), temporary = begin(target);
  try {
    await onDisk(path, () => Deno.mkdir(dirname(target), { recursive: true }));
    const rows = format === "parquet"
      ? await writeAsParquet(path, temporary, contract, parts)
      : await writeAsCsv(path, temporary, contract, { parts, isPacked: format === "csv.gz" });
    await onDisk(path, () => Deno.rename(temporary, target));
    return rows;
  } finally {
    abandon(temporary);
  }
}

async function writeAsCsv(
  path: string,
  temporary: string,
  contract: TableContract,
  { parts, isPacked }: { parts: AsyncIterable<Table> | Iterable<Table>; isPacked: boolean },
): Promise<number> {
  using file = await onDisk(path, () => Deno.open(temporary, { write: true, create: true, truncate: true }));
  const write = async (bytes: Uint8Array): Promise<void> => {
    for (let at = 0; at < bytes.length;) at += await onDisk(path, () => file.write(bytes.subarray(at)));
  };
  await write(isPacked ? await csvGzHeader(contract) : csvHeader(contract));
  let rows = 0;
  for await (const part of parts) {
    rows += part.rowCount;
    if (!isPacked) await write(csvLines(contract, part, 0, part.rowCount));
    else for await (const member of csvGzMembers(contract, part)) await write(member);
  }
  return rows;
}

/** A Parquet file is written from one table. */
async function writeAsParquet(
  path: string,
  temporary: string,
  contract: TableContract,
  parts: AsyncIterable<Table> | Iterable<Table>,
): Promise<number> {
  const tables: Table[] = [];
  for await (const part of parts) tables.push(part);
  const table = joined(contract, tables);
  await withParquetWriter((writer) => onDisk(path, () => writeParquet(writer, temporary, contract, table)));
  return table.rowCount;
}

function joined({ columns }: TableContract, tables: readonly Table[]): Table {
  const rowCount = tables.reduce((sum, table) => sum + table.rowCount, 0);
  const cellsOf = (name: string): Table["columns"][string] => {
    const parts = tables.map((table) => table.columns[name]!);
    if (parts.every((part) => !ArrayBuffer.isView(part))) return parts.flat() as (string | null)[];
    const cells = parts.every((part) => part instanceof Int32Array)
      ? new Int32Array(rowCount)
      : new Float64Array(rowCount);
    let at = 0;
    for (const part of parts) {
      cells.set(part as Float64Array, at);
      at += part.length;
    }
    return cells;
  };
  return { rowCount, columns: Object.fromEntries(Object.keys(columns).map((name) => [name, cellsOf(name)])) };
}

async function onDisk<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new CapacityError(`Cannot write ${path}: ${messageOf(error).replace(/\n.*/s, "")}`, {
      remedy: "choose a folder that exists and is writable",
      cause: error,
    });
  }
}
