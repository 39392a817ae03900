/** A table in a text file: where its time, server and metrics are. One reader then serves all such formats. */
import type { Clock } from "../clock/clock.ts";
import type { CsvDialect } from "../text/csv_rows.ts";
import { readLayout } from "./layout_reader.ts";
import type { FactField, Guess, OpenFile } from "../open_file.ts";
import type { SourceFile } from "../source_file.ts";

/** One metric in a column of its own. */
export interface MetricColumn {
  readonly index: number;
  /** Column of the capacity that the value is divided by; a capacity of 0 makes the reading missing. */
  readonly perIndex?: number;
  /** Server of the column, in files with one column per server. */
  readonly server?: string;
  /** Metric and unit after the factor; the unit of a cumulative counter is made by `counterOf`. */
  readonly metric: string;
  readonly unit: string;
  /** From the column's values to the unit; `undefined` = percent or fraction, decided by the largest value. */
  readonly factor: number | undefined;
}

/** One metric per row: a column that names it and one that has its value. */
export interface TidyColumns {
  readonly metric: number;
  readonly value: number;
  /** Column with the unit of each row's value. */
  readonly unit?: number;
  /** Meaning of each name in the metric column, and unit beside it; `undefined` = such rows are not read. */
  readonly meaningOf: (name: string, unit: string) => Omit<MetricColumn, "index"> | undefined;
}

/** A column with inventory. */
export interface FactColumn {
  readonly index: number;
  readonly field: FactField;
  /** For numbers: from the column's values to the field's unit. */
  readonly factor?: number;
}

/** Times of a file that has none: its rows follow one another at equal steps. */
export interface RowTimes {
  /** Time of the first data row, milliseconds since 1970 UTC. */
  readonly startMs: number;
  readonly stepMs: number;
}

/** The column of the times. */
export interface TimeColumn {
  readonly column: number;
  /** A second column with the time of day, where the first one has the date alone. */
  readonly timeOfDay?: number;
}

/** Where a file has what. */
export interface Layout {
  /** Name of the format. */
  readonly source: string;
  readonly file: SourceFile;
  readonly dialect: CsvDialect;
  /** Names of the columns, one per cell of a row: from the header, or from the format's documentation. */
  readonly columns: readonly string[];
  /** Rows at the start that hold names rather than data: 1 for a header, 0 for none. */
  readonly headerRows: number;
  readonly clock: Clock;
  readonly time: TimeColumn | RowTimes;
  /** Column of the server, or the one server that the whole file is about. */
  readonly server: { readonly column: number } | { readonly id: string };
  /** Metrics in columns, or named row by row; no column at all in a file with inventory alone. */
  readonly metrics: { readonly wide: readonly MetricColumn[] } | { readonly tidy: TidyColumns };
  readonly facts: readonly FactColumn[];
  /** A column that names a part of the server, such as a disk, and is not read: of one server it must not change. */
  readonly part?: number;
  readonly guesses: readonly Guess[];
  readonly notes: readonly string[];
}

/** A file that is read by its layout. */
export function openLayout(layout: Layout): OpenFile {
  const { source, file, clock, server, guesses } = layout;
  const joined = "id" in server ? { server: server.id } : {};
  const found = new Set<string>();
  return {
    source,
    file,
    clock,
    ...joined,
    guesses,
    get notes() {
      return [...layout.notes, ...found];
    },
    read: (onFact) => readLayout(layout, onFact, { onNote: (note) => found.add(note) }),
  };
}
