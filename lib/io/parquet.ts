/** Tables to Parquet and back, through DuckDB; the schema comes from the table's contract. */
import { type DuckDBConnection, DuckDBDataChunk, type DuckDBType, type DuckDBVector } from "@duckdb/node-api";
import { DATE, DOUBLE, INTEGER } from "@duckdb/node-api";
import { CapacityError, messageOf } from "@lib/core/errors.ts";
import type { ColumnContract, ColumnData, ColumnType, Table, TableContract } from "@lib/core/table.ts";
import { sqlName, sqlText, withDatabase } from "./duckdb.ts";

/** How a column stands in the Parquet file. Missing numbers are NULL there and NaN in memory. */
const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  text: "VARCHAR",
  integer: "INTEGER",
  number: "DOUBLE",
  date: "DATE",
  timestamp: "TIMESTAMP",
};

/** Rows of one DuckDB vector. */
const CHUNK_ROWS = 2048;
/** Rows of a Parquet row group: few enough that both threads have work and little is held back in memory. */
const ROW_GROUP_ROWS = 15 * CHUNK_ROWS;

/** The Parquet (and SQL) type of a column. */
export function sqlTypeOf(column: ColumnContract): string {
  return SQL_TYPES[column.type];
}

/** File formats of a table. */
export type TableFormat = "parquet" | "csv.gz";

/**
 * Writes one table as one file.
 *
 * @param table Columns in any order; the file has the contract's columns in the contract's order.
 * @throws {CapacityError} when the table lacks a column or the file cannot be written.
 */
export async function writeTableFile(
  path: string,
  contract: TableContract,
  table: Table,
  format: TableFormat = "parquet",
): Promise<void> {
  await withDatabase(async (connection) => {
    try {
      const select = await load(connection, contract, table);
      const options = format === "parquet"
        ? `FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROW_GROUP_ROWS}`
        : "FORMAT csv, HEADER, COMPRESSION gzip";
      await connection.run(`COPY (${select}) TO ${sqlText(path)} (${options})`);
    } catch (error) {
      throw new CapacityError(`Cannot write table ${contract.name}: ${messageOf(error).replace(/\n.*/s, "")}`, {
        place: { file: path },
        remedy: "make room on the disk, or choose another folder",
        cause: error,
      });
    }
  });
}

/** Which part of a table to read. */
export interface ReadOptions {
  /** Columns, in this order; default all of the contract's. */
  readonly columns?: readonly string[];
  /** Only rows whose text column has this value. */
  readonly where?: Readonly<Record<string, string>>;
}

/**
 * Reads a table, or a part of it, in file order.
 *
 * @throws {CapacityError} when the file is missing, is no Parquet or lacks a column of the contract.
 */
export async function readTableFile(
  path: string,
  contract: TableContract,
  { columns = Object.keys(contract.columns), where = {} }: ReadOptions = {},
): Promise<Table> {
  if (!await Deno.stat(path).then(({ isFile }) => isFile, () => false)) {
    throw new CapacityError(`Cannot read table ${contract.name}: expected its file, got none`, {
      place: { file: path },
      remedy: "run the stage that makes it",
    });
  }
  return await withDatabase(async (connection) => {
    const filter = Object.entries(where).map(([name, value]) => `${sqlName(name)} = ${sqlText(value)}`);
    const from = `FROM read_parquet(${sqlText(path)}, hive_partitioning = false)${
      filter.length ? ` WHERE ${filter.join(" AND ")}` : ""
    }`;
    try {
      const selected: string[] = [];
      const dictionaries = new Map<string, readonly string[]>();
      for (const name of columns) {
        const type = contract.columns[name]?.type;
        if (!type) throw new RangeError(`expected a column of ${contract.name}, got ${name}`);
        if (type === "text") dictionaries.set(name, await dictionaryOf(connection, name, from));
        selected.push(`${readExpression(name, type)} AS ${sqlName(name)}`);
      }
      return await fetchColumns(connection, `SELECT ${selected.join(", ")} ${from}`, columns, dictionaries);
    } catch (error) {
      throw new CapacityError(`Cannot read table ${contract.name}: ${messageOf(error).replace(/\n.*/s, "")}`, {
        place: { file: path },
        remedy: "make it again with the stage that made it",
        cause: error,
      });
    }
  });
}

/** The distinct texts of a column as a DuckDB enum, so that a row costs a small code instead of a string. */
async function dictionaryOf(connection: DuckDBConnection, name: string, from: string): Promise<readonly string[]> {
  const type = sqlName(`dictionary ${name}`);
  const found = await connection.runAndReadAll(
    `SELECT DISTINCT ${sqlName(name)}::VARCHAR AS text ${from} ORDER BY text`,
  );
  const texts = (found.getColumns()[0] ?? []).filter((text) => text !== null) as string[];
  await connection.run(`CREATE TYPE ${type} AS ENUM (${texts.map(sqlText).join(", ")})`);
  return texts;
}

function readExpression(name: string, type: ColumnType): string {
  const column = sqlName(name);
  switch (type) {
    case "text":
      return `coalesce(enum_code(${column}::${sqlName(`dictionary ${name}`)})::INTEGER, -1)`;
    case "date":
      return `coalesce((${column}::DATE - DATE '1970-01-01')::DOUBLE, 'nan'::DOUBLE)`;
    case "timestamp":
      return `coalesce(epoch_us(${column}) / 1000.0, 'nan'::DOUBLE)`;
    default:
      return `coalesce(${column}::DOUBLE, 'nan'::DOUBLE)`;
  }
}

