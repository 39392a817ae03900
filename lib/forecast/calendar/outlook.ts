/**
 * Models that work on a link scale (see link.ts), where errors have one size whatever the level: they say a median and a spread per step, so
 * that a fleet can calibrate the intervals of all its series together (fleet/conformal.ts).
 */
import { DAY_MS } from "@lib/core/day.ts";
import type { Bounds, Fitted, Forecaster, History } from "../forecaster.ts";
import type { CalendarEffect } from "./calendar_effects.ts";
import type { Lesson } from "./lesson.ts";
import { type Link, linked, linkOf } from "./link.ts";

/** Values on a link scale. */
export interface LinkedValues {
  readonly link: Link;
  /** One per value of the history, `NaN` = missing. Not to be changed. */
  readonly values: Float64Array;
}

/** A daily history, perhaps with its values on a link scale. */
export interface DailyHistory extends Omit<History, "step"> {
  /** A day; may be left out. */
  readonly step?: number;
  /** Where the caller has them already; default made from the values. */
  readonly onLink?: LinkedValues;
}

/** A forecast before its intervals: median and typical error per step, on the link scale. */
export interface Outlook {
  readonly center: Float64Array;
  /** Scale of an error (a standard deviation if errors were normal), one per step, 0 or more. */
  readonly spread: Float64Array;
}

/** A history without what the calendar, the week and the year do to it, on the link scale. */
export interface AdjustedHistory {
  /** From the first day that the model saw, `NaN` = missing; what came before a lasting shift is moved to the level after it. */
  readonly history: Float64Array;
  /** What calendar, week and year will do, one value per step ahead. */
  readonly ahead: Float64Array;
}

/** A fitted model that knows its outlook. */
export interface FittedOutlook extends Fitted {
  readonly link: Link;
  readonly bounds: Bounds;
  /** The forecast before its intervals. */
  outlook(horizon: number): Outlook;
  /** What the calendar does to the series; absent in models without effects. */
  effects?(): CalendarEffect[];
  /** The history without its calendar; absent in models that know none. */
  adjusted?(horizon: number): AdjustedHistory;
  /** The model's own errors within the history in units of the spread, ascending. */
  errors(): Float64Array;
}

/** Series of one metric and length, fitted as a fleet. */
export interface FleetFit {
  /** One per history, in their order. */
  readonly fitted: FittedOutlook[];
  /** What these series teach a later fit of the same metric; learned when asked for. */
  lesson(): Lesson;
}

/** A model of daily values whose intervals a fleet can calibrate. */
export interface OutlookForecaster extends Forecaster {
  fit(history: DailyHistory): FittedOutlook;
  fitMany?(histories: readonly DailyHistory[]): FittedOutlook[];
  /**
   * Fits the series of a fleet, all of one metric and of one length, so that each learns from all.
   *
   * @param before What an earlier origin taught; default: a lesson from these histories themselves.
   */
  fitFleet?(histories: readonly DailyHistory[], before?: Lesson): FleetFit;
}

/** The values of a history on its link scale. */
export function onLink({ values, bounds, onLink: known }: DailyHistory): LinkedValues {
  if (known) return known;
  const link = linkOf(values, bounds?.high);
  return { link, values: linked(link, values) };
}

/** Fits many histories, sharing work where the model can. */
export function fitAll(model: OutlookForecaster, histories: readonly DailyHistory[]): FittedOutlook[] {
  return model.fitMany ? model.fitMany(histories) : histories.map((history) => model.fit(history));
}

/** First day of a history, days since 1970; a Monday long ago when its time is not known. */
export function firstDayOf({ start }: DailyHistory): number {
  return start === undefined ? 4 : Math.floor(start / DAY_MS);
}
