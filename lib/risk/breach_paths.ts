/** Breach probabilities from simulated futures: daily paths whose days are distributed as forecast and hang together as errors did. */
import type { Metric } from "@lib/core/metric.ts";
import { type Random, randomFor } from "@lib/core/random.ts";
import { BREACH_DAYS, BREACH_WINDOW, firstBreachOfPath } from "./breach.ts";
import type { Dependence } from "./dependence.ts";

/** Paths: enough for a standard error of 1.6 points at one half. */
export const PATHS = 1000;
/** A normal score that hardly any of the paths reaches on three of five days. */
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

/** Simulated errors of the days ahead, as normal scores. */
export interface ErrorPaths {
  /** Days of each path. */
  readonly reach: number;
  readonly paths: number;
  /** Path after path. */
  readonly scores: Float64Array;
}

/**
 * Draws the errors of the days ahead.
 *
 * All series of a metric share the paths: what differs between two of them is then their forecasts, not luck, and a higher threshold
 * never breaches more. It also makes a series as cheap as reading its forecast.
 */
export function errorPaths(
  { slowShare, slowMemory, fastMemory }: Dependence,
  reach: number,
  random: Random,
  paths: number = PATHS,
): ErrorPaths {
  const ofSlow = Math.sqrt(slowShare), ofFast = Math.sqrt(1 - slowShare);
  const freshSlow = Math.sqrt(1 - slowMemory ** 2), freshFast = Math.sqrt(1 - fastMemory ** 2);
  const scores = new Float64Array(paths * reach);
  for (let path = 0; path < paths; path++) {
    let slow = random.normal(), fast = random.normal();
    for (let day = 0; day < reach; day++) {
      scores[path * reach + day] = ofSlow * slow + ofFast * fast;
      slow = slowMemory * slow + freshSlow * random.normal();
      fast = fastMemory * fast + freshFast * random.normal();
    }
  }
  return { reach, paths, scores };
}

/**
 * The paths of each metric, drawn when they are first asked for.
 *
 * @param purpose Part of the streams' names, so that two studies of one seed do not share their luck.
 */
export function errorPathsByMetric(
  dependence: Readonly<Partial<Record<Metric, Dependence>>>,
  reach: number,
  seed: number,
  purpose: string,
): (metric: Metric) => ErrorPaths {
  const drawn = new Map<Metric, ErrorPaths>();
  return (metric) => {
    const paths = drawn.get(metric) ?? errorPaths(dependence[metric]!, reach, randomFor(seed, purpose, metric));
    drawn.set(metric, paths);
    return paths;
  };
}

/**
 * When the futures of one series first breach.
 *
 * @param critical Normal score of each day from which on it is at or above the threshold (quantile_curve.ts).
 * @param errors Paths that reach at least as far.
 * @param observed The last days of the history (breach.ts), so that a breach of three days is seen in a forecast of one.
 * @throws {RangeError} when they do not.
 */
export function simulateBreaches(critical: Float64Array, errors: ErrorPaths, observed = 0): BreachOutlook {
  const reach = critical.length, { paths, scores } = errors;
  if (errors.reach < reach) {
    throw new RangeError(`Cannot simulate breaches: expected paths of ${reach} days or more, got ${errors.reach}`);
  }
  const firstDays: number[] = [];
  // Most servers are so far below that no path gets there.
  if (critical.some((score) => score < BEYOND_CHANCE)) {
    for (let path = 0; path < paths; path++) {
      const first = firstBreachOfPath(scores, path * errors.reach, critical, observed);
      if (first >= 0) firstDays.push(first + 1);
    }
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
