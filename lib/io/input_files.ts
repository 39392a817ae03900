/** Turns what a user names (files and folders) into byte streams for the ingest adapters. */
import { CapacityError, messageOf } from "@lib/core/errors.ts";
import { resolve } from "node:path";

/** A file as ingest sees it: a name for messages and a stream of its bytes. */
export interface InputFile {
  /** Name for messages and the ledger: the file, or the folder that the user gave and the way below it. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  open(): ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** File names that are never data. */
const NOT_DATA = /^\.|^(README|LICENSE|SHA256SUMS)(\.(md|txt))?$/i;
const CSV = /\.(csv|tsv|txt)(\.gz)?$/i;

/**
 * The data files that a list of paths names; folders are searched to the bottom, in name order.
 *
 * @throws {CapacityError} when a path is missing, or a folder holds no CSV file.
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
    const found = await filesBelow(path, name);
    if (found.length === 0) {
      throw new CapacityError("Cannot read the input folder: expected CSV files (.csv, .csv.gz) in it, got none", {
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

async function filesBelow(folder: string, shown: string): Promise<InputFile[]> {
  const files: InputFile[] = [];
  const entries = await Array.fromAsync(Deno.readDir(folder));
  entries.sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
  for (const { name, isDirectory, isSymlink } of entries) {
    const path = `${folder.replace(/[/\\]$/, "")}/${name}`;
    if (NOT_DATA.test(name)) continue;
    if (isDirectory || (isSymlink && (await statOf(path)).isDirectory)) {
      files.push(...await filesBelow(path, `${shown}/${name}`));
    } else if (CSV.test(name)) files.push(inputFile(path, `${shown}/${name}`, (await statOf(path)).size));
  }
  return files;
}

function inputFile(path: string, name: string, size: number): InputFile {
  return {
    name,
    size,
    // The file is opened on the first read, so a long list of inputs does not hold a long list of descriptors.
    open: () => {
      let reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | undefined;
      return new ReadableStream({
        async pull(controller) {
          reader ??= (await Deno.open(path)).readable.getReader();
          const { done, value } = await reader.read();
          if (done) controller.close();
          else controller.enqueue(value);
        },
        async cancel() {
          await reader?.cancel();
        },
      });
    },
  };
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
