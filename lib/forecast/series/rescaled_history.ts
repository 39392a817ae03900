/** History before a lasting change of level, brought to the level of today instead of being thrown away. */
import { DAY_SECONDS } from "@lib/core/day.ts";
import { type LevelShift, levelShifts } from "@lib/stats/level_shifts.ts";
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import { phaseMeans } from "@lib/stats/phase_means.ts";
import { seasonalDeviations } from "@lib/stats/seasonal_deviations.ts";
import type { Bounds, History } from "../forecaster.ts";

/** A history on one level. */
export interface RescaledHistory {
  /** As long as the history; what lies after the last change is untouched. */
  readonly values: Float64Array;
  /** The changes, in order of time; where the history is positive, differences are of logarithms. */
  readonly shifts: readonly LevelShift[];
  /** One sentence per change: when, by how much, what was done. None when nothing was. */
  readonly notes: readonly string[];
}

/** Score of a level shift from which the past is rescaled: stronger evidence than for one that is merely told. */
const LEAST_SCORE = 8;
/** Share of the last change within which an earlier level is the same as the last one. */
const SAME_LEVEL = 0.5;
/** Least change: as a factor on the level, and in standard deviations of the values about their level. */
const LEAST_FACTOR = 1.2, LEAST_DEVIATIONS = 1.5;
/** Steps that show a level at least, and the share of a history that a longer season may take to show it. */
const FEWEST_STEPS = 28, MOST_OF_HISTORY = 1 / 6;
/** Windows in a history from which a quick look can rule shifts out, and the share of the least shift that it must show. */
const FEWEST_WINDOWS = 4, QUICK_SHARE = 0.6;
/** Steps of a season above which blocks of it are looked at, and how many blocks a season keeps. */
const BLOCKS = 24;
/** Cycles from which a season can be told from a level. */
const FEWEST_CYCLES = 4;

/**
 * Rescales a history to its last level: a server that was resized, a client that came or went.
 *
 * Positive series are multiplied, so that their seasons grow with their level; series with zeros or negative values are shifted. Lasting changes
 * are found by `levelShifts` on what the seasons leave; outliers, slopes and peaks of the calendar are none. Where the last level had been there
 * before, nothing is rescaled: such a series comes and goes.
 *
 * @param history Missing values stay missing.
 * @param seasons Season lengths in steps, ascending.
 * @example
 * ```ts
 * import { deepStrictEqual, ok } from "node:assert/strict";
 * import { rescaledHistory } from "@lib/forecast/series/rescaled_history.ts";
 * const values = Float64Array.from({ length: 200 }, (_, day) => (day < 120 ? 60 : 30) * (1 + (day % 7) / 20));
 * const { values: rescaled, notes } = rescaledHistory({ values, step: 86_400, start: 0 }, [7]);
 * ok(Math.abs(rescaled[0]! - 30) < 0.5);
 * deepStrictEqual(notes, ["The level fell by 50 % on 1970-05-01; the 120 values before were multiplied by 0.5."]);
 * ```
 */
export function rescaledHistory(history: History, seasons: readonly number[]): RescaledHistory {
  const { values } = history;
  const isPositive = values.every((value) => !(value <= 0));
  const block = blockOf(seasons, values.length);
  const blocks = blockMedians(isPositive ? values.map(Math.log) : values, block);
  const shifts = strongShifts(blocks, seasons.map((season) => season / block), isPositive)
    .map((shift) => ({ ...shift, at: shift.at * block }));
  if (shifts.length === 0) return { values, shifts, notes: [] };
  const result = values.slice();
  for (const { at, difference } of shifts) {
    const factor = Math.exp(difference);
    for (let index = 0; index < at; index++) {
      result[index] = isPositive ? result[index]! * factor : result[index]! + difference;
    }
  }
  if (history.bounds) bound(result, history.bounds, shifts.at(-1)!.at);
  return { values: result, shifts, notes: shifts.map((shift) => noteOf(shift, history, isPositive)) };
}

/** Values in a block, so that long series of short steps cost no more than their hours. */
function blockOf(seasons: readonly number[], length: number): number {
  const [short] = seasons;
  if (short === undefined) return Math.max(1, Math.ceil(length / 5000));
  for (let block = Math.floor(short / BLOCKS); block > 1; block--) {
    if (seasons.every((season) => season % block === 0)) return block;
  }
  return 1;
}

function blockMedians(values: Float64Array, block: number): Float64Array {
  if (block === 1) return values;
  return Float64Array.from(
    { length: Math.ceil(values.length / block) },
    (_, index) => medianInPlace(values.slice(index * block, (index + 1) * block).filter((value) => value === value)),
  );
}

