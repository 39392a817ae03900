/** What the generator expects of every day before chance: the noise-free mean, the expected p95, the true breaches. */
import { type Metric, METRIC_INFO } from "@lib/core/metric.ts";
import { ARCHETYPES, DAY_SHAPES } from "./archetypes.ts";
import { boundedPercent } from "./demand_bound.ts";
import { curveIndex, hourCurve } from "./hour_curves.ts";
import type { ServerPlan } from "./server_plan.ts";

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

/**
 * The expected daily p95 of a server, over noise and spikes, given its growth, calendar and events.
 *
 * @returns One value per day, percent or Mbps.
 */
export function expectedP95(plan: ServerPlan, metric: Metric): Float64Array {
  const isPercent = METRIC_INFO[metric].max === 100;
  const { chance } = ARCHETYPES[plan.placement.type].spike;
  const dayVariance = plan.identity.dayNoise[metric] ** 2;
  const kinds = DAY_SHAPES.map((_, shape) => {
    const normal = plan.busiestHours[metric][curveIndex(shape, 0)]!;
    const spike = plan.busiestHours[metric][curveIndex(shape, 1)]!;
    const zero = normal.mean + (normal.sd ** 2 + dayVariance) / 2;
    const factors = (hour: { mean: number; sd: number }, share: number) =>
      NODES.map(({ at, weight }) => ({
        factor: Math.exp(hour.mean - zero + Math.sqrt(hour.sd ** 2 + dayVariance) * at),
        weight: weight * share,
      }));
    return [...factors(normal, 1 - chance), ...factors(spike, chance)];
  });
  const straight = kinds.map((nodes) => nodes.reduce((sum, { factor, weight }) => sum + factor * weight, 0));
  return plan.logDemand[metric].map((log, day) => {
    const demand = Math.exp(log);
    const shape = plan.effects.shape[day]!;
    // Far from the bound nothing bends, and the mean of the factors is all there is to it.
    if (!isPercent || demand < 12) return demand * straight[shape]!;
    let sum = 0;
    for (const { factor, weight } of kinds[shape]!) sum += weight * boundedPercent(demand * factor);
    return sum;
  });
}

/**
 * The mean of a server's days when no chance acts.
 *
 * @returns One value per day, percent or Mbps.
 */
export function noiseFreeMean(plan: ServerPlan, metric: Metric): Float64Array {
  const isPercent = METRIC_INFO[metric].max === 100;
  const archetype = ARCHETYPES[plan.placement.type];
  const factors = DAY_SHAPES.map((shape, index) => {
    const { mean } = plan.busiestHours[metric][curveIndex(index, 0)]!;
    const curve = hourCurve(archetype, metric, shape, { amplitude: plan.identity.hourAmplitude, isSpiking: false });
    return curve.map((log) => Math.exp(log - mean));
  });
  return plan.logDemand[metric].map((log, day) => {
    const demand = Math.exp(log);
    let sum = 0;
    for (const factor of factors[plan.effects.shape[day]!]!) {
      sum += isPercent ? boundedPercent(demand * factor) : demand * factor;
    }
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
