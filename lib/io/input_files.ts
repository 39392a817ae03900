/** Turns what a user names (files and folders) into byte streams for the ingest adapters. */
import { CapacityError, messageOf } from "@lib/core/errors.ts";
import { naturalOrder } from "@lib/core/natural_order.ts";
import { resolve } from "node:path";
import { parquetAsCsv } from "./parquet_csv.ts";

/** A file as ingest sees it: a name for messages and a stream of its bytes; those of a Parquet file are CSV text. */
export interface InputFile {
  /** Name for messages and the ledger: the file, or the folder that the user gave and the way below it. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  open(): ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** Names that are never data: hidden files, what is written about data, checksums, pictures, programs. */
const NOT_DATA = [
  /^\.|^_(SUCCESS|(common_)?metadata)$|^(README|LICEN[CS]E|NOTICE|COPYING|CHANGELOG|MANIFEST|(SHA\d+|MD5)SUMS?)([.-](md|txt|rst))?$/i,
  /^manifest\.json$|\.(md|rst|pdf|docx?|png|jpe?g|gif|svg|webp|ico|html?|css|js|ts|py|r|sh|ipynb|toml|ya?ml|lock)$/i,
  /\.(sha\d+|md5|asc|sig|crc|tmp|part|bak)$/i,
];
const PARQUET = [0x50, 0x41, 0x52, 0x31];

/**
 * The data files that a list of paths names; folders are searched to the bottom, in name order.
 *
 * A file that is named is taken as it is; of a folder every file that may be data, whatever its ending, as what a file is
 * shows in its content. Pipes and devices in a folder are passed over, and links back into it are not followed.
 *
 * @throws {CapacityError} when a path is missing or a pipe, or a folder holds no such file.
 */
export async function inputFiles(paths: readonly string[]): Promise<InputFile[]> {
  const files: InputFile[] = [];
  const names = shownNames(paths);
  for (const [index, path] of paths.entries()) {
    const info = await statOf(path), name = names[index]!;
    if (info.isFile) {
      files.push(inputFile(path, name, info.size));
      continue;
    }
    if (!info.isDirectory) {
      throw new CapacityError("Cannot read the input: expected a file or a folder, got a pipe or a device", {
        place: { file: path },
        remedy: "write its content to a file first: every file is looked into before it is read",
      });
    }
    const found = await filesBelow(path, name);
    if (found.length === 0) {
      throw new CapacityError("Cannot read the input folder: expected data files in it, got none", {
        place: { file: path },
        remedy: "give the folder that holds the files, or one file",
      });
    }
    files.push(...found);
  }
  return files;
}

/** The last part of each path; where two are alike, as much more as tells them apart. */
function shownNames(paths: readonly string[]): string[] {
  const parts = paths.map((path) => resolve(path).split(/[/\\]/).filter((part) => part !== ""));
  const named = (count: number): string[] => parts.map((own) => own.slice(-count).join("/"));
  const longest = Math.max(1, ...parts.map((own) => own.length));
  for (let count = 1; count < longest; count++) {
    const names = named(count);
    if (new Set(names).size === names.length) return names;
  }
  return named(longest);
}

/** @param above Folders on the way down, by their real paths: a link back to one of them leads nowhere new. */
async function filesBelow(folder: string, shown: string, above: readonly string[] = []): Promise<InputFile[]> {
  const files: InputFile[] = [];
  const place = await Deno.realPath(folder);
  if (above.includes(place)) return files;
  const entries = await Array.fromAsync(Deno.readDir(folder));
  entries.sort((a, b) => naturalOrder(a.name, b.name));
  for (const { name, isDirectory, isSymlink } of entries) {
    const path = `${folder.replace(/[/\\]$/, "")}/${name}`;
    if (NOT_DATA.some((pattern) => pattern.test(name))) continue;
    const info = isDirectory ? undefined : await statOf(path);
    if (!info || (isSymlink && info.isDirectory)) {
      files.push(...await filesBelow(path, `${shown}/${name}`, [...above, place]));
    } else if (info.isFile) files.push(inputFile(path, `${shown}/${name}`, info.size));
  }
  return files;
}

function inputFile(path: string, name: string, size: number): InputFile {
  // Nothing is opened before the first read, so a long list of inputs does not hold a long list of descriptors.
  return { name, size, open: () => ReadableStream.from(contentOf(path, name)) };
}

async function* contentOf(path: string, name: string): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let isFirst = true;
  for await (const chunk of (await Deno.open(path)).readable) {
    if (isFirst && PARQUET.every((byte, index) => chunk[index] === byte)) return yield* parquetAsCsv(path, name);
    isFirst = false;
    yield chunk;
  }
}

async function statOf(path: string): Promise<Deno.FileInfo> {
  try {
    return await Deno.stat(path);
  } catch (error) {
    const missing = error instanceof Deno.errors.NotFound;
    throw new CapacityError(
      `Cannot read the input: expected a file or a folder, got ${missing ? "none" : messageOf(error)}`,
      { place: { file: path }, remedy: missing ? "check the path" : "check its permissions", cause: error },
    );
  }
}
