/** Which clock a column of times is written in, guessed from its first cells. */
import { DAY_MS } from "@lib/core/day.ts";
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import { civilTime } from "./civil_time.ts";
import { type Clock, type ClockKind, timeOfNumber } from "./clock.ts";
import { isoTimeIn } from "./written_time.ts";

/** A clock and why. */
export interface ClockGuess {
  readonly clock: Clock;
  readonly because: string;
  /** 0–1; 0 = day and month cannot be told apart. */
  readonly confidence: number;
}

const ENCODER = new TextEncoder();

/** The clocks that a cell alone can show, those of the fewest readings first. */
const TELLING: readonly ClockKind[] = [
  "ISO 8601",
  "days YYYYMMDD",
  "digits YYYYMMDDhhmmss",
  "epoch seconds",
  "epoch milliseconds",
  "epoch microseconds",
  "epoch nanoseconds",
  "day month year",
  "month day year",
];
/** Spreadsheets count days from 1900 on; with hours these are fractions. The range: 1982 to 2064. */
const SPREADSHEET_DAYS = [30_000, 60_000] as const;
/** 31 years in microseconds. */
const LONGEST_COUNT = 1e15;
/** How many times smoother the right order of day and month has to make the column. */
const CLEARLY_SMOOTHER = 2;

/**
 * Guesses the clock of a column.
 *
 * A few odd cells hide no clock: at least half of the cells must be times of it, and whoever reads the others will say
 * in which row they are.
 *
 * @param cells The first cells; empty ones say nothing.
 * @param name Name of the column: the unit of a clock that counts from 0 can stand nowhere else.
 * @returns `undefined` when they are no times.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { guessClock } from "@lib/ingest/clock/clock_guess.ts";
 * strictEqual(guessClock(["01/02/2024", "02/02/2024"])?.clock.kind, "day month year");
 * strictEqual(guessClock(["1/31/2024 1:00 PM"])?.clock.kind, "month day year");
 * strictEqual(guessClock(["01/02/2024"])?.confidence, 0);
 * ```
 */
export function guessClock(cells: readonly string[], name = ""): ClockGuess | undefined {
  const filled = cells.filter((cell) => cell !== "");
  if (filled.length === 0) return undefined;
  const scores: { kind: ClockKind; times: number }[] = [];
  for (const kind of TELLING) {
    const times = filled.filter((cell) => isTimeOf(cell, kind)).length;
    scores.push({ kind, times });
    // Of the two orders of day and month both are wanted; before them one clock for all cells is the clock.
    if (times === filled.length && kind !== "day month year") break;
  }
  const best = scores.reduce((a, b) => (b.times > a.times ? b : a));
  if (best.times * 2 >= filled.length) {
    if (best.kind === "day month year") {
      const isOther = scores.find(({ kind }) => kind === "month day year")?.times === best.times;
      return dayOrMonthFirst(filled, name, isOther);
    }
    const confidence = best.times === filled.length ? 0.95 : 0.6;
    const because = best.kind.startsWith("epoch") ? "magnitude of the values" : "form of the values";
    return { clock: { kind: best.kind, isReal: true }, because, confidence };
  }
  return countedClock(filled.map(Number), name);
}

/** A cell as milliseconds since 1970, without a zone as if it were UTC; `NaN` when it is no time of the clock. */
export function timeOfText(text: string, clock: Clock): number {
  switch (clock.kind) {
    case "ISO 8601": {
      const bytes = ENCODER.encode(text);
      const ms = isoTimeIn(bytes, 0, bytes.length);
      return ms === ms ? ms : civilTime(text, "YMD", clock.hasShortYear);
    }
    case "day month year":
      return civilTime(text, "DMY", clock.hasShortYear);
    case "month day year":
      return civilTime(text, "MDY", clock.hasShortYear);
    default:
      return text === "" ? NaN : timeOfNumber(Number(text), clock);
  }
}

function isTimeOf(text: string, kind: ClockKind): boolean {
  // A number of eight digits is a date only in a century that has servers.
  if (kind === "days YYYYMMDD" && !/^(19|20)\d{6}$/.test(text)) return false;
  if (kind === "digits YYYYMMDDhhmmss" && !/^(19|20)\d{10}(\d\d)?$/.test(text)) return false;
  return !Number.isNaN(timeOfText(text, { kind, isReal: true }));
}

