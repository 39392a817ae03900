/**
 * What a gauge shows of a demand: a smooth bend below 100 %, two decimals.
 *
 * Demand is kept as a logarithm, and everything shown goes through one table of the logarithm: it costs a hundredth of
 * a microsecond, keeps order, and makes values, hours and truth agree.
 */
import { type Metric, METRIC_INFO } from "@lib/core/metric.ts";

/** The table covers e^-9 to e^10.5 (0.0001 to 36,000 percent or Mbps) in steps of 1/128. */
const LOWEST = -9, HIGHEST = 10.5, STEPS = 128;
const LAST = (HIGHEST - LOWEST) * STEPS;

/** What is shown at each step of the logarithm of the demand. */
export type Gauge = Float64Array;

/** The gauge of a metric. */
export function gaugeOf(metric: Metric): Gauge {
  const isPercent = METRIC_INFO[metric].max === 100;
  return Float64Array.from({ length: LAST + 1 }, (_, step) => {
    const demand = Math.exp(LOWEST + step / STEPS);
    return isPercent ? boundedPercent(demand) : demand;
  });
}

/** What a gauge shows of a logarithm of demand, not rounded. */
export function shownBy(gauge: Gauge, logDemand: number): number {
  const at = (logDemand - LOWEST) * STEPS;
  if (!(at > 0)) return gauge[0]!;
  if (at >= LAST) return gauge[LAST]!;
  const step = at | 0;
  const low = gauge[step]!;
  return low + (gauge[step + 1]! - low) * (at - step);
}

/** Values are stored at 0.01. */
export function stored(value: number): number {
  return Math.round(value * 100) / 100;
}

/**
 * The utilization that a demand shows as: nearly the demand itself up to 75 %, then bending towards 100 %, so that
 * values never pile up on the bound: y = x / (1 + (x/100)¹⁰)^(1/10).
 *
 * @param demand Demand in percent of the capacity, 0 or more, unbounded.
 * @returns Percent, at most 100.
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { boundedPercent } from "@lib/generate/gauge.ts";
 * ok(Math.abs(boundedPercent(50) - 50) < 0.01);
 * ok(boundedPercent(110) > 96 && boundedPercent(110) < 97);
 * ```
 */
export function boundedPercent(demand: number): number {
  return demand / Math.pow(1 + Math.pow(demand / 100, 10), 1 / 10);
}
