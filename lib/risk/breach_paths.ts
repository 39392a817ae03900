/** Breach probabilities from simulated futures: daily paths whose days are distributed as forecast and hang together as errors did. */
import type { Random } from "@lib/core/random.ts";
import { BREACH_DAYS, BREACH_WINDOW, firstBreach } from "./breach.ts";
import type { Dependence } from "./dependence.ts";

/** Paths per series: enough for a standard error of 2.5 points at one half. */
export const PATHS = 400;
/** A normal score that no path reaches on three of five days. */
const BEYOND_CHANCE = 3.5;

/** When the paths of a series first breach. */
export interface BreachOutlook {
  /** Days ahead that were simulated. */
  readonly reach: number;
  /** For each breaching path the day on which its breach begins (1 = tomorrow), ascending. */
  readonly firstDays: readonly number[];
  /** Paths in all. */
  readonly paths: number;
}

/**
 * Simulates the futures of one series.
 *
 * @param critical Normal score of each day from which on it is at or above the threshold (quantile_curve.ts).
 * @param random The series' own stream: the same numbers whatever the threshold, so that a higher threshold never breaches more.
 */
export function simulateBreaches(
  critical: Float64Array,
  { slowShare, slowMemory, fastMemory }: Dependence,
  random: Random,
  paths: number = PATHS,
): BreachOutlook {
  const reach = critical.length;
  const inReach = (day: number): boolean => critical[day]! < BEYOND_CHANCE;
  if (firstBreach(inReach, reach) < 0) return { reach, firstDays: [], paths };
  const ofSlow = Math.sqrt(slowShare), ofFast = Math.sqrt(1 - slowShare);
  const freshSlow = Math.sqrt(1 - slowMemory ** 2), freshFast = Math.sqrt(1 - fastMemory ** 2);
  const scores = new Float64Array(reach);
  const firstDays: number[] = [];
  for (let path = 0; path < paths; path++) {
    let slow = random.normal(), fast = random.normal();
    for (let day = 0; day < reach; day++) {
      scores[day] = ofSlow * slow + ofFast * fast;
      slow = slowMemory * slow + freshSlow * random.normal();
      fast = fastMemory * fast + freshFast * random.normal();
    }
    const first = firstBreach((day) => scores[day]! >= critical[day]!, reach);
    if (first >= 0) firstDays.push(first + 1);
  }
  return { reach, firstDays: firstDays.sort((a, b) => a - b), paths };
}

/**
 * Probability that a breach begins within some days.
 *
 * @returns `NaN` when the simulation does not reach that far.
 */
export function breachProbability({ reach, firstDays, paths }: BreachOutlook, days: number): number {
  if (days > reach) return NaN;
  return firstDays.filter((first) => first <= days).length / paths;
}

/**
 * Day on which the breach has begun with a given probability.
 *
 * @returns Days ahead, 1 or more; `NaN` when that probability is not reached within the horizon.
 */
export function breachDay({ firstDays, paths }: BreachOutlook, probability: number): number {
  const rank = Math.ceil(probability * paths - 1e-9);
  return firstDays[rank - 1] ?? NaN;
}

/** Whether the last days of a history are a breach already. */
export function isBreaching(values: Float64Array, threshold: number): boolean {
  const last = values.subarray(-BREACH_WINDOW);
  return last.filter((value) => value >= threshold).length >= BREACH_DAYS;
}