async function fetchColumns(
  connection: DuckDBConnection,
  sql: string,
  names: readonly string[],
  dictionaries: ReadonlyMap<string, readonly string[]>,
): Promise<Table> {
  const result = await connection.run(sql);
  const rowCount = result.rowCount;
  const numbers = names.map(() => new Float64Array(rowCount));
  const texts = names.map((name) => dictionaries.has(name) ? new Array<string | null>(rowCount) : undefined);
  let at = 0;
  for (let index = 0; index < result.chunkCount; index++) {
    const chunk = result.getChunk(index);
    for (let column = 0; column < names.length; column++) {
      const { items } = chunk.getColumnVector(column) as unknown as { items: Float64Array | Int32Array };
      const text = texts[column];
      if (!text) numbers[column]!.set(items.subarray(0, chunk.rowCount), at);
      else {
        const dictionary = dictionaries.get(names[column]!)!;
        for (let row = 0; row < chunk.rowCount; row++) text[at + row] = dictionary[items[row]!] ?? null;
      }
    }
    at += chunk.rowCount;
  }
  return { rowCount, columns: Object.fromEntries(names.map((name, i) => [name, texts[i] ?? numbers[i]!])) };
}

/** Brings a table into DuckDB as numbers and codes; returns the SELECT that gives it its contract's types. */
async function load(connection: DuckDBConnection, contract: TableContract, table: Table): Promise<string> {
  const plans: LoadPlan[] = [];
  for (const [name, column] of Object.entries(contract.columns)) {
    const data = table.columns[name];
    if (!data) throw new RangeError(`Cannot write ${contract.name}: expected column ${name}`);
    plans.push(await planOf(connection, name, column, data, plans.length));
  }
  await connection.run(
    `CREATE TABLE loaded (${plans.map(({ name, sqlType }) => `${sqlName(name)} ${sqlType}`).join(", ")})`,
  );
  const appender = await connection.createAppender("loaded");
  // One chunk is filled again and again: making one costs as much as filling it.
  const chunk = DuckDBDataChunk.create(plans.map(duckdbTypeOf), Math.min(CHUNK_ROWS, table.rowCount));
  let vectors = vectorsOf(chunk);
  for (let start = 0; start < table.rowCount; start += CHUNK_ROWS) {
    const rows = Math.min(CHUNK_ROWS, table.rowCount - start);
    if (rows !== chunk.rowCount) {
      chunk.rowCount = rows;
      vectors = vectorsOf(chunk);
    }
    plans.forEach(({ values }, column) => {
      const vector = vectors[column]!;
      vector.items.set(values.subarray(start, start + rows));
      vector.flush();
    });
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  return `SELECT ${plans.map(({ name, select }) => `${select} AS ${sqlName(name)}`).join(", ")} FROM loaded`;
}

/** A vector of numbers, as the driver makes them for the types used here. */
type NumberVector = DuckDBVector & { readonly items: { set(part: ArrayLike<number>): void } };

function vectorsOf(chunk: DuckDBDataChunk): NumberVector[] {
  return Array.from({ length: chunk.columnCount }, (_, column) => chunk.getColumnVector(column) as NumberVector);
}

function duckdbTypeOf({ sqlType }: LoadPlan): DuckDBType {
  return sqlType === "INTEGER" ? INTEGER : sqlType === "DATE" ? DATE : DOUBLE;
}

/** How one column travels: as what, and what the file's SELECT makes of it. */
interface LoadPlan {
  readonly name: string;
  readonly sqlType: "INTEGER" | "DATE" | "DOUBLE";
  readonly values: Int32Array | Float64Array | Float32Array | Uint8Array;
  readonly select: string;
}

async function planOf(
  connection: DuckDBConnection,
  name: string,
  column: ColumnContract,
  data: ColumnData,
  index: number,
): Promise<LoadPlan> {
  const source = sqlName(name);
  if (!ArrayBuffer.isView(data)) {
    const codes = new Map<string, number>();
    const values = Int32Array.from(data, (text) => {
      if (text === null) return 0;
      const known = codes.get(text);
      if (known !== undefined) return known;
      codes.set(text, codes.size + 1);
      return codes.size;
    });
    const variable = `dictionary_${index}`;
    await connection.run(`SET VARIABLE ${variable} = [${[...codes.keys()].map(sqlText).join(", ")}]::VARCHAR[]`);
    // Code 0 lies outside the list, which DuckDB reads as NULL.
    return { name, sqlType: "INTEGER", values, select: `getvariable('${variable}')[${source}]` };
  }
  const orNull = `CASE WHEN isnan(${source}) THEN NULL ELSE ${source} END`;
  switch (column.type) {
    case "date":
      return data instanceof Int32Array
        ? { name, sqlType: "DATE", values: data, select: source }
        : { name, sqlType: "DOUBLE", values: data, select: `DATE '1970-01-01' + (${orNull})::INTEGER` };
    case "timestamp":
      return { name, sqlType: "DOUBLE", values: data, select: `make_timestamp((${orNull} * 1000)::BIGINT)` };
    case "integer":
      return data instanceof Int32Array || data instanceof Uint8Array
        ? { name, sqlType: "INTEGER", values: data, select: source }
        : { name, sqlType: "DOUBLE", values: data, select: `(${orNull})::INTEGER` };
    default:
      return { name, sqlType: "DOUBLE", values: data, select: orNull };
  }
}
