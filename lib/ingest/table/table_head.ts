/** The first rows of a table, looked at in the ways that formats need. */
import type { FileHead, TableHead } from "../file_head.ts";
import { otherKind } from "../other_kind.ts";
import { UnknownFormat } from "../unknown_format.ts";

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
  const { kind, remedy } = otherKind(head) ?? { kind: "text without rows", remedy: "save it as CSV in UTF-8" };
  throw new UnknownFormat(`Cannot read readings: expected a known format or a CSV, got ${kind}`, {
    place: { file: head.file.name },
    remedy,
  });
}
