/** The rows of a table with known columns, for formats that read them in a way of their own. */
import { bytesOf } from "../text/byte_stream.ts";
import { type CsvBlock, csvBlocks, type CsvDialect } from "../text/csv_rows.ts";
import type { SourceFile } from "../source_file.ts";

/** Where the rows are and how many cells each has. */
export interface TableRows {
  readonly file: SourceFile;
  readonly dialect: CsvDialect;
  /** Names of the columns, one per cell. */
  readonly columns: readonly string[];
  /** Rows at the start that hold names. */
  readonly headerRows: number;
}

/**
 * Reads the data rows block by block: `for await (const { row, next } of tableRows(…)) while (next()) use(row)`.
 *
 * @throws {CapacityError} when a row has another number of cells.
 */
export async function* tableRows({ file, dialect, columns, headerRows }: TableRows): AsyncGenerator<CsvBlock> {
  let toSkip = headerRows;
  for await (const { row, next } of csvBlocks(bytesOf(file), { file: file.name, dialect, header: columns })) {
    const nextData = (): boolean => {
      while (toSkip > 0 && next()) toSkip--;
      if (toSkip > 0 || !next()) return false;
      if (row.count === columns.length) return true;
      throw row.error(`expected ${columns.length} cells, got ${row.count}`, {
        remedy: "mend the row; a last row that is cut short is a sign of a broken download",
      });
    };
    yield { row, next: nextData };
  }
}
