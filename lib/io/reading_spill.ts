/** Readings in any order, given back server by server without holding them all: the rest waits in files. */
import { CapacityError, messageOf } from "@lib/core/errors.ts";
import type { ReadingBatch } from "@lib/core/reading_batch.ts";
import { abandon, begin } from "./unfinished.ts";

/** How much to hold, and where the rest goes. */
export interface SpillOptions {
  /** Path next to which the files may wait; they are gone at the end, also after an error or Ctrl-C. */
  readonly near: string;
  /** Values in memory from which on readings wait in files. Default a million, about 25 MB. */
  readonly valuesInMemory?: number;
  /** Files over which the servers are spread; each is read back as a whole. Default 64. */
  readonly files?: number;
}

/**
 * The batches of each server in one run. Small inputs never touch the disk.
 *
 * @param batches Batches in any order.
 * @returns The same batches; those of a server keep their order.
 * @throws {CapacityError} when the files cannot be written, as on a full disk.
 */
export async function* serversInRuns(
  batches: AsyncIterable<ReadingBatch>,
  { near, valuesInMemory = 1_000_000, files = 64 }: SpillOptions,
): AsyncGenerator<ReadingBatch> {
  let held = new Map<string, ReadingBatch[]>(), values = 0;
  let spill: Spill | undefined;
  try {
    for await (const batch of batches) {
      const ofServer = held.get(batch.serverId);
      if (ofServer) ofServer.push(batch);
      else held.set(batch.serverId, [batch]);
      values += batch.values.length + BATCH_VALUES;
      if (values < valuesInMemory) continue;
      spill ??= new Spill(near, files);
      spill.append(held);
      held = new Map();
      values = 0;
    }
    if (!spill) {
      for (const ofServer of held.values()) yield* ofServer;
      return;
    }
    spill.append(held);
    held = new Map();
    yield* spill.servers();
  } finally {
    spill?.remove();
  }
}

/** Values whose room the arrays of a batch take beside their own: short batches weigh more than their values. */
const BATCH_VALUES = 32;

/** Series of a server that share their times, as they wait in a file. */
interface SpilledRun {
  readonly serverId: string;
  readonly sourceFile: string;
  readonly series: readonly { readonly metric: string; readonly unit: string }[];
  readonly length: number;
}

/** Files of batches, spread by server; none stays open. A class because it owns their folder. */
class Spill {
  readonly #near: string;
  readonly #folder: string;
  readonly #count: number;

  constructor(near: string, count: number) {
    this.#near = near;
    this.#folder = begin(`${near}.readings`);
    this.#count = count;
  }

  append(held: ReadonlyMap<string, readonly ReadingBatch[]>): void {
    try {
      Deno.mkdirSync(this.#folder, { recursive: true });
      for (const [file, servers] of Map.groupBy(held, ([serverId]) => hashOf(serverId) % this.#count)) {
        using open = Deno.openSync(`${this.#folder}/${file}`, { append: true, create: true });
        for (const [serverId, batches] of servers) {
          for (const bytes of recordsOf(serverId, batches)) writeAll(open, bytes);
        }
      }
    } catch (error) {
      throw new CapacityError(
        `Cannot keep readings beside ${this.#near} until all are read: ${messageOf(error).replace(/\n.*/s, "")}`,
        {
          remedy: "choose an --out on a writable disk with room for the readings",
          cause: error,
        },
      );
    }
  }

  /** Reads the files back one by one. */
  *servers(): Generator<ReadingBatch> {
    for (let file = 0; file < this.#count; file++) {
      const byServer = new Map<string, ReadingBatch[]>();
      for (const batch of batchesOf(this.#taken(`${this.#folder}/${file}`))) {
        const ofServer = byServer.get(batch.serverId);
        if (ofServer) ofServer.push(batch);
        else byServer.set(batch.serverId, [batch]);
      }
      for (const ofServer of byServer.values()) yield* ofServer;
    }
  }

  /** Reads a file and removes it: the room is needed by what is made of these readings. */
  #taken(path: string): Uint8Array<ArrayBuffer> {
    try {
      const bytes = Deno.readFileSync(path);
      Deno.removeSync(path);
      return bytes;
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return new Uint8Array();
      throw error;
    }
  }

  remove(): void {
    abandon(this.#folder);
  }
}

/** The batches of a server as records. */
function* recordsOf(serverId: string, batches: readonly ReadingBatch[]): Generator<Uint8Array> {
  for (let first = 0, next = 0; first < batches.length; first = next) {
    const { timestamps, sourceRows, sourceFile } = batches[first]!;
    // The metrics of a row mostly share its time and line, which then are written once.
    while (next < batches.length && batches[next]!.timestamps === timestamps) next++;
    const run = batches.slice(first, next);
    const record: SpilledRun = {
      serverId,
      sourceFile,
      series: run.map(({ metric, unit }) => ({ metric, unit })),
      length: timestamps.length,
    };
    yield packed(record, [timestamps, sourceRows, ...run.map(({ values }) => values)]);
  }
}

/** A record's bytes: the length of its description, the description, zeros up to a multiple of eight, the columns. */
function packed(record: SpilledRun, columns: readonly Float64Array[]): Uint8Array<ArrayBuffer> {
  const description = new TextEncoder().encode(JSON.stringify(record));
  const start = 8 * Math.ceil((8 + description.length) / 8);
  const bytes = new Uint8Array(start + 8 * record.length * columns.length);
  new DataView(bytes.buffer).setUint32(0, description.length);
  bytes.set(description, 8);
  columns.forEach((column, index) => {
    new Float64Array(bytes.buffer, start + 8 * record.length * index, record.length).set(column);
  });
  return bytes;
}

function* batchesOf(bytes: Uint8Array<ArrayBuffer>): Generator<ReadingBatch> {
  const view = new DataView(bytes.buffer), decoder = new TextDecoder();
  for (let at = 0; at < bytes.length;) {
    const size = view.getUint32(at);
    const { serverId, sourceFile, series, length } = JSON.parse(
      decoder.decode(bytes.subarray(at + 8, at + 8 + size)),
    ) as SpilledRun;
    at += 8 * Math.ceil((8 + size) / 8);
    const column = (): Float64Array => {
      const values = new Float64Array(bytes.buffer, at, length);
      at += 8 * length;
      return values;
    };
    const timestamps = column(), sourceRows = column();
    for (const { metric, unit } of series) {
      yield { serverId, metric, unit, timestamps, values: column(), sourceFile, sourceRows };
    }
  }
}

function writeAll(file: Deno.FsFile, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length;) written += file.writeSync(bytes.subarray(written));
}

/** FNV-1a, which spreads names that differ in a digit. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
