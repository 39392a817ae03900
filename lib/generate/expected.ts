/** What the generator expects of every day before chance: the noise-free mean, the expected p95, the true breaches. */
import { type Metric, METRIC_INFO } from "@lib/core/metric.ts";
import { DAY_SHAPES } from "./archetypes.ts";
import { shownBy } from "./gauge.ts";
import { curveIndex } from "./hour_curves.ts";
import type { ServerEvent } from "./events.ts";
import { actsOn, logDemandOf, type ServerPlan, zeroOf } from "./server_plan.ts";

/** Gauss–Hermite nodes and weights for a standard normal, five points. */
const NODES = [
  { at: 0, weight: 8 / 15 },
  { at: 1.3556261799742659, weight: 0.2220759220056126 },
  { at: -1.3556261799742659, weight: 0.2220759220056126 },
  { at: 2.8569700138728056, weight: 0.0112574113277207 },
  { at: -2.8569700138728056, weight: 0.0112574113277207 },
] as const;

/** A true breach: the expected p95 is at or above the threshold on three of five consecutive days. */
const BREACH_DAYS = 3, BREACH_WINDOW = 5;
/** Logarithm of the demand, percent, up to which the gauge shows demand as it is (to 0.002 %). */
const STRAIGHT_UP_TO = Math.log(40);

/**
 * The expected daily p95 of a server, over noise and spikes, given its growth, calendar and events.
 *
 * @returns One value per day, percent or Mbps.
 */
export function expectedP95(plan: ServerPlan, metric: Metric): Float64Array {
  return plan.given?.[metric] ?? expectationOf(plan, metric, plan.logDemand[metric]);
}

/**
 * The expected daily p95 for one who knows everything but the future: events that begin on the origin or later are
 * unknown, and so have no effect. Its error is the noise floor of a forecast.
 *
 * @param origin First day of the forecast, counted from the start of the run.
 * @returns One value per day of the run, percent or Mbps.
 */
export function expectedGivenPast(plan: ServerPlan, metric: Metric, origin: number): Float64Array {
  if (plan.given) return plan.given[metric];
  const past = plan.events.filter(({ first }) => first < origin);
  return expectationOf(plan, metric, logDemandOf(plan, metric, past));
}

/**
 * The expected daily p95 of some days for one who knows everything up to the day before them: the oracle that a forecast is held against.
 *
 * @param origin First of the days, counted from the start of the run.
 * @param days Number of days; those beyond the run are left out.
 * @returns One value per day, percent or Mbps; `undefined` when an event that begins on these days acts on the metric: no forecast could know.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { expectedGivenPast, expectedWindow, planServers } from "@lib/generate/mod.ts";
 * const [plan] = planServers({ servers: 1, days: 200, seed: 3 });
 * const window = expectedWindow(plan!, "cpu_p95", 150, 20);
 * deepStrictEqual(window, expectedGivenPast(plan!, "cpu_p95", 150).slice(150, 170));
 * ```
 */
export function expectedWindow(
  plan: ServerPlan,
  metric: Metric,
  origin: number,
  days: number,
): Float64Array | undefined {
  if (plan.given) return plan.given[metric].slice(origin, origin + days);
  const isSurprise = ({ first }: ServerEvent): boolean => first >= origin && first < origin + days;
  if (plan.events.some((event) => isSurprise(event) && actsOn(plan, event, metric))) return undefined;
  const logs = logDemandOf(plan, metric, plan.events.filter(({ first }) => first < origin));
  return expectationOf(plan, metric, logs.subarray(origin, origin + days), origin);
}

/**
 * A level that the expected daily p95 never passes: the mean of the demand, of which a gauge shows no more than there is.
 *
 * @returns Percent or Mbps.
 */
export function mostExpected(plan: ServerPlan, metric: Metric): number {
  if (plan.given) return plan.given[metric].reduce((most, value) => Math.max(most, value), 0);
  const factors = kindsOf(plan, metric).map(({ factor }) => factor);
  return Math.exp(plan.logDemand[metric].reduce((most, log) => Math.max(most, log), -Infinity)) * Math.max(...factors);
}

