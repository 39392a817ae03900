/** What a calendar regression knows of each day, in the history and ahead. */
import type { CalendarDay } from "@lib/core/calendar.ts";
import { type Day, DAY_MS, weekdayOf } from "@lib/core/day.ts";
import type { Frame } from "../candidate.ts";
import type { CalendarColumns } from "./calendar_equations.ts";
import { widespreadHolidays } from "./widespread_holidays.ts";

/** Days of a year of the sun. */
const SOLAR_YEAR = 365.2425;
/** Knots keep away from the end of the history by this share of it. */
const LAST_KNOT = 0.97;

/** Which columns a calendar regression has. */
export interface ColumnOptions {
  /** Bends of the trend, evenly spread over the history. */
  readonly knots: number;
  /** Harmonics of the year. */
  readonly harmonics: number;
}

/** The columns of a shorter history on the same days: its trend bends elsewhere. */
export function withHistory(columns: CalendarColumns, history: number): CalendarColumns {
  return { ...columns, knots: knotsOf(columns.knots.length - 1, history) };
}

/** The slope begins on the first day; the bends are evenly spread over the history. */
function knotsOf(knots: number, history: number): Float64Array {
  return Float64Array.from({ length: knots + 1 }, (_, index) => index / (knots + 1) * history * LAST_KNOT);
}

/**
 * The columns of a history and the days after it.
 *
 * Holidays are those that the frame's calendar names; where it names none (or ends too soon), those that much of Europe and America share.
 *
 * @param frame With the time of the first value.
 * @param history Days of the history.
 * @param horizon Days ahead.
 */
export function calendarColumns(
  { start, calendar }: Frame & { readonly start: number },
  history: number,
  horizon: number,
  { knots, harmonics }: ColumnOptions,
): CalendarColumns {
  const days = history + horizon, first = Math.floor(start / DAY_MS);
  const { event, events } = eventsOf(first, days, calendar);
  const weekday = new Uint8Array(days);
  for (let day = 0; day < days; day++) weekday[day] = weekdayOf(first + day);
  return {
    knots: knotsOf(knots, history),
    harmonics,
    events,
    weekday,
    event,
    waves: wavesOf(first, days, harmonics),
  };
}

function eventsOf(
  first: Day,
  days: number,
  calendar: readonly CalendarDay[] | undefined,
): { event: Int16Array; events: number } {
  const isNamed = calendar !== undefined && calendar.length >= days && calendar.some(({ holiday }) => holiday !== null);
  const widespread = isNamed ? undefined : widespreadHolidays(first, first + days - 1);
  const numbers = new Map<string, number>();
  const event = new Int16Array(days).fill(-1);
  for (let day = 0; day < days; day++) {
    const name = isNamed ? calendar[day]!.holiday : widespread!.get(first + day);
    if (name === undefined || name === null) continue;
    if (!numbers.has(name)) numbers.set(name, numbers.size);
    event[day] = numbers.get(name)!;
  }
  return { event, events: numbers.size };
}

/** Sine and cosine of each harmonic by the recurrence of Chebyshev: two trigonometric functions a day. */
function wavesOf(first: Day, days: number, harmonics: number): Float64Array {
  const waves = new Float64Array(2 * harmonics * days);
  if (harmonics === 0) return waves;
  const twice = new Float64Array(days);
  for (let day = 0; day < days; day++) {
    const phase = 2 * Math.PI * (first + day) / SOLAR_YEAR;
    waves[day] = Math.sin(phase);
    waves[days + day] = Math.cos(phase);
    twice[day] = 2 * waves[days + day]!;
  }
  for (let wave = 2; wave < 2 * harmonics; wave++) {
    const at = wave * days, before = at - 2 * days, twoBefore = at - 4 * days;
    // Of harmonic 0 the sine is 0 and the cosine 1.
    const ofNone = wave % 2;
    for (let day = 0; day < days; day++) {
      waves[at + day] = twice[day]! * waves[before + day]! - (wave < 4 ? ofNone : waves[twoBefore + day]!);
    }
  }
  return waves;
}
