/** Where a table has its times, and how they are written. */
import { CapacityError } from "@lib/core/errors.ts";
import { TimeZone } from "@lib/core/time_zone.ts";
import { hourOfDay, namesZone, timeOfDay } from "./civil_time.ts";
import type { Clock } from "./clock.ts";
import { type ClockGuess, guessClock, timeOfText } from "./clock_guess.ts";
import type { ColumnMap } from "../mapper/column_map.ts";
import type { Layout } from "../table/layout.ts";
import { mappedColumn, type NamedColumn, namesOf } from "../mapper/named_columns.ts";
import { clockNamed } from "./time_format.ts";
import { UnknownFormat } from "../unknown_format.ts";

/** Plain names of columns of times. */
export const TIME_NAME =
  /^(timestamp|time_?stamp|date_?time|date|time|ds|ts|datetime_utc|recorded_at|start_?time|when|datum|zeit|zeitstempel)(_(utc|ms|us|s))?$/;

/** Fewer times in a row below other cells are no column of them. */
const FEWEST_TIMES = 3;
/** A column of whole hours beside one of dates. */
const HOUR = /^(hour|hr|stunde|heure|hora)(_?of_?(the_?)?day)?$/;

/** The times of a table. */
export interface TimeColumns {
  readonly time: Layout["time"];
  readonly clock: Clock;
  /** Columns of times, first the one of the dates. */
  readonly columns: readonly NamedColumn[];
  readonly because: string;
  readonly confidence: number;
  readonly notes: readonly string[];
}

/** How a table is told. */
interface TimeOptions {
  readonly map: ColumnMap;
  /** Zone of times that name none. */
  readonly timezone: string;
  readonly file: string;
  /** Column by which clocks that count from 0 may start anew. */
  readonly server: NamedColumn | undefined;
}

/**
 * Finds the times: by the map, by name, else the first column that can only be real times.
 *
 * @throws {UnknownFormat} when there is none.
 * @throws {CapacityError} when day and month cannot be told apart, or the map names no clock or zone.
 */
export function timeColumns(columns: readonly NamedColumn[], options: TimeOptions): TimeColumns {
  const { map, file } = options;
  if (map.rows) return rowTimes(map.rows);
  const column = timeColumn(columns, map, file);
  const ofDay = timeOfDayColumn(columns, column, map, file);
  const guess = map.timeFormat === undefined
    ? clockOfColumn(column, options)
    : { clock: clockNamed(map.timeFormat), because: "column map", confidence: 1 };
  if (guess.confidence === 0) {
    throw new CapacityError(
      `Cannot read readings: expected times of which day and month can be told apart, got "${column.filled[0]}"`,
      { place: { file, column: column.name }, remedy: 'set "timeFormat" to "D/M/Y" or "M/D/Y" in a map file' },
    );
  }
  const { clock, notes } = inZone(guess.clock, column, ofDay !== undefined, options);
  return {
    time: ofDay ? { column: column.index, timeOfDay: ofDay.index } : { column: column.index },
    clock,
    columns: ofDay ? [column, ofDay] : [column],
    because: map.timestamp ? "column map" : guess.because,
    confidence: map.timestamp && map.timeFormat ? 1 : guess.confidence,
    notes,
  };
}

function rowTimes({ start, stepSeconds }: NonNullable<ColumnMap["rows"]>): TimeColumns {
  return {
    time: { startMs: Date.parse(start), stepMs: stepSeconds * 1000 },
    clock: { kind: "row numbers", isReal: true },
    columns: [],
    because: "column map",
    confidence: 1,
    notes: [],
  };
}

function timeColumn(columns: readonly NamedColumn[], map: ColumnMap, file: string): NamedColumn {
  if (map.timestamp !== undefined) return mappedColumn(columns, "timestamp", map.timestamp, file);
  const isDayTime = ({ filled }: NamedColumn) =>
    filled.filter((cell) => !Number.isNaN(timeOfDay(cell))).length * 2 > filled.length;
  const named = columns.filter(({ plain, name }) => name !== "" && TIME_NAME.test(plain));
  const hasHours = ({ filled }: NamedColumn) => filled.some((cell) => cell.includes(":"));
  const byName = named.find((column) => !isDayTime(column) && hasHours(column)) ??
    named.find((column) => !isDayTime(column)) ?? named[0];
  // Without a telling name, the first column that can only be real times will do.
  const isTime = ({ filled, name }: NamedColumn) => {
    const guess = guessClock(filled, name);
    return guess?.clock.isReal && guess.clock.kind !== "spreadsheet days" &&
      filled.every((cell) => !Number.isNaN(timeOfText(cell, guess.clock)));
  };
  const column = byName && (named.length > 1 || !isDayTime(byName)) ? byName : columns.find(isTime) ?? byName;
  if (column) return column;
  throw noTimeColumn(columns, file);
}

