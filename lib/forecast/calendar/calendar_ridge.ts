/**
 * The calendar ridge: trend, weekday, year and known calendar events, fitted together on the link scale with penalties.
 *
 * minimise Σ ρ(y − Xβ) + Σ penalty·(β − mean)² with a robust ρ (ridge_fit.ts). The matrix XᵀX + penalties depends only on the days, so a whole
 * fleet shares one Cholesky factor and a fit of a series costs two triangular solves. What the recent days lie above or below the trend is a
 * wandering level that fades (wander.ts); resizes and other lasting shifts move the history before them (lasting_shifts.ts). A fleet learns the
 * penalties and the means from all of its servers (lesson.ts).
 *
 * @see Hoerl and Kennard, Ridge Regression (1970); Taylor and Letham, Forecasting at Scale (2018) for the decomposition
 */
import { rowValue } from "./calendar_design.ts";
import { effectsOf } from "./calendar_effects.ts";
import type { TermOptions } from "./calendar_terms.ts";
import { factoredDesign, factorWithout, futureWidening } from "./factored_design.ts";
import { fittedOf } from "./fitted.ts";
import { learn, type Lesson, NO_LESSON, ownLesson, type Pupil } from "./lesson.ts";
import { adjustedHistory, componentsOf, ordinaryDay } from "./ridge_components.ts";
import { fitRidge } from "./ridge_fit.ts";
import { type Models, modelsSharing } from "./shared_designs.ts";
import { usableValues } from "../forecaster.ts";
import { fromLink } from "./link.ts";
import { type DailyHistory, firstDayOf, type FittedOutlook, onLink, type OutlookForecaster } from "./outlook.ts";
import { fitWeeklyMedian } from "./weekly_median.ts";

/** Days of history below which the seasonal median stands in. */
export const FEWEST_DAYS = 14;
/** Missing days at the start are left out in whole steps, so that servers of nearly the same age share a design. */
const TRIM_STEP = 28;
/** Rounds in which a series unlike its peers learns from itself. */
const OWN_ROUNDS = 2;
/** Series that give the first lesson of a fleet, and how often it is repeated. */
const FIRST_PUPILS = 30, FIRST_ROUNDS = 2;

/** Trend, weekday, year and all known events. */
export const calendarRidge: OutlookForecaster = ridgeForecaster("calendar ridge", { events: true });

/** The same without events: it shows what knowing the calendar is worth. */
export const calendarBlind: OutlookForecaster = ridgeForecaster("calendar-blind ridge", { events: false });

function ridgeForecaster(name: string, options: TermOptions): OutlookForecaster {
  const fitAlone = (histories: readonly DailyHistory[]): FittedOutlook[] => {
    const models = modelsSharing(options, NO_LESSON);
    return histories.map((history) => fitSeries(name, history, models).fitted);
  };
  return {
    name,
    fit: (history) => fitAlone([history])[0]!,
    fitMany: fitAlone,
    fitFleet(histories, before) {
      const lesson = before ?? firstLesson(name, histories, options);
      const models = modelsSharing(options, lesson, { wholeFleet: true });
      const made = histories.map((history) => fitSeries(name, history, models));
      return {
        fitted: made.map(({ fitted }) => fitted),
        lesson: () => learn(made.flatMap(({ pupil }) => pupil ?? [])),
      };
    },
  };
}

/** The lesson of a fleet that has had none: from some of its series, fitted without a lesson, then with their own. */
function firstLesson(name: string, histories: readonly DailyHistory[], options: TermOptions): Lesson {
  const stride = Math.max(1, Math.floor(histories.length / FIRST_PUPILS));
  const some = histories.filter((_, index) => index % stride === 0);
  let lesson = NO_LESSON;
  for (let round = 0; round < FIRST_ROUNDS; round++) {
    const models = modelsSharing(options, lesson, { wholeFleet: true });
    lesson = learn(some.flatMap((history) => fitSeries(name, history, models).pupil ?? []));
  }
  return lesson;
}

function fitSeries(name: string, history: DailyHistory, models: Models): { fitted: FittedOutlook; pupil?: Pupil } {
  const usable = usableValues(history, name);
  if (usable < FEWEST_DAYS) {
    return { fitted: fitWeeklyMedian(history, `${name} needs ${FEWEST_DAYS} days, got ${usable}`) };
  }
  checkCalendar(name, history);
  let firstValue = 0;
  while (Number.isNaN(history.values[firstValue])) firstValue++;
  const first = Math.floor(firstValue / TRIM_STEP) * TRIM_STEP;
  let model = models(history, first);
  const { design } = model;
  const { link, values: all } = onLink(history);
  const { missing, base, ...range } = surveyOf(all, first);
  let factor = factorWithout(model, missing);
  const { values } = design.scratch;
  for (let row = 0; row < values.length; row++) values[row] = all[first + row]! - base;
  let fit = fitRidge(model, factor, values);
  const pupil = { model, coefficients: fit.coefficients, noise: fit.noise > 0 ? fit.spread : 0 };
  for (let round = 0; round < OWN_ROUNDS; round++) {
    const own = ownLesson({ model, coefficients: fit.coefficients, noise: fit.noise });
    if (!own) break;
    model = factoredDesign(design, own);
    factor = factorWithout(model, missing);
    fit = fitRidge(model, factor, values);
  }
  const level = base + fit.shifts.reduce((sum, { size }) => sum + size, 0);
  const check = (horizon: number): void => {
    if (design.days + horizon <= design.rows) return;
    throw new RangeError(
      `Cannot predict with ${name}: expected a horizon within the calendar (${
        design.rows - design.days
      } days), got ${horizon}`,
    );
  };
  const back = (value: number): number => fromLink(link, value);
  const fitted = fittedOf({
    model: name,
    history,
    link,
    residuals: fit.residuals,
    ...(fit.noise > 0 && { spread: fit.spread }),
    center(horizon) {
      check(horizon);
      const center = new Float64Array(horizon);
      for (let step = 0; step < horizon; step++) {
        const value = level + rowValue(design, design.days + step, fit.coefficients);
        center[step] = Math.min(range.high, Math.max(range.low, value));
      }
      return center;
    },
    widening(horizon) {
      check(horizon);
      return factor === model.factor ? model.widening(horizon) : futureWidening(design, model.lesson, factor, horizon);
    },
    explain(horizon) {
      check(horizon);
      return componentsOf(design, fit.coefficients, level, horizon, back);
    },
    adjusted(horizon) {
      check(horizon);
      return adjustedHistory(design, fit, all.subarray(first), horizon);
    },
    effects: () =>
      effectsOf({
        design,
        coefficients: fit.coefficients,
        factor,
        noise: fit.spread,
        level: level + ordinaryDay(design, fit.coefficients),
        back,
      }),
  });
  return { fitted, pupil };
}

function checkCalendar(name: string, history: DailyHistory): void {
  const { calendar, values } = history;
  if (!calendar) return;
  const start = firstDayOf(history);
  if (calendar[0]?.day !== start) {
    throw new RangeError(
      `Cannot fit ${name}: expected a calendar from day ${start}, got one from ${calendar[0]?.day}`,
    );
  }
  if (calendar.length < values.length) {
    throw new RangeError(
      `Cannot fit ${name}: expected a calendar of ${values.length} days or more, got ${calendar.length}`,
    );
  }
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
