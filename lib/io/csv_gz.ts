/** Tables as gzipped CSV, in gzip members of a fixed number of rows: any tool reads them on as one file. */
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Table, TableContract } from "@lib/core/table.ts";
import { csvHeader, csvLines } from "./csv_text.ts";

/** Rows of a gzip member. Members are packed on their own, so whoever makes them, the bytes are the same. */
const MEMBER_ROWS = 16_384;
/** Members packed at once. */
const AT_ONCE = 2;

/** The default of every gzip: level 9 takes three times as long for two percent. */
const pack = promisify(gzip) as (bytes: Uint8Array, options: { level: number }) => Promise<Uint8Array<ArrayBuffer>>;

/** The header line as a gzip member of its own, the first of a file. */
export async function csvGzHeader(contract: TableContract): Promise<Uint8Array<ArrayBuffer>> {
  return await pack(csvHeader(contract), { level: 6 });
}

/** The rows of a table as gzip members, in order; a file is its header and the members of one table or of several. */
export async function* csvGzMembers(contract: TableContract, table: Table): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const packing: Promise<Uint8Array<ArrayBuffer>>[] = [];
  for (let first = 0; first < table.rowCount; first += MEMBER_ROWS) {
    const rows = Math.min(MEMBER_ROWS, table.rowCount - first);
    packing.push(pack(csvLines(contract, table, first, rows), { level: 6 }));
    if (packing.length === AT_ONCE) yield await packing.shift()!;
  }
  for (const member of packing) yield await member;
}
