/** What a forecasting model is: it fits a history and gives back something that can predict. */
import type { CalendarDay } from "@lib/core/calendar.ts";

/** Smallest and largest value that a forecast may take. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** The past of one series. */
export interface History {
  /** One value per step, `NaN` = missing. Not to be changed. */
  readonly values: Float64Array;
  /** Seconds from one value to the next: 86,400 for days, 3,600 for hours. */
  readonly step: number;
  /** Time of the first value, milliseconds since 1970 (UTC). Without it no weekday, holiday or hour of the day is known. */
  readonly start?: number;
  /** Season lengths in steps, ascending; none when empty. Default: those that the step suggests and the history can show. */
  readonly seasons?: readonly number[];
  /**
   * What is known of the days, from the day of `start` over the history and the days to predict. Histories that share one array share one
   * design. Default: weekdays, month ends and quarter ends, no holidays, a year beyond the history.
   */
  readonly calendar?: readonly CalendarDay[];
  /** Default: 0 to infinity, or no bound when the history has negative values. */
  readonly bounds?: Bounds;
}

/** A forecast: index 0 is the first step after the history. */
export interface Forecast {
  /** Expected value, one per step. */
  readonly mean: Float64Array;
  /** For each asked level, in its order, one value per step; never crossing, within the bounds. */
  readonly quantiles: Float64Array[];
  /** The model, or the fallback that took its place and why. */
  readonly model: string;
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
  /**
   * @param horizon Steps ahead, 1 or more.
   * @param quantiles Probability levels in (0, 1), ascending.
   */
  predict(horizon: number, quantiles: readonly number[]): Forecast;
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

/**
 * Number of values that a history holds.
 *
 * @throws {RangeError} naming the model when there is none, or one is infinite.
 */
export function usableValues(history: Pick<History, "values">, model: string): number {
  let usable = 0;
  for (let index = 0; index < history.values.length; index++) {
    const value = history.values[index]!;
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
