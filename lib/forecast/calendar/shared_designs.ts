/** Hands out designs and their factors, so that each is made once for all series with the same days. */
import { type CalendarDay, calendarOf } from "@lib/core/calendar.ts";
import { type CalendarDesign, calendarDesign } from "./calendar_design.ts";
import type { TermOptions } from "./calendar_terms.ts";
import { type FactoredDesign, factoredDesign } from "./factored_design.ts";
import type { Lesson } from "./lesson.ts";
import { type DailyHistory, firstDayOf } from "./outlook.ts";

/** Days known beyond the history when the caller gives no calendar. */
const DEFAULT_REACH = 366;

/** The model of a history whose first `first` days are left out. */
export type Models = (history: DailyHistory, first: number) => FactoredDesign;

/**
 * Hands out one factored design per distinct set of days.
 *
 * @param wholeFleet Whether a young server is to know the events of the whole calendar: its fleet has seen them.
 */
export function modelsSharing(options: TermOptions, lesson: Lesson, { wholeFleet = false } = {}): Models {
  const byCalendar = new Map<readonly CalendarDay[], Map<string, FactoredDesign>>();
  const weights = new Map<number, Float64Array>();
  const defaults = new Map<string, readonly CalendarDay[]>();
  return (history, first) => {
    const days = history.values.length;
    const start = firstDayOf(history), span = `${start} ${days}`;
    const calendar = history.calendar ?? defaults.get(span) ??
      calendarOf("none", start, days + DEFAULT_REACH);
    if (!history.calendar) defaults.set(span, calendar);
    const models = byCalendar.get(calendar) ?? new Map<string, FactoredDesign>();
    byCalendar.set(calendar, models);
    const key = `${days} ${first}`;
    const model = models.get(key) ??
      factoredDesign(designOf(calendar, days, first, options, wholeFleet), lesson, wholeFleet ? weights : undefined);
    models.set(key, model);
    return model;
  };
}

/** Designs by their calendar, as long as it is in use: the metrics of a fleet and all of its models' lessons share them. */
const DESIGNS = new WeakMap<readonly CalendarDay[], Map<string, CalendarDesign>>();

function designOf(
  calendar: readonly CalendarDay[],
  days: number,
  first: number,
  options: TermOptions,
  wholeFleet: boolean,
): CalendarDesign {
  const known = DESIGNS.get(calendar) ?? new Map<string, CalendarDesign>();
  DESIGNS.set(calendar, known);
  const key = `${days} ${first} ${options.events} ${wholeFleet}`;
  const design = known.get(key) ??
    calendarDesign(calendar.slice(first), days - first, options, calendar.slice(wholeFleet ? 0 : first, days));
  known.set(key, design);
  return design;
}
