/** Parquet files as a table, through DuckDB. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { CapacityError, messageOf } from "@lib/core/errors.ts";
import type { ColumnType, Table, TableContract } from "@lib/core/table.ts";
import { withDatabase } from "./duckdb.ts";
import { sqlName, sqlText } from "./sql_text.ts";

/** Which part of a table to read. */
export interface ReadOptions {
  /** Columns, in this order; default all of the contract's. */
  readonly columns?: readonly string[];
  /** Only rows whose text column has this value. */
  readonly where?: Readonly<Record<string, string>>;
}

/**
 * Reads a table, or a part of it, from its file or files: one after the other, each in its own order.
 *
 * @throws {CapacityError} when a file is no Parquet or lacks a column of the contract.
 */
export async function readParquet(
  paths: readonly string[],
  contract: TableContract,
  { columns = Object.keys(contract.columns), where = {} }: ReadOptions = {},
): Promise<Table> {
  return await withDatabase(async (connection) => {
    const filter = Object.entries(where).map(([name, value]) => `${sqlName(name)} = ${sqlText(value)}`);
    const from = `FROM read_parquet([${paths.map(sqlText).join(", ")}], hive_partitioning = false)${
      filter.length ? ` WHERE ${filter.join(" AND ")}` : ""
    }`;
    try {
      const selected: string[] = [];
      const dictionaries = new Map<string, readonly string[]>();
      for (const name of columns) {
        const type = contract.columns[name]?.type;
        if (!type) throw new RangeError(`expected a column of ${contract.name}, got ${name}`);
        if (type === "text") {
          const { codes, texts } = await dictionaryOf(connection, name, from);
          dictionaries.set(name, texts);
          selected.push(`${codes} AS ${sqlName(name)}`);
        } else selected.push(`${readExpression(name, type)} AS ${sqlName(name)}`);
      }
      return await fetchColumns(connection, `SELECT ${selected.join(", ")} ${from}`, columns, dictionaries);
    } catch (error) {
      throw new CapacityError(`Cannot read table ${contract.name}: ${messageOf(error).replace(/\n.*/s, "")}`, {
        place: { file: paths.length === 1 ? paths[0]! : `${paths[0]} and ${paths.length - 1} more` },
        remedy: "make it again with the stage that made it",
        cause: error,
      });
    }
  });
}

/**
 * The distinct texts of a column as a DuckDB enum, so that a row costs a small code instead of a string.
 *
 * @param from `FROM …`, with the table and the filter.
 * @returns The texts, and the SQL of each row's place among them (-1 = missing).
 */
export async function dictionaryOf(
  connection: DuckDBConnection,
  name: string,
  from: string,
): Promise<{ texts: readonly string[]; codes: string }> {
  const type = sqlName(`dictionary ${name}`), column = `${sqlName(name)}::VARCHAR`;
  const found = await connection.runAndReadAll(`SELECT DISTINCT ${column} AS text ${from} ORDER BY text`);
  const texts = (found.getColumns()[0] ?? []).filter((text) => text !== null) as string[];
  await connection.run(`CREATE TYPE ${type} AS ENUM (${texts.map(sqlText).join(", ")})`);
  return { texts, codes: `coalesce(enum_code(${column}::${type})::INTEGER, -1)` };
}

function readExpression(name: string, type: Exclude<ColumnType, "text">): string {
  const column = sqlName(name);
  switch (type) {
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
  const counted = await connection.runAndReadAll(`SELECT count(*)::INTEGER FROM (${sql})`);
  const rowCount = counted.getColumns()[0]![0] as number;
  const numbers = names.map(() => new Float64Array(rowCount));
  const texts = names.map((name) => dictionaries.has(name) ? new Array<string | null>(rowCount) : undefined);
  // A stream: a whole result would stay in memory until the garbage collector comes by.
  const result = await connection.stream(sql);
  let at = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    // The count is asked once: each question goes down to the database.
    const rows = chunk?.rowCount ?? 0;
    if (!chunk || rows === 0) break;
    for (let column = 0; column < names.length; column++) {
      const { items } = chunk.getColumnVector(column) as unknown as { items: Float64Array | Int32Array };
      const text = texts[column];
      if (text) fillTexts(text, at, items.subarray(0, rows), dictionaries.get(names[column]!)!);
      else numbers[column]!.set(items.subarray(0, rows), at);
    }
    at += rows;
  }
  return { rowCount, columns: Object.fromEntries(names.map((name, i) => [name, texts[i] ?? numbers[i]!])) };
}

/** Puts texts in the place of their codes; equal ones mostly follow one another and are filled in at once. */
function fillTexts(
  texts: (string | null)[],
  at: number,
  codes: Float64Array | Int32Array,
  dictionary: readonly string[],
): void {
  for (let first = 0, next = 0; first < codes.length; first = next) {
    const code = codes[first]!;
    while (next < codes.length && codes[next] === code) next++;
    texts.fill(dictionary[code] ?? null, at + first, at + next);
  }
}
