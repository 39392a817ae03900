/** Where the header of a table is: titles, comments and descriptions may stand above it. */
import { guessClock } from "../clock/clock_guess.ts";
import { TIME_NAME } from "../clock/time_columns.ts";
import { statedDelimiter } from "../text/delimiter.ts";
import type { CsvDialect } from "../text/csv_rows.ts";
import { plainName } from "./metric_guess.ts";

/** Lines above a header are few. */
const MOST_LINES = 20;

/**
 * Number of rows above the header.
 *
 * A spreadsheet's line with its delimiter is one. So are the rows above the one before the first row with a time, where
 * they have fewer cells than it, start with `#`, or it names a column of times: anything else is the header already.
 */
export function rowsAboveHeader(rows: readonly (readonly string[])[], dialect: CsvDialect): number {
  const stated = linesOfDelimiter(rows, dialect);
  const first = rows.slice(0, MOST_LINES).findIndex((row, index) => index >= stated && row.some(isTime));
  const above = rows.slice(stated, first - 1), header = rows[first - 1], data = rows[first];
  if (first < stated + 2 || !header || !data) return stated;
  const names = filledOf(header);
  const isHeader = names.length > 1 && names.length + 1 >= filledOf(data).length &&
    names.every((name) => Number.isNaN(Number(name)));
  const namesTime = (row: readonly string[]) => row.some((name) => TIME_NAME.test(plainName(name)));
  const isTitle = (row: readonly string[]) => row[0]!.startsWith("#") || filledOf(row).length < names.length;
  const isBelow = above.every(isTitle) || (namesTime(header) && !above.some(namesTime));
  return isHeader && isBelow ? first - 1 : stated;
}

/** 1 where the first row is the line in which some spreadsheets state their delimiter, else 0. */
export function linesOfDelimiter(rows: readonly (readonly string[])[], { delimiter }: CsvDialect): 0 | 1 {
  const [first = []] = rows;
  return statedDelimiter(filledOf(first).join(delimiter)) || /^sep=$/i.test(first[0] ?? "") ? 1 : 0;
}

function filledOf(row: readonly string[]): string[] {
  return row.filter((cell) => cell !== "");
}

/** A written time, or a number that can only be one: a small count may be anything. */
function isTime(cell: string): boolean {
  const clock = guessClock([cell])?.clock;
  return clock !== undefined && clock.isReal && clock.kind !== "spreadsheet days";
}
