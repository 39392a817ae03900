/** Friedman's test: whether some columns of a table are higher than others, row by row. */
import { chiSquareTail } from "./chi_square.ts";

/** The result of a test. */
export interface FriedmanResult {
  /** Chi-square with one degree of freedom less than there are columns. */
  readonly statistic: number;
  /** Probability of a statistic this large when no column differs, 0 to 1; `NaN` without a complete row. */
  readonly p: number;
  /** Complete rows. */
  readonly rows: number;
}

/**
 * Ranks each row and compares the mean ranks of the columns, ties corrected. Only the order within a row counts, so the
 * level of a row (a trend, a season) takes no part.
 *
 * @param values Row by row, any unit, `NaN` = missing; a row with a gap is left out.
 * @param columns Columns, 2 or more.
 * @throws {RangeError} when there are fewer than two columns.
 * @see Friedman, The use of ranks to avoid the assumption of normality, JASA 32 (1937); ties: Conover, Practical Nonparametric Statistics
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { friedman } from "@lib/stats/friedman.ts";
 * const weeks = Array.from({ length: 20 }, (_, week) => [week + 5, week + 3, week + 1]).flat();
 * ok(friedman(Float64Array.from(weeks), 3).p < 1e-8);
 * ```
 */
export function friedman(values: Float64Array, columns: number): FriedmanResult {
  if (!(Number.isInteger(columns) && columns >= 2)) {
    throw new RangeError(`Cannot compare columns: expected 2 or more, got ${columns}`);
  }
  const sums = new Float64Array(columns);
  let rows = 0, squares = 0;
  for (let from = 0; from + columns <= values.length; from += columns) {
    const row = values.subarray(from, from + columns);
    if (row.some(Number.isNaN)) continue;
    rows++;
    for (let column = 0; column < columns; column++) {
      const rank = rankIn(row, row[column]!);
      sums[column]! += rank;
      squares += rank * rank;
    }
  }
  const middle = (columns + 1) / 2;
  const between = sums.reduce((sum, ranks) => sum + (ranks - rows * middle) ** 2, 0);
  const within = squares - rows * columns * middle * middle;
  // Rows of nothing but ties differ in no column.
  const statistic = within > 0 ? (columns - 1) * between / within : 0;
  return { statistic, p: rows > 0 ? chiSquareTail(statistic, columns - 1) : NaN, rows };
}

/** Rank of one value of a row, ties shared; counting is faster than sorting a few columns. */
function rankIn(row: Float64Array, value: number): number {
  let below = 0, equal = 0;
  for (let column = 0; column < row.length; column++) {
    if (row[column]! < value) below++;
    else if (row[column] === value) equal++;
  }
  return below + (equal + 1) / 2;
}
