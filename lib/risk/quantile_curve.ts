/** A day's forecast quantiles as a curve over normal scores: where on it does a value lie? */
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import { normalQuantile } from "@lib/stats/normal_distribution.ts";

/** Normal scores of QUANTILE_LEVELS. */
const SCORES = QUANTILE_LEVELS.map(normalQuantile);
const LAST = SCORES.length - 1;

/**
 * The normal score at which the forecast reaches a value: the day is at or above the value just when its score is at least this.
 *
 * Between the levels the curve is straight; beyond the outer ones it goes on as it ended.
 *
 * @param at Value of the i-th of QUANTILE_LEVELS, ascending in i.
 * @returns -Infinity when even the lowest value lies above, Infinity when the curve never gets there.
 */
export function scoreAt(at: (level: number) => number, value: number): number {
  if (value <= at(0)) return extrapolated(0, at(0), (at(1) - at(0)) / (SCORES[1]! - SCORES[0]!), value);
  if (value > at(LAST)) {
    return extrapolated(LAST, at(LAST), (at(LAST) - at(LAST - 1)) / (SCORES[LAST]! - SCORES[LAST - 1]!), value);
  }
  let level = 1;
  while (at(level) < value) level++;
  const low = at(level - 1), share = (value - low) / (at(level) - low);
  return SCORES[level - 1]! + share * (SCORES[level]! - SCORES[level - 1]!);
}

/**
 * The normal score of a value that came. Where the curve is flat (a server that often reads exactly 0) the value has no single score:
 * the middle of the flat stretch stands for it.
 *
 * @returns `NaN` when the whole curve is flat: nothing was uncertain.
 */
export function scoreOf(at: (level: number) => number, value: number): number {
  if (at(0) === at(LAST)) return NaN;
  let from = 0, to = LAST;
  while (from <= LAST && at(from) < value) from++;
  while (to >= 0 && at(to) > value) to--;
  return to > from ? (SCORES[from]! + SCORES[to]!) / 2 : scoreAt(at, value);
}

function extrapolated(level: number, from: number, slope: number, value: number): number {
  if (slope > 0) return SCORES[level]! + (value - from) / slope;
  return value > from ? Infinity : -Infinity;
}
