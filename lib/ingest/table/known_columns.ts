/** Tables whose publisher fixes the columns: told by the shape of their cells, or by a header with their names. */
import type { FileHead } from "../file_head.ts";
import { plainName } from "../mapper/metric_guess.ts";
import { headerOf, textTable } from "./table_head.ts";
import { UnknownFormat } from "../unknown_format.ts";

/** A column as its publisher describes it. */
export interface KnownColumn {
  readonly name: string;
  /** A second spelling that headers have. */
  readonly otherName?: string;
  /** What its cells look like; a cell that does not is damage, as long as most others do. */
  readonly shape: RegExp;
  /** What it measures; absent: it is no metric. */
  readonly metric?: string;
  /** Unit after the factor. */
  readonly unit?: string;
  /** From the cells to the unit. Default 1. */
  readonly factor?: number;
  /** Why it is taken for that metric. Default: the publisher's description. */
  readonly because?: string;
}

/** Cells of numbers, the empty one and the words for none too. */
export const NUMBER = /^([-+]?\d+(\.\d*)?(e[-+]?\d+)?|[-+]?inf(inity)?|nan|null|none|na)?$/i;
/** Cells of whole numbers. */
export const WHOLE = /^\d+$/;
/** Cells of percentages that may be missing or hold the markers -1 and 101. */
export const PERCENTAGE = /^(-1|\d{1,3}(\.\d*)?(e[-+]?\d+)?|nan|null)?$/i;
/** Identifiers that were hashed and written in base64. */
export const HASH = /^[A-Za-z0-9+/_-]{20,}={0,2}$/;

/**
 * Whether a table has exactly these columns, in this order.
 *
 * @returns Number of header rows (the published files mostly have none, some copies have one); `undefined` = another
 * table.
 */
export function headerRowsOf({ table }: FileHead, columns: readonly KnownColumn[]): 0 | 1 | undefined {
  const [first, ...others] = table?.rows ?? [];
  if (!table || !first || first.length !== columns.length) return undefined;
  const isHeader = first.every((cell, index) => isNameOf(cell, columns[index]!));
  // Other names, or these in another order, are another table, whose columns are told by their names.
  if (!isHeader && !first.some((cell) => /^[-+]?\.?\d/.test(cell))) return undefined;
  const headerRows = isHeader ? 1 : 0;
  const rows = headerRows === 1 ? others : table.rows;
  // One odd row must not hide the format of the others: whoever reads the file will say where it is.
  const fitting = rows.filter((row) =>
    row.length === columns.length && columns.every(({ shape }, index) => shape.test(row[index]!))
  );
  return fitting.length * 2 > rows.length ? headerRows : undefined;
}

function isNameOf(cell: string, { name, otherName = name }: KnownColumn): boolean {
  const [found, ...names] = [cell, name, otherName].map((text) => plainName(text).replaceAll("_", ""));
  return names.includes(found!);
}

/**
 * The same for a file that is said to have these columns.
 *
 * @throws {UnknownFormat} when it has others.
 */
export function knownHeaderRows(head: FileHead, columns: readonly KnownColumn[]): 0 | 1 {
  const headerRows = headerRowsOf(head, columns);
  if (headerRows !== undefined) return headerRows;
  const { rows } = textTable(head);
  throw new UnknownFormat(
    `Cannot read readings: expected the ${columns.length} columns ${columns.map(({ name }) => name).join(", ")}, got "${
      (rows[0] ?? []).join(",").slice(0, 60)
    }"`,
    { place: { file: head.file.name }, remedy: "leave the source to be told from the content" },
  );
}

/** Whether the first row names all of these columns, in any order. */
export function hasHeader(head: FileHead, names: readonly string[]): boolean {
  const header = headerOf(head);
  return names.every((name) => header.includes(name));
}

/**
 * Places of named columns.
 *
 * @throws {UnknownFormat} when one is missing.
 */
export function placesOf<Name extends string>(head: FileHead, names: readonly Name[]): Record<Name, number> {
  const header = headerOf(head);
  const missing = names.find((name) => !header.includes(name));
  if (missing !== undefined) {
    throw new UnknownFormat(`Cannot read readings: expected column ${missing}, got ${header.join(", ")}`, {
      place: { file: head.file.name },
      remedy: "keep the columns of the published files",
    });
  }
  return Object.fromEntries(names.map((name) => [name, header.indexOf(name)])) as Record<Name, number>;
}
