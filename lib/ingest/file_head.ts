/** The first rows of a file: enough to tell what it is. */
import { CapacityError } from "@lib/core/errors.ts";
import { bytesOf } from "./byte_stream.ts";
import { csvBlocks, type CsvDialect } from "./csv_rows.ts";
import type { SourceFile } from "./source_file.ts";

/** What a look at the start of a file shows. */
export interface FileHead {
  readonly file: SourceFile;
  readonly dialect: CsvDialect;
  /** Cells of the first row. */
  readonly header: readonly string[];
  /** Cells of the next rows, up to a few hundred. */
  readonly rows: readonly (readonly string[])[];
}

const HEAD_BYTES = 1 << 16;
const HEAD_ROWS = 500;

/**
 * Reads the head of a file.
 *
 * @returns `undefined` when the file has no byte, or nothing but blank lines.
 * @throws {CapacityError} when the file is no text with separated cells.
 */
export async function headOf(file: SourceFile): Promise<FileHead | undefined> {
  const { bytes, isWhole } = await firstBytes(file);
  if (bytes.every((byte) => byte <= 32)) return undefined;
  refuseOtherFormats(file, bytes);
  const dialect = dialectOf(new TextDecoder().decode(bytes), isWhole);
  const rows: string[][] = [];
  const blocks = csvBlocks(onlyChunk(bytes), { file: file.name, dialect });
  // Only complete rows count, so the last one of a part of a file is left out with the second, final block.
  for await (const { row, next } of isWhole ? blocks : firstBlock(blocks)) {
    while (rows.length < HEAD_ROWS && next()) rows.push(Array.from({ length: row.count }, (_, cell) => row.text(cell)));
    if (rows.length >= HEAD_ROWS) break;
  }
  const [header = [], ...rest] = rows;
  return { file, dialect, header, rows: rest };
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

function refuseOtherFormats(file: SourceFile, bytes: Uint8Array): void {
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  const found = start.startsWith("PAR1")
    ? "Parquet"
    : /^[[{]/.test(start)
    ? "JSON"
    : /^<(!doctype|html|\?xml)/i.test(start)
    ? "a web page or XML"
    : (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
    ? "UTF-16 text"
    : bytes.includes(0)
    ? "binary data"
    : undefined;
  if (!found) return;
  throw new CapacityError(`Cannot read readings: expected a CSV file in UTF-8, got ${found}`, {
    place: { file: file.name },
    remedy: "save it as CSV in UTF-8",
  });
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
