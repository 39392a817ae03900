/** A table as a Parquet file, through DuckDB; the schema comes from the table's contract. */
import { type DuckDBConnection, type DuckDBDataChunk, DuckDBTableFunction } from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";
import type { Table, TableContract } from "@lib/core/table.ts";
import { sqlName, sqlText } from "./duckdb.ts";
import { type StoredColumn, storedColumn } from "./stored_column.ts";

/** Rows of one DuckDB vector. */
const CHUNK_ROWS = 2048;
/** Rows of a Parquet row group, DuckDB's own choice. */
const ROW_GROUP_ROWS = 60 * CHUNK_ROWS;

/** What a file says of itself beside its rows: Parquet's key-value metadata. */
export type FileFacts = Readonly<Record<string, string>>;

/**
 * Writes a table as one Parquet file; the same table gives the same bytes.
 *
 * DuckDB pulls the rows out of the table's arrays while it writes: a table of its own would cost more than the writing.
 *
 * @param table Columns in any order; the file has the contract's columns in the contract's order.
 * @throws {RangeError} when the table lacks a column.
 */
export async function writeParquet(
  connection: DuckDBConnection,
  path: string,
  contract: TableContract,
  table: Table,
  facts: FileFacts = {},
): Promise<void> {
  const columns = Object.entries(contract.columns).map(([name, column]) => {
    const data = table.columns[name];
    if (!data) throw new RangeError(`Cannot write ${contract.name}: expected column ${name}`);
    return storedColumn(name, column, data);
  });
  const rows = registerRows(connection, columns, table.rowCount);
  const select = columns.map((column) => `${column.select} AS ${sqlName(column.name)}`).join(", ");
  const metadata = Object.entries(facts).map(([name, fact]) => `${sqlName(name)}: ${sqlText(fact)}`).join(", ");
  try {
    await connection.run(
      `COPY (SELECT ${select} FROM ${rows.name}()) TO ${sqlText(path)} (FORMAT parquet, COMPRESSION zstd, ` +
        `COMPRESSION_LEVEL 1, ROW_GROUP_SIZE ${ROW_GROUP_ROWS}${metadata ? `, KV_METADATA {${metadata}}` : ""})`,
    );
  } finally {
    rows.release();
  }
}

let serial = 0;

/** The rows of a table as a table function of DuckDB. */
interface RegisteredRows {
  readonly name: string;
  /** Lets go of the cells: the database keeps the function as long as it lives. */
  release(): void;
}

function registerRows(
  connection: DuckDBConnection,
  stored: readonly StoredColumn[],
  rowCount: number,
): RegisteredRows {
  const name = `rows_${++serial}`;
  let columns = stored, done = 0;
  connection.registerTableFunction(DuckDBTableFunction.create({
    name,
    bindFunction: (info) => {
      for (const column of columns) info.addResultColumn(column.name, column.type);
      info.setCardinality(rowCount, true);
    },
    // One thread: the order of the rows is that of the table.
    initFunction: (info) => info.setMaxThreads(1),
    mainFunction: (info, chunk) => {
      try {
        const rows = Math.min(CHUNK_ROWS, rowCount - done);
        chunk.rowCount = rows;
        columns.forEach((column, index) => copyCells(chunk, index, column, done, rows));
        done += rows;
      } catch (error) {
        info.setError(String(error));
      }
    },
  }));
  return { name, release: () => void (columns = []) };
}

/** Copies cells as bytes: the driver's own vectors look the type up for every chunk, which takes longer than the copy. */
function copyCells(chunk: DuckDBDataChunk, index: number, column: StoredColumn, start: number, rows: number): void {
  if (rows === 0) return;
  const { cells, missing } = column;
  const vector = duckdb.data_chunk_get_vector(chunk.chunk, index);
  const width = cells.BYTES_PER_ELEMENT;
  duckdb.copy_data_to_vector(vector, 0, cells.buffer as ArrayBuffer, cells.byteOffset + start * width, rows * width);
  if (!missing) return;
  const valid = new Uint8Array(CHUNK_ROWS / 8).fill(0xff);
  for (let row = 0; row < rows; row++) if (missing[start + row]) valid[row >> 3]! &= ~(1 << (row & 7));
  duckdb.vector_ensure_validity_writable(vector);
  duckdb.copy_data_to_vector_validity(vector, 0, valid.buffer, 0, valid.length);
}
