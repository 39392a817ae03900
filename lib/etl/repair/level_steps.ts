/** Steps in the level of a series, and whether a change of capacity explains them. */
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import { trailingMoments } from "@lib/stats/trailing_moments.ts";
import { daysSinceLevelShift } from "../features/level_shifts.ts";

/** A lasting change of level. */
export interface LevelStep {
  /** Index of the first day on the new level. */
  readonly day: number;
  /** Medians of the four weeks before and after. */
  readonly before: number;
  readonly after: number;
}

/** Days on each side that show a level: four weeks, so that every weekday counts the same. */
const LEVEL_DAYS = 28;
/** Days around the week in which a step showed among which its first day is looked for. */
const AROUND = 14;
/** Days on each side that are compared to find it. */
const EDGE_DAYS = 7;
/** Share of a step, in logarithms, that a change of capacity must leave unexplained at most. */
const UNEXPLAINED = 0.5;

/**
 * The steps of a series. A step is one that `daysSinceLevelShift` shows; its first day is the one around which the weeks
 * before and after differ most. Days before and after a step take part in finding it.
 *
 * @param values One value per day, `NaN` = missing.
 */
export function levelSteps(values: Float64Array): LevelStep[] {
  const mean = new Float64Array(values.length), deviation = new Float64Array(values.length);
  trailingMoments(values, EDGE_DAYS, { mean, deviation });
  const since = daysSinceLevelShift(mean);
  const steps: LevelStep[] = [];
  for (let shown = 1; shown < since.length; shown++) {
    if (Number.isNaN(since[shown]) || since[shown] === since[shown - 1]! + 1) continue;
    const day = firstDay(values, shown - since[shown]!);
    const before = median(values, day - LEVEL_DAYS, day), after = median(values, day, day + LEVEL_DAYS);
    if (!Number.isNaN(before - after)) steps.push({ day, before, after });
  }
  return steps;
}

/**
 * Whether a change of capacity explains a step of utilization: twice the cores, half the percentage.
 *
 * @param capacity Capacity on each day, in any unit, `NaN` = not known.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { isCapacityChange } from "@lib/etl/repair/level_steps.ts";
 * const cores = Float64Array.from({ length: 60 }, (_, day) => day < 30 ? 4 : 8);
 * strictEqual(isCapacityChange({ day: 30, before: 60, after: 31 }, cores), true);
 * strictEqual(isCapacityChange({ day: 30, before: 60, after: 90 }, cores), false);
 * strictEqual(isCapacityChange({ day: 30, before: 60, after: 31 }, cores.fill(4)), false);
 * ```
 */
export function isCapacityChange({ day, before, after }: LevelStep, capacity: Float64Array): boolean {
  const ratio = median(capacity, day, day + LEVEL_DAYS) / median(capacity, day - LEVEL_DAYS, day);
  const step = Math.log(after / before);
  return ratio > 0 && ratio !== 1 && Math.abs(step + Math.log(ratio)) <= UNEXPLAINED * Math.abs(step);
}

function firstDay(values: Float64Array, around: number): number {
  let best = around, largest = -Infinity;
  for (let day = around - AROUND; day <= around + AROUND; day++) {
    const step = Math.abs(median(values, day, day + EDGE_DAYS) - median(values, day - EDGE_DAYS, day));
    if (step > largest) {
      largest = step;
      best = day;
    }
  }
  return best;
}

function median(values: Float64Array, from: number, to: number): number {
  return medianInPlace(values.slice(Math.max(0, from), Math.max(0, to)).filter((value) => !Number.isNaN(value)));
}
