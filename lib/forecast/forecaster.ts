/**
 * What a forecasting model is: it fits a history and gives back something that can predict.
 *
 * A model works on a link scale (see link.ts), where errors have one size whatever the level; the intervals come from past errors there.
 */
import type { CalendarDay } from "@lib/core/calendar.ts";
import type { Day } from "@lib/core/day.ts";
import { type Link, linked, linkOf } from "./calendar/link.ts";

/** Smallest and largest value that a forecast may take. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** The past of one series. */
export interface History {
  /** One value per day, `NaN` = missing. */
  readonly values: Float64Array;
  /** Day of the first value. */
  readonly start: Day;
  /**
   * What is known of the days, from `start` over the history and the days to predict. Histories that share one array share one design.
   * Default: weekdays, month ends and quarter ends, no holidays, a year beyond the history.
   */
  readonly calendar?: readonly CalendarDay[];
  /** Default: 0 to infinity, or no bound when the history has negative values. */
  readonly bounds?: Bounds;
  /** The values on a link scale, where the caller has them already; default made from the values. */
  readonly onLink?: LinkedValues;
}

/** Values on a link scale. */
export interface LinkedValues {
  readonly link: Link;
  /** One per value of the history, `NaN` = missing. Not to be changed. */
  readonly values: Float64Array;
}

/** The values of a history on its link scale. */
export function onLink({ values, bounds, onLink: known }: History): LinkedValues {
  if (known) return known;
  const link = linkOf(values, bounds?.high);
  return { link, values: linked(link, values) };
}

/** A forecast: index 0 is the first day after the history. */
export interface Forecast {
  /** Expected value, one per step. */
  readonly mean: Float64Array;
  /** For each asked level, in its order, one value per step; never crossing, within the bounds. */
  readonly quantiles: Float64Array[];
  /** The model, or the fallback that took its place and why. */
  readonly model: string;
}

/** A forecast before its intervals: median and typical error per step, on the link scale. */
export interface Outlook {
  readonly center: Float64Array;
  /** Scale of an error (a standard deviation if errors were normal), one per step, 0 or more. */
  readonly spread: Float64Array;
}

/** A part of a forecast, in the unit of the series. */
export interface Component {
  readonly name: "level" | "trend" | "annual" | "weekday" | "calendar";
  /** One value per step; the components of a forecast add up to its median. */
  readonly values: Float64Array;
}

/** A model that has seen a history. */
export interface Fitted {
  /** The model, or the fallback that took its place and why. */
  readonly model: string;
  readonly link: Link;
  readonly bounds: Bounds;
  /**
   * @param horizon Days ahead, 1 or more.
   * @param quantiles Probability levels in (0, 1), ascending.
   * @returns Intervals from the model's own errors within the history; the rolling origins of a fleet give better ones (conformal.ts).
   */
  predict(horizon: number, quantiles: readonly number[]): Forecast;
  /** The forecast before its intervals. */
  outlook(horizon: number): Outlook;
  /** The model's own errors within the history in units of the spread, ascending. */
  errors(): Float64Array;
  /** What the median forecast is made of; absent in models without components. */
  explain?(horizon: number): Component[];
}

/** A forecasting model. */
export interface Forecaster {
  readonly name: string;
  /** @throws {RangeError} when the history holds no value at all, or an infinite one. */
  fit(history: History): Fitted;
  /** The same for many histories at once, where sharing saves work. */
  fitMany?(histories: readonly History[]): Fitted[];
}

/** Fits many histories, sharing work where the model can. */
export function fitAll(model: Forecaster, histories: readonly History[]): Fitted[] {
  return model.fitMany ? model.fitMany(histories) : histories.map((history) => model.fit(history));
}

/**
 * Number of values that a history holds.
 *
 * @throws {RangeError} naming the model when there is none, or one is infinite.
 */
export function usableDays(history: History, model: string): number {
  let usable = 0;
  for (const value of history.values) {
    if (value - value === 0) usable++;
    else if (value === Infinity || value === -Infinity) {
      throw new RangeError(`Cannot fit ${model}: expected finite values or NaN for missing, got ${value}`);
    }
  }
  if (usable === 0) {
    throw new RangeError(`Cannot fit ${model}: expected at least 1 value, got ${history.values.length} missing ones`);
  }
  return usable;
}
