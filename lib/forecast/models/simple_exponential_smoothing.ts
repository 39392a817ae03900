/** Simple exponential smoothing: a level that follows the values by a share of its last error. */
import { goldenSection } from "@lib/stats/golden_section.ts";
import type { PointModel } from "../candidate.ts";

/** Values whose mean is the level before the first one. */
const START = 4;
/** Range of the smoothing share: 0 would never move, 1 is the naive model. */
const LOWEST = 1e-4, HIGHEST = 1 - 1e-4;
/** Cuts of the search: the share is right to 1/40,000. */
const CUTS = 22;

/** A level that was followed to the end of a history. */
export interface SmoothedLevel {
  /** Share of an error that the level follows, 0 to 1. */
  readonly alpha: number;
  /** Level after the last value, in their unit. */
  readonly level: number;
}

/**
 * The smoothed level at the end, at every step ahead; the share that it follows is the one with the least sum of squared errors one step
 * ahead. Needs four values.
 *
 * @see Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing (2008), section 2.1
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { simpleExponentialSmoothing } from "@lib/forecast/models/simple_exponential_smoothing.ts";
 * // The level has moved for good: the model follows it nearly at once.
 * const values = Float64Array.of(10, 10, 10, 10, 20, 20, 20, 20);
 * const [next] = simpleExponentialSmoothing().points(values, 1, { step: 3600, seasons: [] })!;
 * ok(Math.abs(next! - 20) < 1e-9);
 * ```
 */
export function simpleExponentialSmoothing(): PointModel {
  return {
    name: "simple exponential smoothing",
    points(values, horizon) {
      return values.length < START ? undefined : new Float64Array(horizon).fill(smoothedLevel(values).level);
    },
  };
}

/**
 * Fits the share and follows the level to the end.
 *
 * @param values One or more; the level starts at the mean of the first four.
 */
export function smoothedLevel(values: Float64Array): SmoothedLevel {
  const count = Math.min(START, values.length);
  let start = 0;
  for (let at = 0; at < count; at++) start += values[at]! / count;
  const alpha = goldenSection((alpha) => squaredErrors(values, start, alpha), LOWEST, HIGHEST, CUTS);
  let level = start;
  for (const value of values) level += alpha * (value - level);
  return { alpha, level };
}

function squaredErrors(values: Float64Array, start: number, alpha: number): number {
  const kept = 1 - alpha;
  let level = start, squares = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!, error = value - level;
    squares += error * error;
    // The same as level + alpha · error, of which one step less has to wait for the level before.
    level = kept * level + alpha * value;
  }
  return squares;
}
