/** The first rows of a table, looked at in the ways that formats need. */
import { type FileHead, otherFormat, type TableHead } from "./file_head.ts";
import { UnknownFormat } from "./unknown_format.ts";

/** The first row's cells; none where the file is no table. */
export function headerOf({ table }: FileHead): readonly string[] {
  return table?.rows[0] ?? [];
}

/**
 * The cells of a column in the first rows, empty ones too.
 *
 * @param headerRows Rows at the start that hold names. Default 1.
 */
export function cellsOf({ table }: FileHead, column: number, headerRows = 1): string[] {
  return (table?.rows ?? []).slice(headerRows).map((row) => row[column] ?? "");
}

/**
 * The table that a file starts with.
 *
 * @throws {UnknownFormat} naming what the file is instead.
 */
export function textTable(head: FileHead): TableHead {
  if (head.table) return head.table;
  throw new UnknownFormat(
    `Cannot read readings: expected a CSV file in UTF-8, got ${otherFormat(head) ?? "text without rows"}`,
    { place: { file: head.file.name }, remedy: "save it as CSV in UTF-8" },
  );
}
