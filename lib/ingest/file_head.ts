/** The first rows of a file: enough to tell what it is. */
import { CapacityError } from "@lib/core/errors.ts";
import { bytesOf } from "./byte_stream.ts";
import { csvBlocks, type CsvDialect } from "./csv_rows.ts";
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
  const text = new TextDecoder().decode(bytes);
  const head = { file, bytes, text, isWhole };
  return { ...head, table: otherFormat(head) === undefined ? await tableHead(head) : undefined };
}

async function tableHead({ file, bytes, text, isWhole }: Omit<FileHead, "table">): Promise<TableHead | undefined> {
  const dialect = dialectOf(text, isWhole);
  const rows: string[][] = [];
  const blocks = csvBlocks(onlyChunk(bytes), { file: file.name, dialect });
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
  return { dialect, rows };
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

/** What a file is that holds no table, or `undefined` when it may well be one. */
export function otherFormat({ bytes, text }: Pick<FileHead, "bytes" | "text">): string | undefined {
  const start = text.slice(0, 64).trimStart();
  if (start.startsWith("PAR1")) return "Parquet";
  if (/^[[{]/.test(start)) return "JSON of an unknown kind";
  if (/^<(!doctype|html|\?xml)/i.test(start)) return "a web page or XML";
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return "UTF-16 text";
  return bytes.includes(0) ? "binary data" : undefined;
}

/** The delimiter that cuts the first lines into the most equal rows; the decimal comma where numbers show it. */
function dialectOf(text: string, isWhole: boolean): CsvDialect {
  const lines = text.split("\n").filter((line) => line.trim() !== "").slice(0, 20);
  if (!isWhole && lines.length > 1) lines.pop();
  const candidates = ([",", ";", "\t", "|"] as const).map((delimiter) => {
    const counts = lines.map((line) => line.replaceAll(/"[^"]*"/g, "").split(delimiter).length - 1);
    return { delimiter, fewest: Math.min(...counts), inHeader: counts[0] ?? 0 };
  });
  // Every row has the true delimiter; between two such, the header decides: names seldom hold one.
  candidates.sort((a, b) => b.fewest - a.fewest || b.inHeader - a.inHeader);
  const inHeader = candidates.filter(({ fewest, inHeader }) => fewest > 0 && inHeader === fewest);
  // `;` and TAB are used by those whose commas are decimal marks.
  const best = inHeader.find(({ delimiter }) => delimiter !== ",") ?? inHeader[0] ?? candidates[0]!;
  const { delimiter } = best.inHeader > 0 ? best : { delimiter: "," as const };
  const cells = lines.slice(1).flatMap((line) => line.split(delimiter)).map((cell) => cell.trim().replaceAll('"', ""));
  const isComma = delimiter !== "," && cells.some((cell) => /^-?\d+,\d+$/.test(cell)) &&
    !cells.some((cell) => /^-?\d+\.\d+$/.test(cell));
  return { delimiter, decimal: isComma ? "," : "." };
}

async function* onlyChunk(bytes: Uint8Array<ArrayBuffer>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  yield await Promise.resolve(bytes);
}

async function* firstBlock<Block>(blocks: AsyncGenerator<Block>): AsyncGenerator<Block> {
  const { value, done } = await blocks.next();
  if (!done) yield value;
  await blocks.return(undefined);
}
