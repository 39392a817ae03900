/**
 * What a table is: a typed contract (names, units, ranges, nullability), and its data as columns.
 *
 * The Parquet schema, the validation, the DDL of a data lake and the data dictionary are all made from the contract.
 */
import { CapacityError } from "./errors.ts";

/** Storage type of a column. `date` is days since 1970-01-01; `timestamp` is milliseconds since then, UTC. */
export type ColumnType = "text" | "integer" | "number" | "date" | "timestamp";

/** One column of a contract. */
export interface ColumnContract {
  readonly type: ColumnType;
  readonly description: string;
  /** Unit of a number, for example `percent` or `USD per month`. */
  readonly unit?: string;
  /** Smallest and largest allowed value of a number. */
  readonly range?: readonly [low: number, high: number];
  /** The allowed values of a text. */
  readonly oneOf?: readonly string[];
  /** Whether a cell may be missing; default false. */
  readonly nullable?: boolean;
}

/** The contract of a table. */
export interface TableContract {
  readonly name: string;
  readonly zone: "bronze" | "silver" | "gold";
  readonly version: number;
  readonly description: string;
  /** The columns whose values together are unique; none where rows may be repeated. */
  readonly key: readonly string[];
  /** Columns in file order. */
  readonly columns: Readonly<Record<string, ColumnContract>>;
}

/** The cells of a numeric column. */
export type NumberCells = Float64Array | Float32Array | Int32Array | Uint8Array;

/**
 * The cells of a column: numbers (`NaN` = missing) as typed arrays, texts (`null` = missing) as a plain array.
 * Dates are days, timestamps milliseconds; what is read back from a file is `Float64Array` for every number.
 */
export type ColumnData = NumberCells | readonly (string | null)[];

/** Data as columns of equal length. */
export interface Table {
  readonly rowCount: number;
  readonly columns: Readonly<Record<string, ColumnData>>;
}

/** A table from its columns; the row count is that of the first one. */
export function tableOf(columns: Readonly<Record<string, ColumnData>>): Table {
  return { rowCount: Object.values(columns)[0]?.length ?? 0, columns };
}

/**
 * A table of a contract without a row: an inventory of which nothing is known, for example.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { emptyTable, FLEET } from "@lib/core/mod.ts";
 * deepStrictEqual(emptyTable(FLEET).columns.server_id, []);
 * ```
 */
export function emptyTable({ columns }: TableContract): Table {
  return tableOf(
    Object.fromEntries(
      Object.entries(columns).map(([name, { type }]) => [name, type === "text" ? [] : new Float64Array(0)]),
    ),
  );
}

/**
 * Tables of the same columns as one, their rows in order.
 *
 * @throws {CapacityError} when one lacks a column of the first.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { stackedTables, tableOf } from "@lib/core/mod.ts";
 * const table = (id: string, value: number) => tableOf({ id: [id], value: Float64Array.of(value) });
 * deepStrictEqual(stackedTables([table("a", 1), table("b", 2)]).columns, { id: ["a", "b"], value: Float64Array.of(1, 2) });
 * ```
 */
export function stackedTables(tables: readonly Table[]): Table {
  const [first] = tables;
  if (!first || tables.length === 1) return first ?? tableOf({});
  const rowCount = tables.reduce((sum, table) => sum + table.rowCount, 0);
  return tableOf(Object.fromEntries(
    Object.entries(first.columns).map(([name, data]): [string, ColumnData] => {
      if (!ArrayBuffer.isView(data)) return [name, tables.flatMap((table) => textsOf(table, name))];
      const cells = new Float64Array(rowCount);
      let from = 0;
      for (const table of tables) {
        cells.set(numbersOf(table, name), from);
        from += table.rowCount;
      }
      return [name, cells];
    }),
  ));
}

/** A numeric column, or an error that names what is there. */
export function numbersOf(table: Table, column: string): NumberCells {
  const data = table.columns[column];
  if (!data || !ArrayBuffer.isView(data)) throw missingColumn(table, column, "numeric");
  return data;
}

/** A text column, or an error that names what is there. */
export function textsOf(table: Table, column: string): readonly (string | null)[] {
  const data = table.columns[column];
  if (!data || ArrayBuffer.isView(data)) throw missingColumn(table, column, "text");
  return data;
}

function missingColumn(table: Table, column: string, kind: string): CapacityError {
  return new CapacityError(
    `Cannot read column ${column}: expected a ${kind} column among ${Object.keys(table.columns).join(", ")}`,
  );
}

/** One row as an object, dates and timestamps as `Date`, missing as `null`: for charts and small tables. */
export function rowsOf(contract: TableContract, table: Table): Record<string, string | number | Date | null>[] {
  const columns = Object.entries(table.columns);
  return Array.from({ length: table.rowCount }, (_, row) =>
    Object.fromEntries(columns.map(([name, data]) => {
      const cell = data[row] ?? null;
      if (typeof cell !== "number") return [name, cell];
      if (Number.isNaN(cell)) return [name, null];
      const type = contract.columns[name]?.type;
      if (type === "date") return [name, new Date(cell * 86_400_000)];
      return [name, type === "timestamp" ? new Date(cell) : cell];
    })));
}
