/** The first rows of a file: enough to tell what it is. */
import { CapacityError } from "@lib/core/errors.ts";
import { bytesOf } from "./text/byte_stream.ts";
import { csvBlocks, type CsvDialect } from "./text/csv_rows.ts";
import { decodedText } from "./text/decoded_text.ts";
import { delimiterOf } from "./text/delimiter.ts";
import { numberFormOf } from "./text/number_form.ts";
import { otherKind } from "./other_kind.ts";
import type { SourceFile } from "./source_file.ts";

/** What a look at the start of a file shows. */
export interface FileHead {
  readonly file: SourceFile;
  /** The first bytes, unpacked: 64 KiB or more, or the whole file. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The same as text. */
  readonly text: string;
  /** Whether that is all of the file. */
  readonly isWhole: boolean;
  /** The start as a table; `undefined` where it is no text with separated cells (JSON, a web page, binary data). */
  readonly table: TableHead | undefined;
}

/** The first rows of a table in a text file. */
export interface TableHead {
  readonly dialect: CsvDialect;
  /** Cells of the first rows, a few hundred at most; the first of them may be a header. */
  readonly rows: readonly (readonly string[])[];
}

const HEAD_BYTES = 1 << 16;
const HEAD_ROWS = 501;

/**
 * Reads the head of a file.
 *
 * @returns `undefined` when the file has no byte, or nothing but blank lines.
 * @throws {CapacityError} when the file cannot be read.
 */
export async function headOf(file: SourceFile): Promise<FileHead | undefined> {
  const { bytes, isWhole } = await firstBytes(file);
  if (bytes.every((byte) => byte <= 32)) return undefined;
  const text = decodedText(bytes, !isWhole);
  const head = { file, bytes, text, isWhole };
  return { ...head, table: otherKind(head) === undefined ? await tableHead(head) : undefined };
}

async function tableHead({ file, bytes, text, isWhole }: Omit<FileHead, "table">): Promise<TableHead | undefined> {
  const delimiter = delimiterOf(text, isWhole);
  const rows: string[][] = [];
  const blocks = csvBlocks(onlyChunk(bytes), { file: file.name, dialect: { delimiter, decimal: "." } });
  try {
    // Only complete rows count, so the last one of a part of a file is left out with the second, final block.
    for await (const { row, next } of isWhole ? blocks : firstBlock(blocks)) {
      while (rows.length < HEAD_ROWS && next()) {
        rows.push(Array.from({ length: row.count }, (_, cell) => row.text(cell)));
      }
      if (rows.length >= HEAD_ROWS) break;
    }
  } catch (error) {
    // A quote that is never closed: whoever reads the file as a table will say where.
    if (!(error instanceof CapacityError) || rows.length === 0) return undefined;
  }
  return { dialect: { delimiter, ...numberFormOf(rows.slice(1)) }, rows };
}

async function firstBytes(file: SourceFile): Promise<{ bytes: Uint8Array<ArrayBuffer>; isWhole: boolean }> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0, isWhole = true;
  for await (const chunk of bytesOf(file)) {
    parts.push(chunk);
    size += chunk.length;
    if (size < HEAD_BYTES) continue;
    isWhole = false;
    break;
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { bytes, isWhole };
}

async function* onlyChunk(bytes: Uint8Array<ArrayBuffer>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  yield await Promise.resolve(bytes);
}

async function* firstBlock<Block>(blocks: AsyncGenerator<Block>): AsyncGenerator<Block> {
  const { value, done } = await blocks.next();
  if (!done) yield value;
  await blocks.return(undefined);
}
