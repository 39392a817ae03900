/** The design of a calendar ridge: its terms as a sparse matrix over history and future, which every series with these days shares. */
import type { CalendarDay } from "@lib/core/calendar.ts";
import { calendarTerms, type Term, type TermOptions } from "./calendar_terms.ts";
import { WANDER_DAYS, wanderKnots } from "./wander.ts";

/** A design over consecutive days. */
export interface CalendarDesign {
  readonly terms: readonly Term[];
  /** Days of history; rows from here on are the future. */
  readonly days: number;
  /** Rows in all. */
  readonly rows: number;
  /** Days on which the trend's bends begin: they are the first columns. */
  readonly bends: readonly number[];
  /** The yearly waves over the history: the two columns after the level, or 0 where the history cannot carry them. */
  readonly sine: Float64Array;
  readonly cosine: Float64Array;
  /** Column of each day's weekday: 0 = that of the first day. */
  readonly weekdays: readonly number[];
  /** Days of the history on which the calendar acts, and where their entries lie in `column` and `entry`. */
  readonly events: { readonly days: Uint16Array; readonly first: Uint32Array; readonly end: Uint32Array };
  /** First column of the wandering level: its knots are the last columns. */
  readonly wander: number;
  /** Days of its knots (see wander.ts). */
  readonly knots: readonly number[];
  /** Entries of row t are `rowStart[t]` … `rowStart[t + 1] − 1` of `column` and `entry`. */
  readonly rowStart: Uint32Array;
  readonly column: Uint16Array;
  readonly entry: Float64Array;
  /** XᵀX over the whole history, lower triangle, row-major. */
  readonly gram: Float64Array;
  /** Room for a fit at work, one place per day of history each: thousands of series share it, one after the other. */
  readonly scratch: Readonly<Record<typeof SCRATCH[number], Float64Array>>;
}

const SCRATCH = ["values", "target", "kept", "residuals", "otherResiduals", "laterSums", "step"] as const;

/**
 * Makes a design.
 *
 * @param calendar The days of history and future.
 * @param days How many of them are history.
 * @param seen The calendar that decides which events are known; default the history.
 */
export function calendarDesign(
  calendar: readonly CalendarDay[],
  days: number,
  options: TermOptions,
  seen: readonly CalendarDay[] = calendar.slice(0, days),
): CalendarDesign {
  const terms = calendarTerms(days, seen, options);
  const rows = calendar.length, size = terms.length;
  const bends = terms.flatMap(({ bend }) => bend === undefined ? [] : [bend]);
  const rowStart = new Uint32Array(rows + 1);
  const columns: number[] = [], entries: number[] = [];
  const wander = terms.findIndex(({ kind }) => kind === "wander"), knots = wanderKnots(days);
  const put = (row: number, column: number): void => {
    const value = terms[column]!.value(calendar[row]!, row);
    if (value === 0) return;
    columns.push(column);
    entries.push(value);
  };
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < wander; column++) put(row, column);
    // Of the many knots of the wandering level only the one before the day and the one after it have a say.
    const before = wander + Math.min(knots.length - 1, Math.floor((row - knots[0]!) / WANDER_DAYS));
    for (let column = before; column < Math.min(size, before + 2); column++) put(row, column);
    rowStart[row + 1] = columns.length;
  }
  const sparse = { rowStart, column: Uint16Array.from(columns), entry: Float64Array.from(entries) };
  const gram = new Float64Array(size * size);
  for (let row = 0; row < days; row++) addRow(gram, size, sparse, row, 1);
  const waveOf = (name: string): Float64Array => {
    const wave = terms.find((term) => term.name === name);
    const values = new Float64Array(days);
    if (wave) { for (let row = 0; row < days; row++) values[row] = wave.value(calendar[row]!, row); }
    return values;
  };
  return {
    terms,
    days,
    rows,
    bends,
    sine: waveOf("annual sine"),
    cosine: waveOf("annual cosine"),
    weekdays: Array.from({ length: 7 }, (_, day) => {
      const weekday = ((calendar[0]?.dayofweek ?? 0) + day) % 7;
      return terms.findIndex(({ kind }) => kind === "weekday") + weekday;
    }),
    events: eventDays(terms, days, sparse),
    wander,
    knots,
    ...sparse,
    gram,
    scratch: Object.fromEntries(SCRATCH.map((name) => [name, new Float64Array(days)])) as CalendarDesign["scratch"],
  };
}

type SparseRows = Pick<CalendarDesign, "rowStart" | "column" | "entry">;

/** Where the entries of the calendar's terms lie: between the weekday and the wandering level of a row. */
function eventDays(terms: readonly Term[], days: number, { rowStart, column }: SparseRows): CalendarDesign["events"] {
  const at: number[] = [], first: number[] = [], end: number[] = [];
  for (let row = 0; row < days; row++) {
    const isEvent = (index: number): boolean => terms[column[index]!]!.group === "calendar";
    let from = rowStart[row]!, to = rowStart[row + 1]!;
    while (from < to && !isEvent(from)) from++;
    while (to > from && !isEvent(to - 1)) to--;
    if (from === to) continue;
    at.push(row);
    first.push(from);
    end.push(to);
  }
  return { days: Uint16Array.from(at), first: Uint32Array.from(first), end: Uint32Array.from(end) };
}

/** XᵀX of a series that lacks some of the days: their rows are taken out of the shared matrix. */
export function gramWithout(design: CalendarDesign, missing: readonly number[]): Float64Array {
  if (missing.length === 0) return design.gram;
  const gram = design.gram.slice();
  for (const row of missing) addRow(gram, design.terms.length, design, row, -1);
  return gram;
}

/** Adds `weight` × x·xᵀ of a row to the lower triangle. */
function addRow(
  gram: Float64Array,
  size: number,
  { rowStart, column, entry }: SparseRows,
  row: number,
  weight: number,
): void {
  const end = rowStart[row + 1]!;
  for (let a = rowStart[row]!; a < end; a++) {
    const at = column[a]! * size, value = weight * entry[a]!;
    for (let b = rowStart[row]!; b <= a; b++) gram[at + column[b]!]! += value * entry[b]!;
  }
}

/** Adds `weight` × a row to a vector with one place per term. */
export function addScaledRow(
  { rowStart, column, entry }: SparseRows,
  row: number,
  weight: number,
  vector: Float64Array,
): void {
  for (let at = rowStart[row]!, end = rowStart[row + 1]!; at < end; at++) vector[column[at]!]! += weight * entry[at]!;
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
