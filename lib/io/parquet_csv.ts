/** Parquet files as CSV text, block by block as they are read: whoever can read a CSV can then read them. */
import type { DuckDBConnection, DuckDBDataChunk } from "@duckdb/node-api";
import { CapacityError, messageOf } from "@lib/core/errors.ts";
import type { ColumnType, TableContract } from "@lib/core/table.ts";
import { csvHeader, csvLines } from "./csv_text.ts";
import { openDatabase } from "./duckdb.ts";
import { dictionaryOf } from "./read_parquet.ts";
import { sqlName, sqlText } from "./sql_text.ts";

/** Rows that are written at once. */
const BLOCK_ROWS = 32_768;
/** Texts of a column that are worth a dictionary: getting a string from the database costs more than all else in a cell. */
const DICTIONARY = 50_000;
/** Columns with more bytes than this in a cell hold documents, not names. */
const LONGEST_NAME = 256;
/** Types that a double holds exactly. */
const NUMBERS = /^(U?TINYINT|U?SMALLINT|U?INTEGER|DOUBLE|DECIMAL.*)$/;
/** Types that it holds exactly up to 2^53. */
const LONG_NUMBERS = /^(U?BIGINT|U?HUGEINT)$/;

/** A column, and how its cells come out of the database. */
interface ParquetColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** SQL of its cells: numbers, or codes of the dictionary, or texts. */
  readonly cells: string;
  readonly dictionary?: readonly string[];
}

/**
 * The content of a Parquet file as CSV (UTF-8, a header, `,`), in the order of its rows.
 *
 * Times are ISO 8601 in UTC to the millisecond, dates `YYYY-MM-DD`, numbers the shortest text that reads back as the same
 * value; what is missing, and `NaN`, is an empty cell. Columns of bytes are texts, or left out where they are long.
 *
 * @param path File.
 * @param name Name for errors.
 * @throws {CapacityError} when the file is cut short, damaged or no Parquet.
 */
export async function* parquetAsCsv(path: string, name = path): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const database = await openDatabase();
  try {
    yield* csvBlocksOf(database.connection, `FROM read_parquet(${sqlText(path)}, hive_partitioning = false)`);
  } catch (error) {
    const [reason] = messageOf(error).replace(/^\w+( \w+)* Error: /, "").replaceAll(path, name).split("\n");
    throw new CapacityError(`Cannot read the Parquet file: expected a whole one, got "${reason}"`, {
      place: { file: name },
      remedy: "fetch the file again, or write it again",
      cause: error,
    });
  } finally {
    database.close();
  }
}

async function* csvBlocksOf(connection: DuckDBConnection, from: string): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const columns = await columnsOf(connection, from);
  const contract: TableContract = {
    name: "parquet",
    zone: "bronze",
    version: 1,
    description: "A file of somebody's own",
    key: [],
    columns: Object.fromEntries(columns.map(({ name, type }) => [name, { type, description: "" }])),
  };
  yield csvHeader(contract);
  const selected = columns.map(({ name, cells }) => `${cells} AS ${sqlName(name)}`);
  const result = await connection.stream(`SELECT ${selected.join(", ")} ${from}`);
  let chunks: DuckDBDataChunk[] = [], rowCount = 0;
  const block = (): Uint8Array<ArrayBuffer> => {
    const cells = columns.map((column, index) => [column.name, cellsOf(column, chunks, index, rowCount)]);
    return csvLines(contract, { rowCount, columns: Object.fromEntries(cells) }, 0, rowCount);
  };
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) break;
    chunks.push(chunk);
    rowCount += chunk.rowCount;
    if (rowCount < BLOCK_ROWS) continue;
    yield block();
    [chunks, rowCount] = [[], 0];
  }
  if (rowCount > 0) yield block();
}

