/**
 * The calendar ridge: trend, weekday, year and known calendar events, fitted together on the link scale with penalties.
 *
 * minimise Σ (y − Xβ)² + Σ penalty·β². The matrix XᵀX + penalties depends only on the days, so a whole fleet shares one Cholesky factor and
 * each series costs two triangular solves. What the recent days still lie above or below the fit is carried forward as a level.
 *
 * @see Hoerl and Kennard, Ridge Regression (1970); Taylor and Letham, Forecasting at Scale (2018) for the decomposition
 */
import { type CalendarDay, calendarOf } from "@lib/core/calendar.ts";
import { solveCholesky } from "@lib/stats/cholesky.ts";
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import {
  type CalendarDesign,
  calendarDesign,
  factorWithout,
  fitOf,
  futureWidening,
  projected,
  rowValue,
} from "./calendar_design.ts";
import type { TermOptions } from "./calendar_terms.ts";
import { fittedOf } from "./fitted.ts";
import { type Component, usableValues } from "../forecaster.ts";
import { fromLink } from "./link.ts";
import { type DailyHistory, firstDayOf, type FittedOutlook, onLink, type OutlookForecaster } from "./outlook.ts";
import { fitWeeklyMedian } from "./weekly_median.ts";

/** Days of history below which the seasonal median stands in. */
export const FEWEST_DAYS = 14;
/** Days whose residuals give the recent level. */
const RECENT_DAYS = 14;
/** Share of the recent level that is carried forward. */
const LEVEL_SHARE = 0.6;
/** Missing days at the start are left out in whole steps, so that servers of nearly the same age share a design. */
const TRIM_STEP = 28;
/** Days known beyond the history when the caller gives no calendar. */
const DEFAULT_REACH = 366;

/** Trend, weekday, year and all known events. */
export const calendarRidge: OutlookForecaster = ridgeForecaster("calendar ridge", { events: true });

/** The same without events: it shows what knowing the calendar is worth. */
export const calendarBlind: OutlookForecaster = ridgeForecaster("calendar-blind ridge", { events: false });

function ridgeForecaster(name: string, options: TermOptions): OutlookForecaster {
  const fitMany = (histories: readonly DailyHistory[]): FittedOutlook[] => {
    const designs = designSharing(options);
    return histories.map((history) => fitRidge(name, history, designs));
  };
  return { name, fit: (history) => fitMany([history])[0]!, fitMany };
}

/** Hands out one design per distinct set of days. */
function designSharing(options: TermOptions): (history: DailyHistory, first: number) => CalendarDesign {
  const byCalendar = new Map<readonly CalendarDay[], Map<string, CalendarDesign>>();
  const defaults = new Map<string, readonly CalendarDay[]>();
  return (history, first) => {
    const days = history.values.length;
    const start = firstDayOf(history), span = `${start} ${days}`;
    const calendar = history.calendar ?? defaults.get(span) ??
      calendarOf("none", start, days + DEFAULT_REACH);
    if (!history.calendar) defaults.set(span, calendar);
    const designs = byCalendar.get(calendar) ?? new Map<string, CalendarDesign>();
    byCalendar.set(calendar, designs);
    const key = `${span} ${first}`;
    const design = designs.get(key) ?? calendarDesign(calendar.slice(first), days - first, options);
    designs.set(key, design);
    return design;
  };
}

