/** The columns of a table of which nothing is known beforehand: their names and their first cells. */
import { CapacityError } from "@lib/core/errors.ts";
import type { ColumnMap } from "./column_map.ts";
import type { FileHead } from "../file_head.ts";
import { plainName } from "./metric_guess.ts";
import { looksLikeNumber, numberFormOf, withoutSuffix } from "../text/number_form.ts";
import type { CsvDialect } from "../text/csv_rows.ts";
import { linesOfDelimiter, rowsAboveHeader } from "./header_row.ts";
import { textTable } from "../table/table_head.ts";
import { UnknownFormat } from "../unknown_format.ts";

const NAMES_SHOWN = 20;

/** A column. */
export interface NamedColumn {
  readonly index: number;
  /** As the file has it; in a file without a header its number from 1. */
  readonly name: string;
  /** The name in plain form. */
  readonly plain: string;
  /** Its first cells, without the empty ones. */
  readonly filled: readonly string[];
  /** Its first cells, one per row. */
  readonly cells: readonly string[];
  /** Unit behind its numbers. */
  readonly suffix: string | undefined;
}

/** The columns and how they are written. */
export interface NamedColumns {
  readonly columns: readonly NamedColumn[];
  readonly dialect: CsvDialect;
  /** Rows before the data: the header, and what stands above it. */
  readonly headerRows: number;
  /** Rows of titles and comments among them. */
  readonly titles: number;
}

/**
 * The columns of a file's head.
 *
 * @throws {UnknownFormat} when the first row is no header and no map says so.
 */
export function namedColumns(head: FileHead, { header = true, decimal }: ColumnMap): NamedColumns {
  const { dialect, rows } = textTable(head);
  const stated = linesOfDelimiter(rows, dialect), before = header ? rowsAboveHeader(rows, dialect) : stated;
  const first = rows[before] ?? [], headerRows = before + (header ? 1 : 0);
  const data = rows.slice(headerRows);
  if (header) refuseNumbers(first, head.file.name);
  let width = first.length;
  // A delimiter at the end of every row makes a last column without a name or a cell.
  while (width > 1 && header && first[width - 1] === "" && data.every((row) => (row[width - 1] ?? "") === "")) width--;
  const form = numberFormOf(data);
  const columns = Array.from({ length: width }, (_, index): NamedColumn => {
    const name = header ? first[index]! : `${index + 1}`, cells = data.map((row) => row[index] ?? "");
    const filled = cells.filter((cell) => cell !== "");
    return { index, name, plain: plainName(name), filled, cells, suffix: form.suffixes?.[index] };
  });
  const marks = decimal === undefined ? {} : { decimal, grouping: decimal === "," ? "." as const : "," as const };
  return { columns, dialect: { delimiter: dialect.delimiter, ...form, ...marks }, headerRows, titles: before - stated };
}

function refuseNumbers(first: readonly string[], file: string): void {
  const filled = first.filter((cell) => cell !== "");
  // A name or two may well be a number, but not most of them.
  if (filled.filter((cell) => !Number.isNaN(Number(cell))).length * 2 < Math.max(1, filled.length)) return;
  throw new UnknownFormat(
    `Cannot read readings: expected a header line with column names, got "${first.slice(0, 4).join(",")}"`,
    {
      place: { file, row: 1 },
      remedy:
        'add a first line such as timestamp,server_id,cpu_pct, or give a map file with "header": false and columns "1", "2" …',
    },
  );
}

/**
 * The column that a map names.
 *
 * @param key Where in the map.
 * @throws {CapacityError} when there is no such column, or two.
 */
export function mappedColumn(columns: readonly NamedColumn[], key: string, name: string, file: string): NamedColumn {
  const found = columns.filter((column) => column.name === name);
  if (found.length === 1) return found[0]!;
  throw new CapacityError(
    found.length === 0
      ? `Cannot read readings: expected column ${name}, got columns ${namesOf(columns)}`
      : `Cannot read readings: expected one column ${name}, got ${found.length}`,
    {
      place: { file, column: name },
      remedy: found.length === 0 ? `mend ${key} in the map file` : "give the columns different names",
    },
  );
}

/** Names of columns for a message, the first of many. */
export function namesOf(columns: readonly Pick<NamedColumn, "name">[]): string {
  const names = columns.slice(0, NAMES_SHOWN).map(({ name }) => name).join(", ");
  return columns.length > NAMES_SHOWN ? `${names} and ${columns.length - NAMES_SHOWN} more` : names;
}

/** Mostly numbers; the few others will be errors with their row, not a reason to skip the column in silence. */
export function isNumeric({ filled, suffix }: NamedColumn): boolean {
  const numbers = filled.filter((cell) => looksLikeNumber(withoutSuffix(cell, suffix)));
  return filled.length > 0 && numbers.length * 2 > filled.length;
}

/** The first numbers of a column, `NaN` for what is none. */
export function firstNumbers({ cells, suffix }: NamedColumn, { decimal, grouping }: CsvDialect): number[] {
  return cells.map((cell) => {
    let text = withoutSuffix(cell, suffix);
    if (grouping) text = text.replaceAll(grouping === " " ? /[ '\u00a0\u202f\u2019]/g : grouping, "");
    return text === "" ? NaN : Number(decimal === "," ? text.replace(",", ".") : text);
  });
}
