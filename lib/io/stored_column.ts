/** How a column of a table travels into DuckDB: as bytes that are copied, never as one value a row. */
import duckdb from "@duckdb/node-bindings";
import type { ColumnContract, ColumnData, NumberCells } from "@lib/core/table.ts";
import { sqlName } from "./sql_text.ts";

/** The cells of a stored column. */
export type StoredCells = NumberCells | Uint16Array | Uint32Array;

/** A column on its way. */
export interface StoredColumn {
  readonly name: string;
  /** Type that DuckDB sees; a text is an ENUM, so that a row costs a code instead of a string. */
  readonly type: duckdb.LogicalType;
  readonly cells: StoredCells;
  /** 1 where a cell is missing; absent when none is. */
  readonly missing?: Uint8Array;
  /** The SQL expression that gives the contract's type. */
  readonly select: string;
}

/** An ENUM's whole dictionary stands in every row group of the file: longer ones are written as plain texts. */
const LONGEST_DICTIONARY = 20_000;

/** Prepares a column for DuckDB; that only a nullable one lacks cells has been checked before. */
export function storedColumn(name: string, { type, nullable = false }: ColumnContract, data: ColumnData): StoredColumn {
  if (!ArrayBuffer.isView(data)) return storedText(name, data);
  const column = sqlName(name);
  const missing = nullable ? missingIn(data) : undefined;
  const stored = { name, cells: data, ...(missing ? { missing } : {}) };
  const { DATE, DOUBLE, FLOAT, INTEGER, UTINYINT } = duckdb.Type;
  if (data instanceof Int32Array && (type === "date" || type === "integer")) {
    return { ...stored, type: duckdb.create_logical_type(type === "date" ? DATE : INTEGER), select: column };
  }
  const numeric = data instanceof Float64Array
    ? DOUBLE
    : data instanceof Float32Array
    ? FLOAT
    : data instanceof Int32Array
    ? INTEGER
    : UTINYINT;
  const select = {
    date: `DATE '1970-01-01' + ${column}::INTEGER`,
    timestamp: `make_timestamp((${column}::DOUBLE * 1000)::BIGINT)`,
    integer: `${column}::INTEGER`,
    number: numeric === DOUBLE ? column : `${column}::DOUBLE`,
    text: column,
  }[type];
  return { ...stored, type: duckdb.create_logical_type(numeric), select };
}

function missingIn(data: NumberCells): Uint8Array | undefined {
  if (data instanceof Int32Array || data instanceof Uint8Array) return undefined;
  const rows = data.length;
  let first = 0;
  while (first < rows && data[first] === data[first]) first++;
  if (first === rows) return undefined;
  const missing = new Uint8Array(rows);
  for (let row = first; row < rows; row++) missing[row] = Number(data[row] !== data[row]);
  return missing;
}

function storedText(name: string, data: readonly (string | null)[]): StoredColumn {
  const codes = new Map<string, number>(), rows = data.length;
  let cells: Uint8Array | Uint16Array | Uint32Array = new Uint8Array(rows), missing: Uint8Array | undefined;
  for (let first = 0; first < rows;) {
    // Equal texts often follow one another: a run of them is looked up and filled in at once.
    const text = data[first]!, end = endOfRun(data, first);
    if (text === null) (missing ??= new Uint8Array(rows)).fill(1, first, end);
    else {
      let code = codes.get(text);
      if (code === undefined) {
        code = codes.size;
        codes.set(text, code);
        // The widths are those that DuckDB gives to an ENUM of that many texts.
        if (codes.size === 0x100) cells = Uint16Array.from(cells);
        else if (codes.size === 0x10000) cells = Uint32Array.from(cells);
      }
      cells.fill(code, first, end);
    }
    first = end;
  }
  return {
    name,
    type: duckdb.create_enum_type(codes.size > 0 ? [...codes.keys()] : [""]),
    cells,
    ...(missing ? { missing } : {}),
    select: codes.size > LONGEST_DICTIONARY ? `${sqlName(name)}::VARCHAR` : sqlName(name),
  };
}

/** The row after the last of those that have the same text as the first. */
function endOfRun(data: readonly (string | null)[], first: number): number {
  const text = data[first], rows = data.length;
  let row = first + 1;
  while (row < rows && data[row] === text) row++;
  return row;
}
