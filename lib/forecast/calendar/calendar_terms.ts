/**
 * The terms of the calendar ridge: what may move a server's load on a day.
 *
 * How strongly each is held back depends on its kind (penalties.ts), so that a fleet can learn it from all of its servers.
 */
import type { CalendarDay } from "@lib/core/calendar.ts";
import { WANDER_DAYS, wanderKnots, wanderValue } from "./wander.ts";

/** The part of a forecast that a term belongs to. */
export type TermGroup = "level" | "trend" | "annual" | "weekday" | "calendar";

/** Terms of one kind are held back alike. */
export const TERM_KINDS = [
  "level",
  "slope",
  "bend",
  "wander",
  "annual",
  "weekday",
  "quarter-end ramp",
  "quarter-end day",
  "month end",
  "any holiday",
  "holiday on a weekend",
  "holiday",
  "bridge day",
] as const;
/** The kind of a term. */
export type TermKind = typeof TERM_KINDS[number];

/** One column of the design. */
export interface Term {
  readonly name: string;
  readonly kind: TermKind;
  readonly group: TermGroup;
  /** For slope and bends, max(0, index − bend) years: the day on which it begins. They come first, in ascending order. */
  readonly bend?: number;
  /** Value on a day; `index` counts from the first day of the history. */
  value(day: CalendarDay, index: number): number;
}

/** Days of a year: the unit of time in the trend. */
export const YEAR = 365.25;
/** Days of history for each bend of the trend. */
const DAYS_PER_BEND = 292;
const MOST_BENDS = 12;
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
 * @param days Days of history.
 * @param seen The calendar that decides what was seen often enough: that of the history, or of the fleet it learns from.
 */
export function calendarTerms(days: number, seen: readonly CalendarDay[], options: TermOptions): Term[] {
  return [
    ...trendTerms(days),
    ...annualTerms(seen.length),
    ...weekdayTerms(),
    ...(options.events ? eventTerms(seen) : []),
    ...wanderTerms(days),
  ];
}

function trendTerms(days: number): Term[] {
  const bends = Math.min(MOST_BENDS, Math.floor(days / DAYS_PER_BEND));
  const bendAt = (bend: number, name: string, kind: TermKind): Term => ({
    name,
    kind,
    group: "trend",
    bend,
    value: (_, index) => Math.max(0, index - bend) / YEAR,
  });
  return [
    bendAt(0, "slope", "slope"),
    ...Array.from({ length: bends }, (_, place) => {
      const bend = Math.round((place + 1) / (bends + 1) * days * 0.95);
      return bendAt(bend, `bend after ${bend} days`, "bend");
    }),
    { name: "level", kind: "level", group: "level", value: () => 1 },
  ];
}

function annualTerms(days: number): Term[] {
  if (days < DAYS_FOR_ANNUAL) return [];
  const phase = (day: CalendarDay): number => 2 * Math.PI * day.day / YEAR;
  return [
    { name: "annual sine", kind: "annual", group: "annual", value: (day) => Math.sin(phase(day)) },
    { name: "annual cosine", kind: "annual", group: "annual", value: (day) => Math.cos(phase(day)) },
  ];
}

function weekdayTerms(): Term[] {
  return ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"].map((name, weekday) => ({
    name,
    kind: "weekday",
    group: "weekday",
    value: (day) => day.dayofweek === weekday ? 1 : 0,
  }));
}

function wanderTerms(days: number): Term[] {
  const knots = wanderKnots(days);
  return knots.map((knot, place) => ({
    name: `wander around day ${knot - days + 1}`,
    kind: "wander",
    group: "level",
    value: (_, index) =>
      Math.abs(index - knot) < WANDER_DAYS || place === knots.length - 1 ? wanderValue(knots, place, index) : 0,
  }));
}

function eventTerms(seenDays: readonly CalendarDay[]): Term[] {
  const quarterEndStep = (day: CalendarDay): number => day.quarterEndStep;
  // A quarter's last month ends in its own way.
  const monthEndStep = (day: CalendarDay): number => day.quarterEndStep > 0 ? 0 : day.monthEndStep;
  const term = (name: string, kind: TermKind, value: (day: CalendarDay) => number): Term => ({
    name,
    kind,
    group: "calendar",
    value,
  });
  const quarterEnd = [
    // A ramp that all five days share, and each day's departure from it.
    term("quarter-end ramp", "quarter-end ramp", (day) => quarterEndStep(day) / 5),
    ...[1, 2, 3, 4, 5].map((step) =>
      term(`quarter end, day ${step}`, "quarter-end day", (day) => quarterEndStep(day) === step ? 1 : 0)
    ),
  ];
  const monthEnd = [1, 2, 3].map((step) =>
    term(`month end, day ${step}`, "month end", (day) => monthEndStep(day) === step ? 1 : 0)
  );
  const names = [...new Set(seenDays.flatMap(({ holiday }) => holiday ? [holiday.replace(SUBSTITUTE, "")] : []))]
    .sort();
  const holidays = [
    // What all holidays share carries over to one that this history has never seen.
    term("any holiday", "any holiday", (day) => isShared(day) ? 1 : 0),
    term("holiday on a weekend", "holiday on a weekend", (day) => isShared(day) && day.isWeekend ? 1 : 0),
    // A substitute day counts as the holiday itself.
    ...names.map((name) => {
      const substitute = name + SUBSTITUTE;
      return term(name, "holiday", ({ holiday }) => holiday === name || holiday === substitute ? 1 : 0);
    }),
  ];
  const bridge = [term("bridge day", "bridge day", (day) => day.isBridge ? 1 : 0)];
  const seen = (terms: Term[], least: number): Term[] =>
    seenDays.filter((day) => terms.some(({ value }) => value(day, 0) !== 0)).length >= least ? terms : [];
  return [
    ...seen(quarterEnd, 5),
    ...seen(monthEnd, 3 * LEAST_OCCURRENCES),
    ...seen(holidays, 1),
    ...seen(bridge, LEAST_OCCURRENCES),
  ];
}

/** Whether a day is a holiday like others. New Year's Eve is not where it is one: the books of the year are being closed. */
function isShared({ holiday, quarter, quarterEndStep }: CalendarDay): boolean {
  return holiday !== null && !(quarter === 4 && quarterEndStep > 0);
}

/** How the name of a substitute day ends. */
const SUBSTITUTE = " (substitute day)";
