/** The hours of a day: how the demand on each metric runs through it, in local time, as logarithms. */
import type { Metric } from "@lib/core/metric.ts";
import { type Archetype, DAY_SHAPES, type DayShape } from "./archetypes.ts";
import { METRIC_TRAITS } from "./traits.ts";

/** Hours that a spike lasts: more than one, or the nearest-rank p95 of 24 hours would not see it. */
export const SPIKE_HOURS = 4;

/** The hour curves of a server: three kinds of day, each without and with a spike. */
export const CURVES = DAY_SHAPES.length * 2;

/** Place of a curve among the six: kind of day, then quiet or spiking. */
export function curveIndex(shape: number, isSpiking: 0 | 1): number {
  return shape * 2 + isSpiking;
}

/**
 * The logarithm of the demand in each local hour against a quiet hour.
 *
 * @param amplitude Of this server, 1 = as its archetype.
 * @returns 24 values.
 */
export function hourCurve(
  archetype: Archetype,
  metric: Metric,
  shape: DayShape,
  options: { amplitude: number; isSpiking: boolean },
): Float64Array {
  const trait = METRIC_TRAITS[metric];
  const hours = archetype.hours[shape];
  const swing = Math.log(archetype.businessHours) * trait.hour * options.amplitude;
  const curve = Float64Array.from(hours, (busy) => swing * busy);
  if (options.isSpiking) {
    const first = busiestHour(hours);
    const jump = Math.log(archetype.spike.factor) * trait.spike;
    for (let hour = first; hour < first + SPIKE_HOURS; hour++) curve[hour % 24]! += jump;
  }
  return curve;
}

/** The first of the four hours in a row with the most work. */
function busiestHour(hours: readonly number[]): number {
  let best = 0, most = -Infinity;
  for (let first = 0; first < 24; first++) {
    let sum = 0;
    for (let hour = first; hour < first + SPIKE_HOURS; hour++) sum += hours[hour % 24]!;
    if (sum > most) most = sum, best = first;
  }
  return best;
}
