/**
 * The design of a calendar ridge: its terms as a sparse matrix over history and future, and the one factorisation that every series
 * with these days shares.
 */
import type { CalendarDay } from "@lib/core/calendar.ts";
import { cholesky, solveLower } from "@lib/stats/cholesky.ts";
import { calendarTerms, type Term, type TermOptions, YEAR } from "./calendar_terms.ts";

/** A design over consecutive days. */
export interface CalendarDesign {
  readonly terms: readonly Term[];
  /** Days of history; rows from here on are the future. */
  readonly days: number;
  /** Rows in all. */
  readonly rows: number;
  /** Days on which the trend's bends begin: they are the first columns. */
  readonly bends: readonly number[];
  /** Entries of row t are `rowStart[t]` … `rowStart[t + 1] − 1` of `column` and `entry`. */
  readonly rowStart: Uint32Array;
  /** First entry of a row that is no bend. */
  readonly plainStart: Uint32Array;
  readonly column: Uint16Array;
  readonly entry: Float64Array;
  /** XᵀX + penalties over the whole history, lower triangle, row-major. */
  readonly gram: Float64Array;
  /** Its Cholesky factor. */
  readonly factor: Float64Array;
  /** How much wider than a typical error each future row is, for a series that lacks no day. */
  readonly widening: Float64Array;
}

/**
 * Makes a design.
 *
 * @param calendar The days of history and future.
 * @param days How many of them are history.
 */
export function calendarDesign(calendar: readonly CalendarDay[], days: number, options: TermOptions): CalendarDesign {
  const terms = calendarTerms(calendar.slice(0, days), options);
  const rows = calendar.length, size = terms.length;
  const bends = terms.flatMap(({ bend }) => bend === undefined ? [] : [bend]);
  const rowStart = new Uint32Array(rows + 1), plainStart = new Uint32Array(rows);
  const columns: number[] = [], entries: number[] = [];
  calendar.forEach((day, row) => {
    terms.forEach((term, column) => {
      if (column === bends.length) plainStart[row] = columns.length;
      const value = term.value(day, row);
      if (value === 0) return;
      columns.push(column);
      entries.push(value);
    });
    rowStart[row + 1] = columns.length;
  });
  const sparse = { rowStart, plainStart, column: Uint16Array.from(columns), entry: Float64Array.from(entries) };
  const gram = new Float64Array(size * size);
  for (let row = 0; row < days; row++) addRow(gram, size, sparse, row, 1);
  terms.forEach((term, index) => gram[index * size + index]! += term.penalty);
  const shared = { terms, days, rows, bends, ...sparse, gram, factor: cholesky(gram, size) };
  return { ...shared, widening: futureWidening(shared, shared.factor, rows - days) };
}

/**
 * The factor for a series that lacks some of the days: their rows are taken out of the shared matrix.
 *
 * @param missing Rows of the history that have no value.
 */
export function factorWithout(design: CalendarDesign, missing: readonly number[]): Float64Array {
  if (missing.length === 0) return design.factor;
  const size = design.terms.length;
  const gram = design.gram.slice();
  for (const row of missing) addRow(gram, size, design, row, -1);
  return cholesky(gram, size);
}

/** Adds `weight` × x·xᵀ of a row to the lower triangle. */
function addRow(
  gram: Float64Array,
  size: number,
  { rowStart, column, entry }: Pick<CalendarDesign, "rowStart" | "column" | "entry">,
  row: number,
  weight: number,
): void {
  const end = rowStart[row + 1]!;
  for (let a = rowStart[row]!; a < end; a++) {
    const at = column[a]! * size, value = weight * entry[a]!;
    for (let b = rowStart[row]!; b <= a; b++) gram[at + column[b]!]! += value * entry[b]!;
  }
}

/** Σ of a row's entries times coefficients. */
export function rowValue(
  { rowStart, column, entry }: CalendarDesign,
  row: number,
  coefficients: Float64Array,
): number {
  let sum = 0;
  for (let at = rowStart[row]!, end = rowStart[row + 1]!; at < end; at++) {
    sum += coefficients[column[at]!]! * entry[at]!;
  }
  return sum;
}

/**
 * Xᵀy over the history. A bend's column is a ramp, so its share is a sum of sums, found for all bends in one pass backwards.
 *
 * @param values y, one per day of history, `NaN` = missing (its row does not take part).
 */
export function projected(design: CalendarDesign, values: Float64Array): Float64Array {
  const { bends, rowStart, plainStart, column, entry } = design;
  const result = new Float64Array(design.terms.length);
  let bend = bends.length - 1, later = 0, ramp = 0;
  for (let row = values.length - 1; row >= 0; row--) {
    // Here `ramp` is Σ over the days t after this one of (t − row)·y.
    if (row === bends[bend]) result[bend--] = ramp / YEAR;
    const value = values[row]!;
    if (value === value) {
      later += value;
      for (let at = plainStart[row]!, end = rowStart[row + 1]!; at < end; at++) {
        result[column[at]!]! += entry[at]! * value;
      }
    }
    ramp += later;
  }
  return result;
}

/** Xβ over the history: the fit of every day. */
export function fitOf(design: CalendarDesign, coefficients: Float64Array): Float64Array {
  const { bends, rowStart, plainStart, column, entry } = design;
  const fit = new Float64Array(design.days);
  let bend = 0, slope = 0, trend = 0;
  for (let row = 0; row < fit.length; row++) {
    trend += slope;
    if (row === bends[bend]) slope += coefficients[bend++]! / YEAR;
    let sum = trend;
    for (let at = plainStart[row]!, end = rowStart[row + 1]!; at < end; at++) {
      sum += coefficients[column[at]!]! * entry[at]!;
    }
    fit[row] = sum;
  }
  return fit;
}

/**
 * How much wider than a typical error the error on a future day is, because its effects were seen only a few times: √(1 + xᵀA⁻¹x).
 *
 * @param factor Factor of A (the series' own when it lacks days).
 * @see Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2nd ed., 3.4.1 (ridge as a posterior mean)
 */
export function futureWidening(
  design: Omit<CalendarDesign, "widening">,
  factor: Float64Array,
  horizon: number,
): Float64Array {
  const size = design.terms.length;
  const row = new Float64Array(size);
  return Float64Array.from({ length: horizon }, (_, step) => {
    row.fill(0);
    const at = design.days + step;
    for (let index = design.rowStart[at]!, end = design.rowStart[at + 1]!; index < end; index++) {
      row[design.column[index]!] = design.entry[index]!;
    }
    solveLower(factor, size, row);
    let leverage = 0;
    for (const value of row) leverage += value * value;
    return Math.sqrt(1 + leverage);
  });
}
