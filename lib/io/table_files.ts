/** The files of a table in a run's folder: one, or one for each bucket of servers. */
import { CapacityError, messageOf } from "@lib/core/errors.ts";
import type { Table, TableContract } from "@lib/core/table.ts";
import { csvGzHeader, csvGzMembers } from "./csv_gz.ts";
import type { ParquetWriter } from "./parquet_writer.ts";
import { sha256Of } from "./sha256.ts";
import { type FileFacts, writeParquet } from "./write_parquet.ts";

/** File formats of a table. */
export type TableFormat = "parquet" | "csv.gz";

/** A written file of a table. */
export interface TableFile {
  /** Version of the table's contract. */
  readonly version: number;
  readonly rows: number;
  /** Its place in the run's folder: `<table>.parquet`, `<table>/bucket=NNNN/part.parquet` or `<table>.csv.gz`. */
  readonly file: string;
  readonly sha256: string;
}

/** How to write a file of a table. */
export interface TableFileOptions {
  readonly format?: TableFormat;
  /** Number of the bucket, from 0, when the table is written in several; default: the table is one file. */
  readonly bucket?: number;
  /** What a Parquet file says of itself beside its contract. */
  readonly facts?: FileFacts;
}

/** The place of a table's file in the run's folder; a bucket of a CSV only waits there to be joined. */
export function tableFileName(table: string, format: TableFormat = "parquet", bucket?: number): string {
  if (bucket === undefined) return `${table}.${format}`;
  const number = String(bucket).padStart(4, "0");
  return format === "parquet" ? `${table}/bucket=${number}/part.parquet` : `${table}.csv.gz.${number}`;
}

/** The table that a file belongs to. */
export function tableOfFile(file: string): string {
  return file.split("/")[0]!.replace(/\.(parquet|csv\.gz)$/, "");
}

/** The Parquet files of a table in a run's folder, in the order of its buckets; none when the table is not there. */
export async function tableFiles(folder: string, table: string): Promise<string[]> {
  const single = `${folder}/${tableFileName(table)}`;
  if (await isFile(single)) return [single];
  const buckets = await Array.fromAsync(Deno.readDir(`${folder}/${table}`), ({ name }) => name).catch(() => []);
  const numbers = buckets.flatMap((name) => /^bucket=(\d+)$/.exec(name)?.[1] ?? []).map(Number).sort((a, b) => a - b);
  const files = numbers.map((bucket) => `${folder}/${tableFileName(table, "parquet", bucket)}`);
  const there = await Promise.all(files.map(isFile));
  return files.filter((_, index) => there[index]);
}

/**
 * Writes a table, or one bucket of it, as one file. A bucket of a CSV has no header and waits for `joinCsv`.
 *
 * @param writer What Parquet files are written with.
 * @param folder The run's folder.
 * @throws {CapacityError} when the file cannot be written.
 */
export async function writeTableFile(
  writer: ParquetWriter,
  folder: string,
  contract: TableContract,
  table: Table,
  { format = "parquet", bucket, facts = {} }: TableFileOptions = {},
): Promise<TableFile> {
  const name = tableFileName(contract.name, format, bucket), path = `${folder}/${name}`;
  return await written(contract, path, async () => {
    if (format === "parquet") {
      await makeFoldersOf(name, folder);
      const own = { contract: contract.name, contract_version: String(contract.version) };
      await writeParquet(writer, path, contract, table, { ...own, ...facts });
    } else {
      using file = await Deno.open(path, { write: true, create: true, truncate: true });
      if (bucket === undefined) await writeAll(file, await csvGzHeader(contract));
      for await (const member of csvGzMembers(contract, table)) await writeAll(file, member);
    }
    return { version: contract.version, rows: table.rowCount, file: name, sha256: await sha256Of(path) };
  });
}

/**
 * Joins the buckets of a CSV, in the order given, to one file with a header; the buckets are gone then.
 *
 * @throws {CapacityError} when the file cannot be written.
 */
export async function joinCsv(
  folder: string,
  contract: TableContract,
  buckets: readonly TableFile[],
): Promise<TableFile> {
  const name = tableFileName(contract.name, "csv.gz"), path = `${folder}/${name}`;
  return await written(contract, path, async () => {
    using joined = await Deno.open(path, { write: true, create: true, truncate: true });
    await writeAll(joined, await csvGzHeader(contract));
    let rows = 0;
    for (const bucket of buckets) {
      const part = `${folder}/${bucket.file}`;
      using file = await Deno.open(part);
      for (const piece = new Uint8Array(1 << 20);;) {
        const length = await file.read(piece);
        if (length === null) break;
        await writeAll(joined, piece.subarray(0, length));
      }
      await Deno.remove(part);
      rows += bucket.rows;
    }
    return { version: contract.version, rows, file: name, sha256: await sha256Of(path) };
  });
}

async function written(contract: TableContract, path: string, write: () => Promise<TableFile>): Promise<TableFile> {
  try {
    return await write();
  } catch (error) {
    throw new CapacityError(`Cannot write table ${contract.name}: ${messageOf(error).replace(/\n.*/s, "")}`, {
      place: { file: path },
      remedy: "make room on the disk, or choose another folder",
      cause: error,
    });
  }
}

/** Makes the folders of a file below the run's folder, which must be there: a run that was stopped does not come back. */
async function makeFoldersOf(file: string, folder: string): Promise<void> {
  let path = folder;
  for (const name of file.split("/").slice(0, -1)) {
    path += `/${name}`;
    await Deno.mkdir(path).catch((error) => {
      if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
    });
  }
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) done += await file.write(bytes.subarray(done));
}

async function isFile(path: string): Promise<boolean> {
  return await Deno.stat(path).then((info) => info.isFile, () => false);
}