function dayOrMonthFirst(cells: readonly string[], name: string, isOpen: boolean): ClockGuess {
  const of = (kind: ClockKind, because: string, confidence: number): ClockGuess => ({
    clock: { kind, isReal: true },
    because,
    confidence,
  });
  if (!isOpen) return of("day month year", "days after the 12th", 0.95);
  if (cells.every((cell) => /^\d+\./.test(cell))) return of("day month year", "dots between day, month and year", 0.9);
  if (cells.every((cell) => /[a-z]{3}/i.test(cell.replace(/[ap]\.?m\.?$/i, "")))) {
    return of("day month year", "months by their names", 0.95);
  }
  // The performance counters of Windows name their time column so, and write months first whatever the country.
  if (/^\(PDH-CSV/.test(name)) return of("month day year", "performance counters of Windows", 0.9);
  const [dayFirst, monthFirst] = (["day month year", "month day year"] as const).map((kind) => roughness(cells, kind));
  if (dayFirst! * CLEARLY_SMOOTHER < monthFirst!) return of("day month year", "times rise more evenly so", 0.75);
  if (monthFirst! * CLEARLY_SMOOTHER < dayFirst!) return of("month day year", "times rise more evenly so", 0.75);
  return of("day month year", "day and month could change places", 0);
}

/** Days travelled from cell to cell: months taken for days go back and forth, days taken for months jump. */
function roughness(cells: readonly string[], kind: ClockKind): number {
  const times = cells.map((cell) => timeOfText(cell, { kind, isReal: true })).filter((ms) => !Number.isNaN(ms));
  return times.reduce((sum, ms, index) => sum + (index > 0 ? Math.abs(ms - times[index - 1]!) : 0), 0) / DAY_MS;
}

function countedClock(cells: readonly number[], name: string): ClockGuess | undefined {
  const numbers = cells.filter((value) => value >= 0 && value < LONGEST_COUNT);
  if (cells.length - numbers.length > oddOnes(cells.length)) return undefined;
  const steps = numbers.slice(1).map((value, index) => value - numbers[index]!);
  const isRising = steps.filter((step) => step < 0).length <= oddOnes(cells.length);
  const [first, last] = SPREADSHEET_DAYS;
  const isFraction = numbers.some((value) => !Number.isInteger(value));
  if (isFraction && numbers.every((value) => value > first && value < last)) {
    return {
      clock: { kind: "spreadsheet days", isReal: true },
      because: "days since 1900 with fractions",
      confidence: 0.7,
    };
  }
  // Whole days are told from other counts by the name of their column alone.
  if (/^(date|day|datum|tag|fecha|jour)$/i.test(name) && numbers.every((value) => value > first && value < last)) {
    return { clock: { kind: "spreadsheet days", isReal: true }, because: "days since 1900 by name", confidence: 0.7 };
  }
  if (!isRising) return undefined;
  const largest = numbers.toSorted((a, b) => a - b)[Math.ceil(numbers.length * 0.9) - 1]!;
  const step = medianInPlace(Float64Array.from(steps.filter((value) => value > 0)));
  // What a header says of an epoch is often wrong, so the steps have to agree with it.
  if (/(^|[^a-z])ms([^a-z]|$)|milli/i.test(name) && step >= 1000 && largest < 1e12) {
    return relative("milliseconds from 0", "name and steps", 0.7);
  }
  if (/(^|[^a-z])[uµ]s([^a-z]|$)|micro/i.test(name) && step >= 1e6 && largest < 1e15) {
    return relative("microseconds from 0", "name and steps", 0.7);
  }
  // Counts of anything longer would be read as seconds, an hour as one of them.
  if (/(^|[^a-z])(m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|months?)([^a-z]|$)/i.test(name)) return undefined;
  return largest < 1e9 ? relative("seconds from 0", "rising numbers, too small for an epoch", 0.6) : undefined;
}

/** How many cells among many may be odd without hiding a clock. */
function oddOnes(cells: number): number {
  return Math.floor(cells * 0.1);
}

function relative(kind: ClockKind, because: string, confidence: number): ClockGuess {
  return { clock: { kind, isReal: false }, because, confidence };
}
