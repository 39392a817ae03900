/** Tables with a row per disk, core or interface of a server: their rows are no repeated readings of one thing. */
import { CapacityError } from "@lib/core/errors.ts";
import { saysNothing } from "./column_roles.ts";
import { isNumeric, type NamedColumn } from "./named_columns.ts";

/** The share of rows that shows a rule which odd rows break. */
const MOST_ROWS = 0.9;
/** Values of a column that are shown. */
const SHOWN = 3;

/** Plain names of columns of parts. */
const PART =
  /^(mount(_?point)?|file_?system|device|disk|drive|volume|partition|(network_?)?interface|iface|if_?name|nic|core|instance_?name)(_?(name|id))?$/;

/** The column that names a part by its own name, if any: the first rows may be of one part alone. */
export function namedPart(columns: readonly NamedColumn[]): NamedColumn | undefined {
  return columns.find((column) => PART.test(column.plain) && column.filled.length > 0 && !isNumeric(column));
}

/**
 * The column that tells rows of one series and time apart, or `undefined` where rows differ in time or are repeated.
 *
 * @param columns Those that are not read, or hold numbers.
 * @param keys Of each of the first rows: its time, server and metric.
 */
export function partsColumn(columns: readonly NamedColumn[], keys: readonly string[]): NamedColumn | undefined {
  const rows = keys.length, times = new Set(keys).size;
  if (times > rows * MOST_ROWS) return undefined;
  return columns.find((column) => {
    const { cells, filled } = column;
    if (saysNothing(column) || filled.length < rows * MOST_ROWS) return false;
    const parts = new Set(cells).size;
    // The same parts come again and again; numbers that do are those of parts when every time has all of them.
    const recurs = isNumeric(column)
      ? filled.every((cell) => /^\d+$/.test(cell)) && parts * times * MOST_ROWS <= rows
      : parts * 2 <= rows;
    return recurs && new Set(cells.map((cell, row) => `${keys[row]}\u0000${cell}`)).size >= rows * MOST_ROWS;
  });
}

/** The error for rows of parts: whoever took them for readings of the server would mix them. */
export function partsError({ name, cells }: NamedColumn, file: string, isTidy: boolean): CapacityError {
  const parts = [...new Set(cells)], few = parts.slice(0, SHOWN).join(", ");
  const place = isTidy ? '"server" or "metric"' : '"server"';
  return new CapacityError(
    `Cannot read readings: expected one row per server and time, got several that differ in ${name} (${few}${
      parts.length > SHOWN ? ", …" : ""
    })`,
    {
      place: { file, column: name },
      remedy: `keep the rows of one of them or sum them up first, or name the column as ${place} in a map file`,
    },
  );
}
