/** One series made ready for the pool: without leading blanks and gaps, with its seasons, bounds and scale. */
import { DAY_SECONDS, DAYS_A_WEEK } from "@lib/core/day.ts";
import type { Frame } from "../candidate.ts";
import { naiveErrors } from "../evaluate/naive_errors.ts";
import { type Bounds, type History, usableValues } from "../forecaster.ts";
import { filled } from "./filled.ts";
import { findSeasons } from "./find_seasons.ts";
import { rescaledHistory } from "./rescaled_history.ts";
import { seasonsOfStep } from "./seasons_of_step.ts";
import { unwoundCounter } from "./unwound_counter.ts";

/** A series as the pool sees it. */
export interface SeriesFrame extends Frame {
  /** From the first value on, brought to its last level, `NaN` = missing: what forecasts are held against. */
  readonly raw: Float64Array;
  /** The same without gaps: what models see. */
  readonly values: Float64Array;
  /** What a forecast may take: the range of the history and half of it on each side, within the caller's bounds. */
  readonly bounds: Bounds;
  /** Mean absolute change over the longest season (over a step where there is none), above 0: the size of a naive error. */
  readonly scale: number;
  /** Whether every value is a whole number, so that forecasts are too. */
  readonly isWhole: boolean;
  /** What was done to the history before the models saw it, one sentence each. */
  readonly notes: readonly string[];
}

/** History, in days, above which a gap is filled from the week before instead of the day before. */
const DAYS_FOR_WEEKLY_FILL = 14;
/** Scale of a series that never changes. */
const LEAST_SCALE = 1e-9;
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
  const own: History = {
    ...history,
    values: history.values.subarray(first),
    ...(history.start !== undefined && { start: history.start + first * history.step * 1000 }),
    ...(history.calendar && first > 0 && { calendar: history.calendar.slice(first) }),
  };
  const seasons = seasonsOf(own);
  const { values: raw, notes } = continued(own, seasons);
  const { low, high } = surveyOf(raw), { low: ownLow, isWhole } = surveyOf(own.values);
  // A counter stays above zero although what was lowered before its resets does not.
  const bounds = history.bounds ?? { low: ownLow >= 0 ? 0 : -Infinity, high: Infinity };
  return {
    step: own.step,
    seasons,
    ...(own.start !== undefined && { start: own.start }),
    ...(own.calendar && { calendar: own.calendar }),
    raw,
    values: filled(raw, fillLags(seasons, own.step, raw.length)),
    bounds: reachOf({ low, high }, bounds, isWhole),
    // A series that never changes has an error of nothing; the smallest of use stands in.
    scale: naiveErrors(raw, seasons.at(-1) ?? 1).absolute || LEAST_SCALE,
    isWhole,
    notes,
  };
}

/** What the history continues into: counters without their resets, levels before a lasting change brought to the last one. */
function continued(history: History, seasons: readonly number[]): { values: Float64Array; notes: readonly string[] } {
  const counter = unwoundCounter(history.values);
  // Within days levels come and go, and the models follow them; rescaling made hourly traces worse as often as better.
  if (!counter) {
    return history.step < DAY_SECONDS ? { values: history.values, notes: [] } : rescaledHistory(history, seasons);
  }
  const { length } = counter.resets;
  return {
    values: counter.values,
    notes: [`A counter that was reset ${length === 1 ? "once" : `${length} times`}; it is taken as one that was not.`],
  };
}

/** The range and a part of it on each side, within the bounds; of whole numbers, from one to another. */
function reachOf({ low, high }: Bounds, bounds: Bounds, isWhole: boolean): Bounds {
  const margin = BEYOND_RANGE * (high - low);
  const within = (value: number): number => Math.min(bounds.high, Math.max(bounds.low, value));
  return isWhole
    ? { low: within(Math.floor(low - margin)), high: within(Math.ceil(high + margin)) }
    : { low: within(low - margin), high: within(high + margin) };
}

/** The caller's seasons, or those that the step suggests; where it suggests none, what the history itself repeats. */
function seasonsOf({ seasons, step, values }: History): number[] {
  if (seasons) return usableSeasons(seasons, values.length);
  const suggested = seasonsOfStep(step);
  return suggested.length > 0 ? usableSeasons(suggested, values.length) : findSeasons(values, step);
}

/** The seasons of which a history holds two. */
function usableSeasons(seasons: readonly number[], length: number): number[] {
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
