/** A series without its level and trend. */

/**
 * Values less the mean of the cycle around them; at the ends that mean goes on as it did over the half cycle beside.
 *
 * @param values Equally spaced, any unit, `NaN` = missing.
 * @param season Length of the cycle in steps, 2 or more; the series holds two of them at least.
 * @returns `NaN` where the value is missing, or its whole cycle.
 * @throws {RangeError} when the series is shorter than two cycles.
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { withoutMovingMean } from "@lib/stats/without_moving_mean.ts";
 * const rising = Float64Array.from({ length: 20 }, (_, day) => 3 * day + (day % 5 === 0 ? 4 : -1));
 * ok(withoutMovingMean(rising, 5).every((value, day) => Math.abs(value - (day % 5 === 0 ? 4 : -1)) < 1e-9));
 * ```
 */
export function withoutMovingMean(values: Float64Array, season: number): Float64Array {
  if (values.length < 2 * season) {
    throw new RangeError(`Cannot take off a moving mean: expected ${2 * season} values or more, got ${values.length}`);
  }
  const level = new Float64Array(values.length);
  const half = season >> 1, lastPlace = values.length - season + half;
  // Sums of distances from a value of the series keep their digits at any level.
  const origin = values.find((value) => value === value) ?? 0;
  let sum = 0, known = 0;
  for (let index = 0; index < values.length; index++) {
    const enters = values[index]! - origin;
    if (enters === enters) sum += enters, known++;
    if (index >= season) {
      const leaves = values[index - season]! - origin;
      if (leaves === leaves) sum -= leaves, known--;
    }
    if (index >= season - 1) level[index - season + 1 + half] = sum / known;
  }
  const rise = (level[2 * half]! - level[half]!) / half,
    lastRise = (level[lastPlace]! - level[lastPlace - half]!) / half;
  for (let index = 0; index < half; index++) level[index] = level[half]! + (index - half) * rise;
  for (let index = lastPlace + 1; index < values.length; index++) {
    level[index] = level[lastPlace]! + (index - lastPlace) * lastRise;
  }
  return values.map((value, index) => value - origin - level[index]!);
}
