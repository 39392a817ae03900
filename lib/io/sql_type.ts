/** The SQL type of each column type. */
import type { ColumnContract, ColumnType } from "@lib/core/table.ts";

/** How a column stands in the Parquet file. Missing numbers are NULL there and NaN in memory. */
const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  text: "VARCHAR",
  integer: "INTEGER",
  number: "DOUBLE",
  date: "DATE",
  timestamp: "TIMESTAMP",
};

/** The Parquet (and SQL) type of a column. */
export function sqlTypeOf(column: ColumnContract): string {
  return SQL_TYPES[column.type];
}
