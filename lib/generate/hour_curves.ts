/** The hours of a day: how the demand on each metric runs through it, in local time, as logarithms. */
import type { Archetype } from "./archetypes.ts";
import { DAY_SHAPES } from "./archetypes.ts";
import type { MetricTrait } from "./traits.ts";

/** Hours that a spike lasts: more than one, or the nearest-rank p95 of 24 hours would not see it. */
export const SPIKE_HOURS = 4;

/** The hour curves of a server: three kinds of day, each without and with a spike. */
export const CURVES = DAY_SHAPES.length * 2;

/** Place of a curve among the six: kind of day, then quiet or spiking. */
export function curveIndex(shape: number, isSpiking: 0 | 1): number {
  return shape * 2 + isSpiking;
}

/**
 * The logarithm of the demand in each local hour against a quiet hour, for the median server of a type. A server with
 * another swing multiplies it, spikes and all.
 *
 * @param curve Place among the six (see curveIndex).
 * @returns 24 values.
 */
export function hourCurve(archetype: Archetype, trait: MetricTrait, curve: number): Float64Array {
  const hours = archetype.hours[DAY_SHAPES[curve >> 1]!];
  const swing = Math.log(archetype.businessHours) * trait.hour;
  const values = Float64Array.from(hours, (busy) => swing * busy);
  if (curve & 1) {
    const first = busiestHour(hours);
    const jump = Math.log(archetype.spike.factor) * trait.spike;
    for (let hour = first; hour < first + SPIKE_HOURS; hour++) values[hour % 24]! += jump;
  }
  return values;
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
