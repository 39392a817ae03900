/** How the numbers of a table are written: decimal marks, grouped digits, units behind them. */

/** The form of a table's numbers. */
export interface NumberForm {
  readonly decimal: "." | ",";
  /** Mark between groups of three digits, where numbers show one; a blank stands for apostrophes too. */
  readonly grouping?: "." | "," | " ";
  /** Per column: the unit that stands behind its numbers, for example `%`. */
  readonly suffixes?: readonly (string | undefined)[];
}

const POINT = /^[+-]?\d*\.\d+(e[+-]?\d+)?$/i, COMMA = /^[+-]?\d*,\d+(e[+-]?\d+)?$/i;
/** One group of three: a thousand, or a fraction of three digits. */
const OPEN_COMMA = /^[+-]?[1-9]\d{0,2},\d{3}$/, OPEN_POINT = /^[+-]?[1-9]\d{0,2}\.\d{3}$/;
/** Two groups, or a group before the other mark: nothing but digits in groups. */
const BY_COMMA = /^[+-]?\d{1,3}(,\d{3})+\.\d+$|^[+-]?\d{1,3}(,\d{3}){2,}$/;
const BY_POINT = /^[+-]?\d{1,3}(\.\d{3})+,\d+$|^[+-]?\d{1,3}(\.\d{3}){2,}$/;
const BY_BLANK = /^[+-]?\d{1,3}([ '\u00a0\u202f\u2019]\d{3})+([.,]\d+)?$/;
/** A number with a unit: letters, `%`, `/`. An exponent is no unit, and neither is the `x` of 0x1F. */
const WITH_UNIT = /^(?!0x)[+-]?[\d.,' ]*\d(?:e[+-]?\d+)? ?(%|[a-zµ°][a-z0-9µ°%/]*)$/i;
const MISSING = /^(\s*|-+|nan|null|none|nil|undefined|na|n\/a|#n\/a|\\n)$/i;

/**
 * The form of the numbers in the first rows, header left out.
 *
 * Every column has a vote, by the most of its cells: an odd cell changes nothing but its own row. `1,234` alone may be a
 * thousand or a fraction: without another number that decides it, such cells are no numbers, and whoever reads the file
 * says in which row they are.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { numberFormOf } from "@lib/ingest/text/number_form.ts";
 * deepStrictEqual(numberFormOf([["1.234,5", "70 %"], ["7,25", "71 %"]]), {
 *   decimal: ",",
 *   grouping: ".",
 *   suffixes: [undefined, "%"],
 * });
 * ```
 */
export function numberFormOf(rows: readonly (readonly string[])[]): NumberForm {
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  const columns = Array.from({ length: width }, (_, index) => rows.map((row) => row[index] ?? ""));
  const suffixes = columns.map(suffixOf);
  const votes = columns.map((cells, index) => voteOf(cells.map((cell) => withoutSuffix(cell, suffixes[index]))));
  const units = suffixes.some((suffix) => suffix !== undefined) ? { suffixes } : {};
  const total = (pick: (vote: Vote) => number) => votes.reduce((sum, vote) => sum + pick(vote), 0);
  const decimal = total(({ commas }) => commas) > total(({ points, openPoints }) => points - openPoints) ? "," : ".";
  // Columns of the other mark are refused cell by cell: taking it for one between digits would make numbers of them.
  // But a column in which every point may stand between digits does so where the others have commas before fractions.
  const isMixed = votes.some(({ commas, points, openPoints }) =>
    decimal === "," ? points > commas && openPoints < points : commas > points
  );
  const grouping = isMixed ? undefined : groupingOf(votes, decimal);
  return { decimal, ...grouping === undefined ? {} : { grouping }, ...units };
}

/** What the cells of a column show. */
interface Vote {
  /** Cells in which the mark stands before a fraction. */
  readonly commas: number;
  readonly points: number;
  /** Of those with points the cells in which it may as well stand between groups of digits. */
  readonly openPoints: number;
  /** Cells in which it stands between groups of digits. */
  readonly byComma: number;
  readonly byPoint: number;
  readonly byBlank: number;
}

function voteOf(cells: readonly string[]): Vote {
  const count = (pattern: RegExp) => cells.filter((cell) => pattern.test(cell)).length;
  const byComma = count(BY_COMMA), byPoint = count(BY_POINT), byBlank = count(BY_BLANK);
  const commas = count(COMMA) - count(OPEN_COMMA) + byPoint, points = count(POINT) + byComma;
  const others = cells.length - count(MISSING) - commas - points - byBlank - count(OPEN_COMMA) - count(/^[+-]?\d+$/);
  // An odd number in a column of names or times says nothing about the numbers of the others.
  if (others * 2 > cells.length) return { commas: 0, points: 0, openPoints: 0, byComma: 0, byPoint: 0, byBlank: 0 };
  return { commas, points, openPoints: count(OPEN_POINT), byComma, byPoint, byBlank };
}

function groupingOf(votes: readonly Vote[], decimal: "." | ","): "." | "," | " " | undefined {
  // In a column with commas before fractions, a point can only be a mark between digits.
  const isByPoint = ({ byPoint, commas, points, openPoints }: Vote) =>
    byPoint > 0 || (points > 0 && (commas > points || openPoints === points));
  if (decimal === "," && votes.some(isByPoint)) return ".";
  if (decimal === "." && votes.some(({ byComma }) => byComma > 0)) return ",";
  return votes.some(({ byBlank }) => byBlank > 0) ? " " : undefined;
}

/** The unit that most cells of a column end in. */
function suffixOf(cells: readonly string[]): string | undefined {
  const filled = cells.filter((cell) => !MISSING.test(cell));
  const units = Map.groupBy(filled, (cell) => WITH_UNIT.exec(cell)?.[1]);
  for (const [unit, those] of units) if (unit !== undefined && those.length * 2 > filled.length) return unit;
  return undefined;
}

/** Any way to write a number, in any country. */
const ANY_NUMBER = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i;
const ANY_GROUPED = /^[+-]?\d{1,3}([., '\u00a0\u202f\u2019])\d{3}(\1\d{3})*([.,]\d+)?$/;

/** Whether a cell looks like a number, whatever its form: an address such as 10.0.0.1 does not. */
export function looksLikeNumber(cell: string): boolean {
  return ANY_NUMBER.test(cell) || ANY_GROUPED.test(cell) || /^[+-]?inf(inity)?$/i.test(cell);
}

/** A cell without the unit behind its number. */
export function withoutSuffix(cell: string, suffix: string | undefined): string {
  return suffix !== undefined && cell.endsWith(suffix) ? cell.slice(0, -suffix.length).trimEnd() : cell;
}

/**
 * A number that the plain reader does not know: with a unit behind it, with digits in groups.
 *
 * @returns `NaN` when it is none of that form.
 */
export function formedNumber(cell: string, { decimal, grouping }: NumberForm, suffix: string | undefined): number {
  const text = withoutSuffix(cell, suffix);
  const ungrouped = grouping === undefined ? undefined : withoutGroups(text, decimal, grouping);
  if (ungrouped === undefined && text === cell) return NaN;
  const plain = decimal === "," ? /^[+-]?\d*,?\d+(e[+-]?\d+)?$/i : /^[+-]?\d*\.?\d+(e[+-]?\d+)?$/i;
  const digits = ungrouped ?? text;
  return plain.test(digits) ? Number(digits.replace(",", ".")) : NaN;
}

/** A number without the marks between its groups, or `undefined` when it has none. */
function withoutGroups(text: string, decimal: "." | ",", grouping: "." | "," | " "): string | undefined {
  const mark = grouping === " " ? "[ '\u00a0\u202f\u2019]" : `\\${grouping}`;
  const grouped = new RegExp(`^[+-]?\\d{1,3}(${mark}\\d{3})+(\\${decimal}\\d+)?$`);
  return grouped.test(text) ? text.replaceAll(new RegExp(mark, "g"), "") : undefined;
}