function noTimeColumn(columns: readonly NamedColumn[], file: string): UnknownFormat {
  const days = columns.filter(({ name }) => guessClock([name])?.clock.isReal === true);
  if (days.length * 2 > columns.length) {
    return new UnknownFormat(
      `Cannot read readings: expected a time in every row, got times as the names of ${days.length} columns, the first ${
        days[0]!.name
      }`,
      { place: { file }, remedy: "turn the table round, so that every time has a row of its own" },
    );
  }
  const isTime = (cell: string) => guessClock([cell])?.clock.isReal === true;
  const late = columns.find(({ filled }) => {
    const times = filled.slice(Math.max(0, filled.findIndex(isTime)));
    return times.length >= FEWEST_TIMES && times.every(isTime);
  });
  if (late) {
    const odd = late.filled.find((cell) => !isTime(cell)) ?? late.name;
    return new UnknownFormat(`Cannot read readings: expected a header line right above the first time, got "${odd}"`, {
      place: { file, column: late.name },
      remedy: "keep one line of names above the rows, and take out the others",
    });
  }
  return new UnknownFormat(
    `Cannot read readings: expected a time column (timestamp, date, time, ds), got columns ${namesOf(columns)}`,
    {
      place: { file },
      remedy:
        'name it as "timestamp" in a map file, or give "rows" there when rows without times follow at equal steps',
    },
  );
}

/** The column of the time of day beside one of dates alone. */
function timeOfDayColumn(
  columns: readonly NamedColumn[],
  date: NamedColumn,
  map: ColumnMap,
  file: string,
): NamedColumn | undefined {
  if (map.timeOfDay !== undefined) return mappedColumn(columns, "timeOfDay", map.timeOfDay, file);
  if (date.filled.filter((cell) => cell.includes(":")).length * 2 > date.filled.length) return undefined;
  const others = columns.filter(({ index }) => index !== date.index);
  return others.find(({ filled }) =>
    filled.filter((cell) => !Number.isNaN(timeOfDay(cell))).length * 2 > date.cells.length
  ) ?? others.find(({ plain, filled }) =>
    HOUR.test(plain) && filled.length > 0 && filled.every((cell) =>
      !Number.isNaN(hourOfDay(cell))
    )
  );
}

function clockOfColumn(column: NamedColumn, { file, server }: TimeOptions): ClockGuess {
  const guess = guessClock(column.filled, column.name) ?? clockPerServer(column, server);
  if (guess) return guess;
  throw new UnknownFormat(
    `Cannot read readings: expected times such as 2024-01-31 13:00:00 or epoch seconds, got "${
      column.filled[0] ?? ""
    }"`,
    {
      place: { file, row: 2, column: column.name },
      remedy: remedyFor(column.filled[0] ?? ""),
    },
  );
}

function remedyFor(cell: string): string {
  if (!Number.isNaN(timeOfDay(cell))) return "add the date, to the times or in a column of its own";
  return /^\d+$/.test(cell)
    ? 'write times in ISO 8601, or give "rows" with "start" and "stepSeconds" in a map file where rows follow at equal steps'
    : 'write times in ISO 8601, or name their "timeFormat" in a map file';
}

/** A clock that counts from 0 starts anew with every server. */
function clockPerServer({ cells, name }: NamedColumn, server: NamedColumn | undefined): ClockGuess | undefined {
  if (!server) return undefined;
  const rows = cells.map((cell, row) => ({ cell, id: server.cells[row] }));
  const guesses = [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((those) => {
    const guess = guessClock(those.map(({ cell }) => cell), name);
    return guess ? [{ guess, rows: those.length }] : [];
  });
  const [best] = guesses.toSorted((a, b) => b.rows - a.rows);
  const agreeing = guesses.filter(({ guess }) => guess.clock.kind === best?.guess.clock.kind);
  return agreeing.reduce((sum, { rows }) => sum + rows, 0) * 2 > rows.length ? best!.guess : undefined;
}

/** Written times that name no zone are of the user's zone; a date alone is the day that it names in any. */
function inZone(
  clock: Clock,
  { filled, name }: NamedColumn,
  hasTimeOfDay: boolean,
  { map, timezone }: TimeOptions,
): { clock: Clock; notes: readonly string[] } {
  const stated = map.timezone ?? (timezone === "UTC" ? zoneInName(name) : undefined);
  const zone = new TimeZone(stated ?? timezone).name;
  const isWritten = ["ISO 8601", "day month year", "month day year", "digits YYYYMMDDhhmmss", "spreadsheet days"]
    .includes(clock.kind);
  const isDatesAlone = !hasTimeOfDay && filled.every((cell) => isDateAlone(cell, clock));
  const isZoned = !hasTimeOfDay && filled.every(namesZone);
  if (!isWritten || isDatesAlone) return { clock, notes: [] };
  if (zone !== "UTC") return { clock: { ...clock, timezone: zone }, notes: [] };
  return { clock, notes: isZoned ? [] : ["Times that name no zone are taken for UTC"] };
}

/**
 * The zone in the name of a time column of Windows: `(PDH-CSV 4.0) (W. Europe Standard Time)(-120)` is as many minutes
 * from UTC as the log began with. The signs of the names that POSIX gave to such zones are as there.
 */
function zoneInName(name: string): string | undefined {
  const minutes = Number(/^\(PDH-CSV.*\((-?\d+)\)$/.exec(name)?.[1] ?? 0), hours = minutes / 60;
  const isNamed = minutes !== 0 && Number.isInteger(hours) && hours >= -14 && hours <= 12;
  return isNamed ? `Etc/GMT${hours > 0 ? "+" : ""}${hours}` : undefined;
}

function isDateAlone(cell: string, clock: Clock): boolean {
  return clock.kind === "spreadsheet days"
    ? Number.isInteger(Number(cell))
    : clock.kind !== "digits YYYYMMDDhhmmss" && !cell.includes(":");
}
