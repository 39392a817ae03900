/** Tidy files of series: a column that names the series, one of times, one of values. CSV, gzipped or not, or Parquet. */
import { CapacityError, messageOf } from "@lib/core/errors.ts";
import { type TidyColumns, tidyColumns } from "@lib/forecast/tidy/tidy_columns.ts";
import { TidyRows } from "@lib/forecast/tidy/tidy_rows.ts";
import { type FileHead, headOf } from "@lib/ingest/file_head.ts";
import { stemOf } from "@lib/ingest/source_file.ts";
import { bytesOf } from "@lib/ingest/text/byte_stream.ts";
import type { CsvRow } from "@lib/ingest/text/csv_row.ts";
import { csvBlocks } from "@lib/ingest/text/csv_rows.ts";
import { NameTable } from "@lib/ingest/text/name_table.ts";
import type { InputFile } from "@lib/io/mod.ts";
import { tidyClock } from "./tidy_clock.ts";

/** What a tidy file holds. */
export interface TidyFile {
  readonly rows: TidyRows;
  /** Whether the times are counts (1, 2, 3 …) instead of instants. */
  readonly isCounted: boolean;
  /** What the reader should know, in plain sentences. */
  readonly notes: readonly string[];
}

/**
 * Reads files that belong together into the rows of each series.
 *
 * A row that cannot be read spoils its own series alone; rows whose series is not named are one series without a name, which fails.
 *
 * @param id Columns that name the series together; default those that `tidyColumns` knows.
 * @throws {CapacityError} when a file is no table or lacks a column.
 */
export async function readTidyFiles(files: readonly InputFile[], id?: readonly string[]): Promise<TidyFile> {
  const rows = new TidyRows(), notes = new Set<string>();
  let isCounted: boolean | undefined;
  for (const file of files) {
    const clock = await readTidyFile(file, { rows, notes, ...id ? { id } : {} });
    if (isCounted !== undefined && isCounted !== clock.isCounted) {
      throw new CapacityError(
        "Cannot read the series: expected one kind of times in all files, got counts and instants",
        {
          place: { file: file.name },
          remedy: "give the files one by one",
        },
      );
    }
    isCounted = clock.isCounted;
  }
  if (rows.size === 0) {
    throw new CapacityError("Cannot read the series: expected rows below the header, got none", {
      place: { file: files[0]?.name ?? "none" },
    });
  }
  return { rows, isCounted: isCounted ?? false, notes: [...notes] };
}

async function readTidyFile(
  file: InputFile,
  { rows: into, notes, id: named }: {
    readonly rows: TidyRows;
    readonly notes: Set<string>;
    readonly id?: readonly string[];
  },
): Promise<{ isCounted: boolean }> {
  const head = await headOf(file);
  const { table, header } = tableOf(file, head);
  const columns = tidyColumns(header, file.name, named);
  if (columns.ignored.length > 0) notes.add(`columns that are not read: ${columns.ignored.join(", ")}`);
  const cells = table.rows.slice(1).map((row) => row[columns.time] ?? "");
  if (table.rows.length === 1 && head!.isWhole) return { isCounted: false };
  const clock = tidyClock(cells, header[columns.time]!, file.name);
  const nameOf = namesOf(columns, stemOf(file.name));
  const read = [...columns.id, columns.time, columns.value], width = Math.max(...read) + 1;
  let isHeader = true, empty = 0;
  const blocks = csvBlocks(bytesOf(file), { file: file.name, dialect: table.dialect, header });
  for await (const { row, next } of blocks) {
    while (next()) {
      if (isHeader) {
        isHeader = false;
        continue;
      }
      if (read.every((column) => isEmpty(row, column))) {
        empty++;
        continue;
      }
      let id = "";
      try {
        id = nameOf(row);
        if (row.count < width) throw row.error(`expected ${width} cells or more, got ${row.count}`);
        const time = clock.timeOf(row, columns.time);
        into.add(id, time, valueOf(row, columns.value), row.line);
      } catch (error) {
        if (!(error instanceof CapacityError)) throw error;
        const cannot = id === "" ? "Cannot read the series" : `Cannot forecast series ${id}`;
        into.refuse(id, messageOf(error).replace(/^Cannot read readings: /, `${cannot}: `));
      }
    }
  }
  if (empty > 0) notes.add(`${empty} ${empty === 1 ? "row is" : "rows are"} empty and left out`);
  return clock;
}

function isEmpty(row: CsvRow, column: number): boolean {
  return column >= row.count || row.starts[column] === row.ends[column];
}

function tableOf(
  file: InputFile,
  head: FileHead | undefined,
): { table: NonNullable<FileHead["table"]>; header: readonly string[] } {
  const [header] = head?.table?.rows ?? [];
  if (head?.table && header) return { table: head.table, header };
  throw new CapacityError(
    `Cannot read the series: expected a table with a header such as series_id,timestamp,value, got ${
      head ? "something else" : "an empty file"
    }`,
    { place: { file: file.name }, remedy: "give a CSV (.gz) or Parquet file" },
  );
}

/** How the series of a row is named: by its columns, joined by `/`, or by the file when there is none. */
function namesOf({ id }: TidyColumns, stem: string): (row: CsvRow) => string {
  if (id.length === 0) return () => stem;
  const tables = id.map(() => new NameTable());
  const partOf = (row: CsvRow, index: number): string => {
    const column = id[index]!, start = row.starts[column]!, end = row.ends[column]!;
    if (isEmpty(row, column)) throw row.error("expected the name of a series, got an empty cell", { column });
    return tables[index]!.nameOf(row.bytes, start, end, () => row.text(column));
  };
  if (id.length === 1) return (row) => partOf(row, 0);
  let before: readonly string[] = [], joined = "";
  return (row) => {
    const parts = id.map((_, index) => partOf(row, index));
    if (parts.some((part, index) => part !== before[index])) [before, joined] = [parts, parts.join("/")];
    return joined;
  };
}

function valueOf(row: CsvRow, column: number): number {
  const value = row.number(column);
  if (value === Infinity || value === -Infinity) {
    throw row.error(`expected a finite number, got "${row.text(column)}"`, {
      column,
      remedy: "mend the cell, or leave it empty when the value is missing",
    });
  }
  return value;
}
