/** Small tables for a terminal. */

/**
 * Lines of a table: the first column to the left, the others, numbers, to the right.
 *
 * @param digits Decimals of each numeric column, by name; default 3, whole numbers have none.
 */
export function textTable(
  rows: readonly Readonly<Record<string, string | number>>[],
  digits: Readonly<Record<string, number>> = {},
): string[] {
  const names = Object.keys(rows[0] ?? {});
  const cells = rows.map((row) => names.map((name) => cellText(row[name]!, digits[name])));
  const widths = names.map((name, column) => Math.max(name.length, ...cells.map((row) => row[column]!.length)));
  return [names, ...cells].map((row) =>
    row.map((cell, column) => column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)).join("  ")
      .trimEnd()
  );
}

function cellText(cell: string | number, digits: number | undefined): string {
  if (typeof cell === "string") return cell;
  if (Number.isNaN(cell)) return "-";
  return digits === undefined && Number.isInteger(cell) ? String(cell) : cell.toFixed(digits ?? 3);
}