/** What chance makes of the demand on each kind of day: nodes of its logarithm, and the mean factor. */
function kindsOf(plan: ServerPlan, metric: Metric) {
  const { chance } = plan.archetype.spike;
  return DAY_SHAPES.map((_, shape) => {
    const zero = zeroOf(plan, metric, shape);
    const nodesOf = (isSpiking: 0 | 1, share: number) => {
      const { mean, variance, thirdCumulant } = plan.busiestHours[metric][curveIndex(shape, isSpiking)]!;
      const sd = Math.sqrt(variance + plan.identity.dayNoise[metric] ** 2);
      // Cornish and Fisher's first term bends the normal nodes to the skewness of the busiest hour.
      const bend = sd > 0 ? thirdCumulant / sd ** 3 / 6 : 0;
      return NODES.map(({ at, weight }) => ({
        log: mean - zero + sd * (at + bend * (at * at - 1)),
        weight: weight * share,
      }));
    };
    const nodes = [...nodesOf(0, 1 - chance), ...(chance > 0 ? nodesOf(1, chance) : [])];
    return {
      nodes,
      factor: nodes.reduce((sum, { log, weight }) => sum + weight * Math.exp(log), 0),
      highest: Math.max(...nodes.map(({ log }) => log)),
    };
  });
}

/** @param from Day of the run that the first value belongs to. */
function expectationOf(plan: ServerPlan, metric: Metric, logDemand: Float64Array, from = 0): Float64Array {
  const kinds = kindsOf(plan, metric);
  const gauge = plan.gauges[metric];
  const straightUpTo = METRIC_INFO[metric].max === 100 ? STRAIGHT_UP_TO : Infinity;
  const { shape } = plan.effects;
  return logDemand.map((log, day) => {
    const { nodes, factor, highest } = kinds[shape[from + day]!]!;
    // Where the gauge bends nothing, the mean of the factors is all there is to it.
    if (log + highest < straightUpTo) return Math.exp(log) * factor;
    let sum = 0;
    for (const node of nodes) sum += node.weight * shownBy(gauge, log + node.log);
    return sum;
  });
}

/**
 * The mean of a server's days when no chance acts: no noise, no spikes. Noise adds to a mean what the exponential of a
 * symmetric noise adds, so that the mean of the values lies above this one.
 *
 * @returns One value per day, percent or Mbps.
 */
export function noiseFreeMean(plan: ServerPlan, metric: Metric): Float64Array {
  if (plan.given) return plan.given[metric];
  const { identity, gauges, effects, logDemand } = plan;
  const gauge = gauges[metric];
  const kinds = DAY_SHAPES.map((_, shape) => {
    const zero = zeroOf(plan, metric, shape);
    const logs = plan.curves[metric][curveIndex(shape, 0)]!.values.map((value) =>
      identity.hourAmplitude * value - zero
    );
    return {
      logs,
      factor: logs.reduce((sum, log) => sum + Math.exp(log), 0) / 24,
      highest: Math.max(...logs),
    };
  });
  const straightUpTo = METRIC_INFO[metric].max === 100 ? STRAIGHT_UP_TO : Infinity;
  return logDemand[metric].map((log, day) => {
    const { logs, factor, highest } = kinds[effects.shape[day]!]!;
    if (log + highest < straightUpTo) return Math.exp(log) * factor;
    let sum = 0;
    for (const hour of logs) sum += shownBy(gauge, log + hour);
    return sum / 24;
  });
}

/**
 * The first day of the first true breach: at or above the threshold on three of five consecutive days.
 *
 * @param expected Expected daily p95.
 * @param from First day to look at.
 * @returns Place of the first of the three days, or -1 when there is none before `to`.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { firstBreach } from "@lib/generate/mod.ts";
 * strictEqual(firstBreach(Float64Array.of(85, 70, 70, 70, 70, 81, 70, 82, 79, 80), 80), 5);
 * ```
 */
export function firstBreach(expected: Float64Array, threshold: number, from = 0, to = expected.length): number {
  for (let first = from; first < to; first++) {
    if (!(expected[first]! >= threshold)) continue;
    let reached = 1;
    for (let day = first + 1; day < Math.min(to, first + BREACH_WINDOW); day++) {
      if (expected[day]! >= threshold) reached++;
    }
    if (reached >= BREACH_DAYS) return first;
  }
  return -1;
}
