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
