/** Tables as text: which columns are numbers, with how many decimals, and how a capped table says so. */
import { format, isDate, numberText } from "./value_text.ts";

/** A table ready to be written. */
export interface TableText {
  readonly columns: readonly { readonly name: string; readonly numeric: boolean }[];
  readonly rows: readonly (readonly string[])[];
  /** `20 of 175,320 rows`, or empty when all rows are there. */
  readonly note: string;
}

/**
 * Cells as text, column by column.
 *
 * @param names Column names.
 * @param rows The rows to write, cells in the order of the names.
 * @param total Rows in all, where `rows` are only the first of them.
 */
export function tableText(
  names: readonly string[],
  rows: readonly (readonly unknown[])[],
  total = rows.length,
): TableText {
  const columns = names.map((name, index) => columnText(name, rows.map((row) => row[index])));
  return {
    columns: columns.map(({ numeric }, index) => ({ name: names[index] ?? "", numeric })),
    rows: rows.map((_, row) => columns.map(({ cells }) => cells[row] ?? "")),
    note: rows.length < total ? `${numberText(rows.length)} of ${numberText(total)} rows` : "",
  };
}

/** The table as aligned plain text. */
export function plainTable({ columns, rows, note }: TableText, caption = ""): string {
  const widths = columns.map(({ name }, index) => Math.max(name.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, index) => {
      const width = widths[index] ?? 0;
      return columns[index]?.numeric ? cell.padStart(width) : cell.padEnd(width);
    }).join("  ").trimEnd();
  return [caption, line(columns.map(({ name }) => name)), ...rows.map(line), note].filter((part) => part !== "").join(
    "\n",
  );
}

function columnText(name: string, cells: readonly unknown[]): { numeric: boolean; cells: string[] } {
  const present = cells.filter((cell) => cell !== null && cell !== undefined && !Number.isNaN(cell));
  const numeric = present.length > 0 && present.every((cell) => typeof cell === "number" || typeof cell === "bigint");
  if (!numeric) return { numeric: false, cells: cells.map(plainCell) };
  const numbers = present.map(Number).filter(Number.isFinite);
  const whole = numbers.every(Number.isInteger);
  // A year is a name made of digits: 2,024 would be wrong.
  if (whole && /year/i.test(name)) return { numeric, cells: cells.map((cell) => plainCell(cell).replaceAll(",", "")) };
  const largest = numbers.reduce((most, number) => Math.max(most, Math.abs(number)), 0);
  const digits = whole ? 0 : largest >= 10_000 ? 0 : largest >= 1 || largest === 0 ? 2 : largest >= 0.01 ? 3 : 5;
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return {
    numeric,
    cells: cells.map((cell) =>
      typeof cell === "number" && Number.isFinite(cell) ? cell.toLocaleString("en-US", options) : plainCell(cell)
    ),
  };
}

function plainCell(cell: unknown): string {
  if (typeof cell === "number" && !Number.isFinite(cell)) return Number.isNaN(cell) ? "" : cell > 0 ? "∞" : "-∞";
  if (cell !== null && typeof cell === "object" && !isDate(cell)) return JSON.stringify(cell) ?? "";
  return format(cell);
}