function fitRidge(
  name: string,
  history: DailyHistory,
  designFor: (history: DailyHistory, first: number) => CalendarDesign,
): FittedOutlook {
  const usable = usableValues(history, name);
  if (usable < FEWEST_DAYS) {
    return fitWeeklyMedian(history, `${name} needs ${FEWEST_DAYS} days, got ${usable}`);
  }
  const start = firstDayOf(history);
  if (history.calendar && history.calendar[0]?.day !== start) {
    throw new RangeError(
      `Cannot fit ${name}: expected a calendar from day ${start}, got one from ${history.calendar[0]?.day}`,
    );
  }
  if (history.calendar && history.calendar.length < history.values.length) {
    throw new RangeError(
      `Cannot fit ${name}: expected a calendar of ${history.values.length} days or more, got ${history.calendar.length}`,
    );
  }
  const firstValue = history.values.findIndex((value) => value === value);
  const first = Math.floor(firstValue / TRIM_STEP) * TRIM_STEP;
  const design = designFor(history, first);
  const { link, values: all } = onLink(history);
  const { missing, base, ...range } = surveyOf(all, first);
  const factor = factorWithout(design, missing);
  const values = new Float64Array(design.days);
  for (let row = 0; row < values.length; row++) values[row] = all[first + row]! - base;
  const coefficients = solveCholesky(factor, design.terms.length, projected(design, values));
  const residuals = fitOf(design, coefficients);
  for (let row = 0; row < values.length; row++) residuals[row] = values[row]! - residuals[row]!;
  const level = base + LEVEL_SHARE * recentLevel(residuals);
  const check = (horizon: number): void => {
    if (design.days + horizon <= design.rows) return;
    throw new RangeError(
      `Cannot predict with ${name}: expected a horizon within the calendar (${
        design.rows - design.days
      } days), got ${horizon}`,
    );
  };
  return fittedOf({
    model: name,
    history,
    link,
    residuals,
    center(horizon) {
      check(horizon);
      const center = new Float64Array(horizon);
      for (let step = 0; step < horizon; step++) {
        const value = level + rowValue(design, design.days + step, coefficients);
        center[step] = Math.min(range.high, Math.max(range.low, value));
      }
      return center;
    },
    widening(horizon) {
      check(horizon);
      return factor === design.factor ? design.widening.subarray(0, horizon) : futureWidening(design, factor, horizon);
    },
    explain(horizon) {
      check(horizon);
      return componentsOf(design, coefficients, level, horizon, (value) => fromLink(link, value));
    },
  });
}

/** Median of the last residuals: a level shift that the stiff trend has not followed yet. */
function recentLevel(residuals: Float64Array): number {
  const recent = new Float64Array(RECENT_DAYS);
  let count = 0;
  for (let row = residuals.length - 1; row >= 0 && count < RECENT_DAYS; row--) {
    if (!Number.isNaN(residuals[row])) recent[count++] = residuals[row]!;
  }
  return medianInPlace(recent, count);
}

/**
 * What there is from the first day that counts: missing rows, mean, and the range that a forecast may take. It may leave the range of the
 * history by half of that range, not more: a trend never runs away.
 */
function surveyOf(
  values: Float64Array,
  first: number,
): { missing: number[]; base: number; low: number; high: number } {
  const missing: number[] = [];
  let sum = 0, low = Infinity, high = -Infinity;
  for (let index = first; index < values.length; index++) {
    const value = values[index]!;
    if (value !== value) {
      missing.push(index - first);
      continue;
    }
    sum += value;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const margin = (high - low) / 2;
  return { missing, base: sum / (values.length - first - missing.length), low: low - margin, high: high + margin };
}

const ORDER = ["level", "trend", "annual", "weekday", "calendar"] as const;

/**
 * Splits the median into components in the unit of the series: each is what it adds to those before it, so that they add up exactly
 * although the link multiplies.
 */
function componentsOf(
  design: CalendarDesign,
  coefficients: Float64Array,
  level: number,
  horizon: number,
  back: (value: number) => number,
): Component[] {
  const sums = new Float64Array(horizon).fill(level);
  let before = new Float64Array(horizon);
  return ORDER.map((name) => {
    const own = coefficients.map((value, index) => design.terms[index]!.group === name ? value : 0);
    for (let step = 0; step < horizon; step++) sums[step]! += rowValue(design, design.days + step, own);
    const after = sums.map(back);
    const values = after.map((value, step) => value - before[step]!);
    before = after;
    return { name, values };
  });
}
