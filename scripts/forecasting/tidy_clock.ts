/** The times of a tidy file: instants in any usual form, or counts. */
import { CapacityError } from "@lib/core/errors.ts";
import { guessClock, timeOfText } from "@lib/ingest/clock/clock_guess.ts";
import { isoTimeIn } from "@lib/ingest/clock/written_time.ts";
import type { CsvRow } from "@lib/ingest/text/csv_row.ts";

/** Reads the times of a column. */
export interface TidyClock {
  /** Whether times are counts: 1, 2, 3 …, or years. */
  readonly isCounted: boolean;
  /**
   * Milliseconds since 1970 (UTC), or the count.
   *
   * @throws {CapacityError} naming the row when the cell is no time.
   */
  timeOf(row: CsvRow, column: number): number;
}

/** Whole numbers below this are no dates of eight digits and no epochs. */
const MOST_COUNTED = 1e7;
const YEAR_MONTH = /^\d{4}-\d{2}$/;

/**
 * The clock of a column, told by its first cells.
 *
 * @param name Name of the column.
 * @throws {CapacityError} when they are no times, or day and month cannot be told apart.
 */
export function tidyClock(cells: readonly string[], name: string, file: string): TidyClock {
  const filled = cells.filter((cell) => cell !== "");
  if (filled.length > 0 && filled.every((cell) => /^\d+$/.test(cell) && Number(cell) < MOST_COUNTED)) {
    return { isCounted: true, timeOf: checked((row, column) => countOf(row.text(column))) };
  }
  const isMonths = filled.length > 0 && filled.every((cell) => YEAR_MONTH.test(cell));
  const textOf = (text: string): string => isMonths && YEAR_MONTH.test(text) ? `${text}-01` : text;
  const guess = guessClock(filled.map(textOf), name);
  if (!guess || guess.confidence === 0 || !guess.clock.isReal) {
    throw new CapacityError(
      `Cannot read the series: expected times such as 2024-01-31 13:00:00, got "${filled[0] ?? ""}"`,
      { place: { file, column: name }, remedy: "write times in ISO 8601: year, month, day" },
    );
  }
  const { clock } = guess;
  return {
    isCounted: false,
    timeOf: checked((row, column) => {
      const ms = clock.kind === "ISO 8601" ? isoTimeIn(row.bytes, row.starts[column]!, row.ends[column]!) : NaN;
      return ms === ms ? ms : timeOfText(textOf(row.text(column)), clock);
    }),
  };
}

function checked(timeOf: TidyClock["timeOf"]): TidyClock["timeOf"] {
  return (row, column) => {
    const time = timeOf(row, column);
    if (time === time) return time;
    throw row.error(`expected a time, got "${row.text(column).slice(0, 40)}"`, {
      column,
      remedy: "write every time of the file the same way",
    });
  };
}

function countOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : NaN;
}
