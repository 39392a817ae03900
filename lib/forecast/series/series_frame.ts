/** One series made ready for the pool: without leading blanks and gaps, with its seasons, bounds and scale. */
import { DAY_SECONDS, DAYS_A_WEEK } from "@lib/core/day.ts";
import type { Frame } from "../candidate.ts";
import { type Bounds, type History, usableValues } from "../forecaster.ts";
import { filled } from "./filled.ts";
import { seasonsOfStep } from "./seasons_of_step.ts";

/** A series as the pool sees it. */
export interface SeriesFrame extends Frame {
  /** From the first value on, `NaN` = missing: what forecasts are held against. */
  readonly raw: Float64Array;
  /** The same without gaps: what models see. */
  readonly values: Float64Array;
  /** What a forecast may take: the range of the history and half of it on each side, within the caller's bounds. */
  readonly bounds: Bounds;
  /** Mean absolute change over the longest season (over a step where there is none), above 0: the size of a naive error. */
  readonly scale: number;
  /** Whether every value is a whole number, so that forecasts are too. */
  readonly isWhole: boolean;
}

/** History, in days, above which a gap is filled from the week before instead of the day before. */
const DAYS_FOR_WEEKLY_FILL = 14;
/** Share of the history's range by which a forecast may leave it. */
const BEYOND_RANGE = 0.5;

/**
 * Makes a series ready.
 *
 * @param history At least one finite value, none infinite.
 * @throws {RangeError} when it holds none, or an infinite one.
 */
export function seriesFrame(history: History): SeriesFrame {
  usableValues(history, "a series");
  const first = history.values.findIndex((value) => value === value);
  const raw = history.values.subarray(first);
  const seasons = usableSeasons(history.seasons ?? seasonsOfStep(history.step), raw.length);
  const { low, high, isWhole } = surveyOf(raw);
  const bounds = history.bounds ?? { low: low >= 0 ? 0 : -Infinity, high: Infinity };
  const margin = BEYOND_RANGE * (high - low);
  return {
    step: history.step,
    seasons,
    ...(history.start !== undefined && { start: history.start + first * history.step * 1000 }),
    ...(history.calendar && { calendar: first === 0 ? history.calendar : history.calendar.slice(first) }),
    raw,
    values: filled(raw, fillLags(seasons, history.step, raw.length)),
    bounds: { low: Math.max(bounds.low, low - margin), high: Math.min(bounds.high, high + margin) },
    scale: naiveScale(raw, seasons.at(-1) ?? 1),
    isWhole,
  };
}

/** The seasons of which a history holds two. */
export function usableSeasons(seasons: readonly number[], length: number): number[] {
  return seasons.filter((season) => length >= 2 * season);
}

function fillLags(seasons: readonly number[], step: number, length: number): number[] {
  const [short] = seasons;
  if (short === undefined) return [];
  if (step >= DAY_SECONDS) return [short];
  return length > DAYS_FOR_WEEKLY_FILL * short ? [DAYS_A_WEEK * short, short] : [short];
}

function surveyOf(values: Float64Array): { low: number; high: number; isWhole: boolean } {
  let low = Infinity, high = -Infinity, isWhole = true;
  for (const value of values) {
    if (value !== value) continue;
    if (value < low) low = value;
    if (value > high) high = value;
    if (isWhole && !Number.isInteger(value)) isWhole = false;
  }
  return { low, high, isWhole };
}

/** Mean absolute change over a lag; the smallest positive number that is of use when nothing ever changes. */
export function naiveScale(values: Float64Array, lag: number): number {
  let sum = 0, count = 0;
  for (let index = lag; index < values.length; index++) {
    const change = Math.abs(values[index]! - values[index - lag]!);
    if (change !== change) continue;
    sum += change;
    count++;
  }
  return sum > 0 ? sum / count : 1e-9;
}