async function columnsOf(connection: DuckDBConnection, from: string): Promise<ParquetColumn[]> {
  const all = (await connection.runAndReadAll(`DESCRIBE SELECT * ${from}`)).getRowObjectsJS()
    .map(({ column_name: name, column_type: type }) => ({ name: `${name}`, type: `${type}` }));
  const documents = await documentsOf(connection, all.filter(({ type }) => type === "BLOB"), from);
  const described = all.filter(({ name }) => !documents.includes(name));
  const looks = described.map(({ name, type }) =>
    LONG_NUMBERS.test(type)
      ? `coalesce(max(abs(${sqlName(name)}::HUGEINT)), 0)::DOUBLE`
      : `approx_count_distinct(${sqlName(name)}::VARCHAR)::DOUBLE`
  );
  const [look = []] = (await connection.runAndReadAll(`SELECT ${looks.join(", ")} ${from}`)).getRows();
  const columns: ParquetColumn[] = [];
  for (const [index, { name, type }] of described.entries()) {
    const column = sqlName(name);
    const isLong = LONG_NUMBERS.test(type) && Number(look[index]) > Number.MAX_SAFE_INTEGER;
    if (type === "DATE") {
      const cells = `CASE WHEN isfinite(${column}) THEN (${column} - DATE '1970-01-01')::DOUBLE ELSE 'nan'::DOUBLE END`;
      columns.push({ name, type: "date", cells });
    } else if (type.startsWith("TIMESTAMP")) {
      // By microseconds, as a zone in the type is about display: the instants are in UTC anyway.
      const cells = `CASE WHEN isfinite(${column}) THEN floor(epoch_us(${column}) / 1000.0) ELSE 'nan'::DOUBLE END`;
      columns.push({ name, type: "timestamp", cells });
    } else if (NUMBERS.test(type) || (LONG_NUMBERS.test(type) && !isLong)) {
      columns.push({ name, type: "number", cells: `coalesce(${column}::DOUBLE, 'nan'::DOUBLE)` });
    } else if (type === "FLOAT") {
      // By its text, so that 0.1 does not become 0.10000000149.
      columns.push({ name, type: "number", cells: `coalesce(${column}::VARCHAR::DOUBLE, 'nan'::DOUBLE)` });
    } else if (!isLong && Number(look[index]) <= DICTIONARY) {
      const { codes, texts } = await dictionaryOf(connection, name, from);
      columns.push({ name, type: "text", cells: codes, dictionary: texts });
    } else columns.push({ name, type: "text", cells: `${column}::VARCHAR` });
  }
  return columns;
}

/** Columns of bytes that are no names: some writers do not say that their texts are texts, but names are short. */
async function documentsOf(
  connection: DuckDBConnection,
  columns: readonly { readonly name: string }[],
  from: string,
): Promise<string[]> {
  if (columns.length === 0) return [];
  const longest = columns.map(({ name }) => `coalesce(max(octet_length(${sqlName(name)})), 0)::DOUBLE`);
  const [lengths = []] = (await connection.runAndReadAll(`SELECT ${longest.join(", ")} ${from}`)).getRows();
  return columns.filter((_, index) => Number(lengths[index]) > LONGEST_NAME).map(({ name }) => name);
}

/** The cells of a column in some chunks. */
function cellsOf(
  { type, dictionary }: ParquetColumn,
  chunks: readonly DuckDBDataChunk[],
  column: number,
  rowCount: number,
): Float64Array | (string | null)[] {
  if (type === "text") {
    const texts: (string | null)[] = [];
    for (const chunk of chunks) {
      if (!dictionary) texts.push(...chunk.getColumnValues(column) as (string | null)[]);
      else for (const code of itemsOf(chunk, column)) texts.push(dictionary[code] ?? null);
    }
    return texts;
  }
  const numbers = new Float64Array(rowCount);
  let at = 0;
  for (const chunk of chunks) {
    numbers.set(itemsOf(chunk, column), at);
    at += chunk.rowCount;
  }
  return numbers;
}

/** The numbers of a column without a null, as they lie in the database's memory. */
function itemsOf(chunk: DuckDBDataChunk, column: number): Float64Array | Int32Array {
  const { items } = chunk.getColumnVector(column) as unknown as { items: Float64Array | Int32Array };
  return items.subarray(0, chunk.rowCount);
}
