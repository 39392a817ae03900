/** Counters that were reset: bytes since the start, requests since the last deployment. */

/** A counter without its resets. */
export interface UnwoundCounter {
  /** Rising throughout. What lies before a reset is below zero: it continues into the values after it, and these stay as they are. */
  readonly values: Float64Array;
  /** Indices of the first values after a reset, ascending. */
  readonly resets: readonly number[];
}

/** Values below which nothing can be called a counter. */
const FEWEST_VALUES = 20;
/** Share of the steps that must rise. */
const LEAST_RISING = 0.5;
/** Share of the steps that may be resets. */
const MOST_RESETS = 0.05;
/** Share of the value before that is left after a reset at most. */
const NEAR_ZERO = 0.1;
/** Number of resets from which their distances tell a habit, and how much these may differ from their median then. */
const HABIT = { resets: 3, within: 0.1 };

/**
 * Unwinds a cumulative counter: a series that never falls, save for rare falls to near zero, after which it goes on to rise.
 *
 * After a reset the counter holds what has come since, so it lies by its last value before the reset too low; earlier values are lowered by that
 * much instead, so that the last stretch stays as it is and the forecast goes on from it. What falls at regular distances, as a total that is
 * counted by the day, is a season and stays.
 *
 * @param values `NaN` = missing.
 * @returns `undefined` when the series is no counter, or one that was never reset.
 * @see Prometheus, functions: rate() treats every fall of a counter as a reset
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { unwoundCounter } from "@lib/forecast/series/unwound_counter.ts";
 * const counter = Float64Array.from({ length: 40 }, (_, step) => 5 * (step < 30 ? step : step - 30));
 * const unwound = unwoundCounter(counter);
 * deepStrictEqual(unwound?.resets, [30]);
 * deepStrictEqual([...unwound.values.subarray(28, 32)], [-5, 0, 0, 5]);
 * ```
 */
export function unwoundCounter(values: Float64Array): UnwoundCounter | undefined {
  const resets = resetsOf(values);
  if (!resets || resets.length === 0 || isHabit(resets)) return undefined;
  const result = values.slice();
  let lowered = 0;
  for (let index = values.length - 1, next = resets.length - 1; index >= 0; index--) {
    if (next >= 0 && index < resets[next]!) {
      lowered += lastBefore(values, resets[next]!);
      next--;
    }
    result[index]! -= lowered;
  }
  return { values: result, resets };
}

/** Where a counter was reset; `undefined` when the series does not behave as one. */
function resetsOf(values: Float64Array): number[] | undefined {
  const resets: number[] = [];
  let before = NaN, steps = 0, rises = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value !== value) continue;
    if (value < 0) return undefined;
    if (before === before) {
      steps++;
      if (value > before) rises++;
      if (value < before) {
        if (value > NEAR_ZERO * before) return undefined;
        resets.push(index);
      }
    }
    before = value;
  }
  const isCounter = steps + 1 >= FEWEST_VALUES && rises >= LEAST_RISING * steps && resets.length <= MOST_RESETS * steps;
  return isCounter ? resets : undefined;
}

function isHabit(resets: readonly number[]): boolean {
  if (resets.length < HABIT.resets) return false;
  const distances = resets.slice(1).map((reset, index) => reset - resets[index]!).sort((a, b) => a - b);
  const middle = distances[distances.length >> 1]!;
  return distances.every((distance) => Math.abs(distance - middle) <= HABIT.within * middle);
}

function lastBefore(values: Float64Array, end: number): number {
  for (let index = end - 1; index >= 0; index--) if (values[index] === values[index]) return values[index]!;
  return 0;
}
