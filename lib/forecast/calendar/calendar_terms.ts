/**
 * The terms of the calendar ridge: what may move a server's load on a day, and how strongly each is held back.
 *
 * A term's penalty is the variance of the noise over the variance expected of its effect, so a weak penalty (0.02) lets a holiday of
 * −50 % through at 5 % noise, and a strong one (300) lets a trend bend only where many days ask for it.
 */
import type { CalendarDay } from "@lib/core/calendar.ts";

/** The part of a forecast that a term belongs to. */
export type TermGroup = "level" | "trend" | "annual" | "weekday" | "calendar";

/** One column of the design. */
export interface Term {
  readonly name: string;
  readonly group: TermGroup;
  readonly penalty: number;
  /** For a bend of the trend, max(0, index − bend) years: the day on which it begins. Bends come first, in ascending order. */
  readonly bend?: number;
  /** Value on a day; `index` counts from the first day of the history. */
  value(day: CalendarDay, index: number): number;
}

/** Days of a year: the unit of time in the trend. */
export const YEAR = 365.25;
/** Days of history for each bend of the trend. */
const DAYS_PER_KNOT = 73;
const MOST_KNOTS = 20;
/** Below this many days a yearly wave cannot be told from a trend. */
export const DAYS_FOR_ANNUAL = 548;
/** Times that a month end or a bridge day must have been seen. */
const LEAST_OCCURRENCES = 2;

/** Which terms to make. */
export interface TermOptions {
  /** Whether holidays, bridge days, month ends and quarter ends are known. */
  readonly events: boolean;
}

/**
 * The terms that a history can carry; those that it has not seen often enough are left out.
 *
 * @param history The calendar of the history.
 */
export function calendarTerms(history: readonly CalendarDay[], options: TermOptions): Term[] {
  return [
    ...trendTerms(history.length),
    ...annualTerms(history.length),
    ...weekdayTerms(),
    ...(options.events ? eventTerms(history) : []),
  ];
}

function trendTerms(days: number): Term[] {
  const knots = Math.min(MOST_KNOTS, Math.floor(days / DAYS_PER_KNOT));
  const bendAt = (bend: number, name: string, penalty: number): Term => ({
    name,
    group: "trend",
    penalty,
    bend,
    value: (_, index) => Math.max(0, index - bend) / YEAR,
  });
  return [
    bendAt(0, "slope", 0.1),
    ...Array.from({ length: knots }, (_, knot) => {
      const bend = Math.round((knot + 1) / (knots + 1) * days * 0.95);
      return bendAt(bend, `bend after ${bend} days`, 300);
    }),
    { name: "level", group: "level", penalty: 1e-6, value: () => 1 },
  ];
}

function annualTerms(days: number): Term[] {
  if (days < DAYS_FOR_ANNUAL) return [];
  const phase = (day: CalendarDay): number => 2 * Math.PI * day.day / YEAR;
  return [
    { name: "annual sine", group: "annual", penalty: 30, value: (day) => Math.sin(phase(day)) },
    { name: "annual cosine", group: "annual", penalty: 30, value: (day) => Math.cos(phase(day)) },
  ];
}

function weekdayTerms(): Term[] {
  return ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"].map((name, weekday) => ({
    name,
    group: "weekday",
    penalty: 0.3,
    value: (day) => day.dayofweek === weekday ? 1 : 0,
  }));
}

function eventTerms(history: readonly CalendarDay[]): Term[] {
  const quarterEndStep = (day: CalendarDay): number => day.quarterEndStep;
  // A quarter's last month ends in its own way.
  const monthEndStep = (day: CalendarDay): number => day.quarterEndStep > 0 ? 0 : day.monthEndStep;
  const term = (name: string, penalty: number, value: (day: CalendarDay) => number): Term => ({
    name,
    group: "calendar",
    penalty,
    value,
  });
  const quarterEnd = [
    // A ramp that all five days share, and each day's departure from it.
    term("quarter-end ramp", 0.02, (day) => quarterEndStep(day) / 5),
    ...[1, 2, 3, 4, 5].map((step) =>
      term(`quarter end, day ${step}`, 0.1, (day) => quarterEndStep(day) === step ? 1 : 0)
    ),
  ];
  const monthEnd = [1, 2, 3].map((step) =>
    term(`month end, day ${step}`, 0.3, (day) => monthEndStep(day) === step ? 1 : 0)
  );
  const names = [...new Set(history.map((day) => holidayName(day)).filter((name) => name !== null))].sort();
  const holidays = [
    // What all holidays share carries over to one that this history has never seen.
    term("any holiday", 0.05, (day) => day.holiday === null ? 0 : 1),
    term("holiday on a weekend", 0.3, (day) => day.holiday !== null && day.isWeekend ? 1 : 0),
    ...names.map((name) => term(name, 0.1, (day) => holidayName(day) === name ? 1 : 0)),
  ];
  const bridge = [term("bridge day", 0.3, (day) => day.isBridge ? 1 : 0)];
  const seen = (terms: Term[], least: number): Term[] =>
    history.filter((day) => terms.some(({ value }) => value(day, 0) !== 0)).length >= least ? terms : [];
  return [
    ...seen(quarterEnd, 5),
    ...seen(monthEnd, 3 * LEAST_OCCURRENCES),
    ...seen(holidays, 1),
    ...seen(bridge, LEAST_OCCURRENCES),
  ];
}

/** Name of a day's holiday; a substitute day counts as the holiday itself. */
function holidayName(day: CalendarDay): string | null {
  return day.holiday?.replace(/ \(substitute day\)$/, "") ?? null;
}
