/** A table as a Parquet file, through DuckDB; the schema comes from the table's contract. */
import duckdb from "@duckdb/node-bindings";
import type { Table, TableContract } from "@lib/core/table.ts";
import type { ParquetWriter } from "./parquet_writer.ts";
import { sqlName, sqlText } from "./sql_text.ts";
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
  writer: ParquetWriter,
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
  const rows = registerRows(writer, columns, table.rowCount);
  const select = columns.map((column) => `${column.select} AS ${sqlName(column.name)}`).join(", ");
  const metadata = Object.entries(facts).map(([name, fact]) => `${sqlName(name)}: ${sqlText(fact)}`).join(", ");
  try {
    await duckdb.query(
      writer,
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

function registerRows(writer: ParquetWriter, stored: readonly StoredColumn[], rowCount: number): RegisteredRows {
  const name = `rows_${++serial}`;
  let columns = stored, done = 0;
  const rows = duckdb.create_table_function();
  duckdb.table_function_set_name(rows, name);
  duckdb.table_function_set_bind(rows, (info) => {
    for (const column of columns) duckdb.bind_add_result_column(info, column.name, column.type);
    duckdb.bind_set_cardinality(info, rowCount, true);
  });
  // One thread: the order of the rows is that of the table.
  duckdb.table_function_set_init(rows, (info) => duckdb.init_set_max_threads(info, 1));
  duckdb.table_function_set_function(rows, (info, chunk) => {
    try {
      const count = Math.min(CHUNK_ROWS, rowCount - done);
      duckdb.data_chunk_set_size(chunk, count);
      if (count === 0) return;
      columns.forEach((column, index) =>
        copyCells(duckdb.data_chunk_get_vector(chunk, index), column, { first: done, count })
      );
      done += count;
    } catch (error) {
      duckdb.function_set_error(info, String(error));
    }
  });
  duckdb.register_table_function(writer, rows);
  return { name, release: () => void (columns = []) };
}

/** Copies some cells as bytes, and the bits that tell which of them are there. */
function copyCells(
  vector: duckdb.Vector,
  { cells, missing }: StoredColumn,
  { first, count }: { readonly first: number; readonly count: number },
): void {
  const width = cells.BYTES_PER_ELEMENT;
  duckdb.copy_data_to_vector(vector, 0, cells.buffer as ArrayBuffer, cells.byteOffset + first * width, count * width);
  if (!missing) return;
  const valid = new Uint8Array(CHUNK_ROWS / 8).fill(0xff);
  for (let row = 0; row < count; row++) if (missing[first + row]) valid[row >> 3]! &= ~(1 << (row & 7));
  duckdb.vector_ensure_validity_writable(vector);
  duckdb.copy_data_to_vector_validity(vector, 0, valid.buffer, 0, valid.length);
}