/** The shifts that are beyond doubt. */
function strongShifts(values: Float64Array, seasons: readonly number[], isLogarithm: boolean): LevelShift[] {
  const window = windowOf(values.length, seasons);
  if (isLevel(values, window, { season: seasons[0] ?? 1, isLogarithm })) return [];
  const rest = seasons.reduce(
    (left, season) => season <= window && values.length >= FEWEST_CYCLES * season ? withoutSeason(left, season) : left,
    values,
  );
  const shifts = levelShifts(rest, { window, leastScore: LEAST_SCORE });
  if (shifts.length === 0) return shifts;
  const level = rest.slice();
  for (const { at, difference } of shifts) for (let index = 0; index < at; index++) level[index]! += difference;
  const deviation = deviationOf(seasonalDeviations(level, window));
  const strong = shifts.filter(({ difference }) =>
    Math.abs(difference) >= LEAST_DEVIATIONS * deviation &&
    (!isLogarithm || Math.abs(difference) >= Math.log(LEAST_FACTOR))
  );
  return comesBack(strong) ? [] : strong;
}

/** Whether the last level has been there before: then the history knows it, and knows that it changes. */
function comesBack(shifts: readonly LevelShift[]): boolean {
  let behind = 0;
  return shifts.slice().reverse().some(({ difference }) => {
    behind += difference;
    return Math.abs(behind) < SAME_LEVEL * Math.abs(shifts.at(-1)!.difference);
  });
}

/**
 * Whether a quick look rules out a strong shift: it would show in full between two windows with one between them. The deviation is taken from
 * the changes over a season, and is no larger than the one that counts.
 */
function isLevel(
  values: Float64Array,
  window: number,
  { season, isLogarithm }: { readonly season: number; readonly isLogarithm: boolean },
): boolean {
  if (values.length < FEWEST_WINDOWS * window) return false;
  const changes = values.subarray(season).map((value, index) => value - values[index]!);
  const least = Math.max(
    isLogarithm ? Math.log(LEAST_FACTOR) : 0,
    LEAST_DEVIATIONS * deviationOf(changes) / Math.SQRT2,
  );
  const levels = blockMedians(values.subarray(values.length % window), window);
  for (let index = 2; index < levels.length; index++) {
    if (!(Math.abs(levels[index]! - levels[index - 2]!) < QUICK_SHARE * least)) return false;
  }
  return true;
}

/** Steps that show a level: a whole number of seasons. */
function windowOf(length: number, seasons: readonly number[]): number {
  const long = seasons.findLast((season) => season >= FEWEST_STEPS && season <= MOST_OF_HISTORY * length);
  if (long !== undefined) return long;
  const [short = 1] = seasons;
  return short >= FEWEST_STEPS ? FEWEST_STEPS : short * Math.ceil(FEWEST_STEPS / short);
}

function withoutSeason(values: Float64Array, season: number): Float64Array {
  const { means } = phaseMeans(seasonalDeviations(values, season), season);
  return values.map((value, index) => value - (means[index % season]! || 0));
}

function deviationOf(deviations: Float64Array): number {
  return 1.4826 * medianInPlace(deviations.filter((value) => value === value).map(Math.abs));
}

function bound(values: Float64Array, { low, high }: Bounds, end: number): void {
  for (let index = 0; index < end; index++) {
    if (values[index]! < low) values[index] = low;
    else if (values[index]! > high) values[index] = high;
  }
}

function noteOf({ at, difference }: LevelShift, { start, step }: History, isPositive: boolean): string {
  const when = start === undefined ? `at value ${at + 1}` : `on ${dateText(start + at * step * 1000, step)}`;
  const direction = difference > 0 ? "rose" : "fell";
  const factor = Math.exp(difference);
  const size = isPositive
    ? `${Math.round(100 * Math.abs(factor - 1))} %`
    : `${Number(Math.abs(difference).toPrecision(2))}`;
  const done = isPositive
    ? `multiplied by ${Number(factor.toPrecision(2))}`
    : `${difference > 0 ? "raised" : "lowered"} by as much`;
  return `The level ${direction} by ${size} ${when}; the ${at} values before were ${done}.`;
}

function dateText(time: number, step: number): string {
  const text = new Date(time).toISOString();
  return step < DAY_SECONDS ? `${text.slice(0, 10)} ${text.slice(11, 16)}` : text.slice(0, 10);
}
