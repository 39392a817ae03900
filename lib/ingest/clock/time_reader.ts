/** Reads the time of a row, whichever way the file writes it. */
import { civilTime, hourOfDay, namesZone, timeOfDay } from "./civil_time.ts";
import { timeOfNumber } from "./clock.ts";
import { timeOfText } from "./clock_guess.ts";
import type { CsvRow } from "../text/csv_row.ts";
import type { Layout } from "../table/layout.ts";
import { LocalTimes } from "./local_times.ts";
import { dayMonthTimeIn, isoTimeIn } from "./written_time.ts";

/** The times of a file's rows. */
export interface TimeReader {
  /**
   * Milliseconds since 1970 UTC.
   *
   * @param index Number of the data row, from 0.
   * @throws {CapacityError} when the cell is no time.
   */
  timeOf(row: CsvRow, index: number): number;
  /** What was found on the way, for the notes. */
  notes(): readonly string[];
}

const NO_NOTES = (): readonly string[] => [];

/** The reader for a layout. */
export function timeReader(layout: Layout): TimeReader {
  const { time, clock } = layout;
  if ("stepMs" in time) {
    const { startMs, stepMs } = time;
    return { timeOf: (_, index) => startMs + index * stepMs, notes: NO_NOTES };
  }
  const { column, timeOfDay: dayColumn } = time;
  const checked = (row: CsvRow, ms: number): number => {
    if (ms === ms) return ms;
    throw row.error(`expected a time (${clock.kind}), got "${row.text(column).slice(0, 40)}"`, {
      column,
      remedy:
        "write every time of the file the same way, take out rows that are no readings, such as totals, or name another clock as timeFormat in a map file",
    });
  };
  const written = writtenTime(layout, column);
  const dated = dayColumn === undefined ? written : joinedTime(written, checked, dayColumn);
  if (clock.timezone === undefined || clock.timezone === "UTC") {
    return { timeOf: (row) => checked(row, dated(row)), notes: NO_NOTES };
  }
  const local = new LocalTimes(layout, clock.timezone);
  return {
    timeOf: (row) => {
      const ms = checked(row, dated(row));
      return dayColumn === undefined && endsInZone(row, column) ? ms : local.instantOf(row, ms);
    },
    notes: () => local.notes(),
  };
}

/** A cell as milliseconds, without a zone as if it were UTC. */
function writtenTime({ clock }: Layout, column: number): (row: CsvRow) => number {
  if (clock.kind === "ISO 8601") {
    return (row) => {
      const ms = isoTimeIn(row.bytes, row.starts[column]!, row.ends[column]!);
      return ms === ms ? ms : civilTime(row.text(column), "YMD", clock.hasShortYear);
    };
  }
  if (clock.kind !== "day month year" && clock.kind !== "month day year") {
    return (row) => timeOfNumber(row.plainNumber(column), clock);
  }
  const isDayFirst = clock.kind === "day month year";
  return (row) => {
    const ms = dayMonthTimeIn(row.bytes, row.starts[column]!, row.ends[column]!, isDayFirst);
    return ms === ms ? ms : timeOfText(row.text(column), clock);
  };
}

/** A date in one column and a time of day in another. */
function joinedTime(
  dateOf: (row: CsvRow) => number,
  checked: (row: CsvRow, ms: number) => number,
  column: number,
): (row: CsvRow) => number {
  const known = new Map<string, number>();
  return (row) => {
    const date = checked(row, dateOf(row));
    const text = row.text(column);
    let ms = known.get(text);
    if (ms === undefined) {
      ms = timeOfDay(text);
      if (ms !== ms) ms = hourOfDay(text);
      if (ms !== ms) {
        throw row.error(`expected a time of day such as 13:00, got "${text.slice(0, 40)}"`, {
          column,
          remedy: "write every time of the file the same way",
        });
      }
      if (known.size < 100_000) known.set(text, ms);
    }
    return date + ms;
  };
}

const DIGIT_0 = 48, DIGIT_9 = 57;

function endsInZone(row: CsvRow, column: number): boolean {
  const start = row.starts[column]!, end = row.ends[column]!, last = row.bytes[end - 1]!;
  // Most times that name no zone end in a digit with no sign close to it: no need to make a text of them.
  const isPlain = last >= DIGIT_0 && last <= DIGIT_9 && !isSign(row.bytes[end - 3]!) && !isSign(row.bytes[end - 5]!) &&
    !isSign(row.bytes[end - 6]!);
  return !(isPlain || end - start < 16) && namesZone(row.text(column));
}

function isSign(byte: number): boolean {
  return byte === 43 || byte === 45;
}
