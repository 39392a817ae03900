/** A table of which only the columns are known so far: what those who guess the rest look at. */
import type { ColumnMap } from "../mapper/column_map.ts";
import type { CsvDialect } from "../text/csv_rows.ts";
import type { NamedColumn } from "../mapper/named_columns.ts";

/** The table. */
export interface UntoldTable {
  readonly file: string;
  /** Name of the file without folders and endings. */
  readonly stem: string;
  readonly map: ColumnMap;
  readonly columns: readonly NamedColumn[];
  /** Whether a column names the server of each row. */
  readonly hasServers: boolean;
  readonly dialect: CsvDialect;
  /** Splits what stands in the first rows by their servers. */
  perServer<Value>(values: readonly Value[]): Value[][];
}
