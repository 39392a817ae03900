/** What a series is like at each place of a cycle. */

/** The mean at each place of a cycle. */
export interface PhaseMeans {
  /** One per place, place 0 = index 0 of the series; `NaN` where no value is known. */
  readonly means: Float64Array;
  /** Known values per place. */
  readonly counts: Int32Array;
}

/**
 * The mean of the values at each place of a cycle.
 *
 * @param values Equally spaced, `NaN` = missing.
 * @param season Length of the cycle in steps, 1 or more.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { phaseMeans } from "@lib/stats/phase_means.ts";
 * deepStrictEqual([...phaseMeans(Float64Array.of(1, 5, 3, NaN, 2), 2).means], [2, 5]);
 * ```
 */
export function phaseMeans(values: Float64Array, season: number): PhaseMeans {
  const means = new Float64Array(season), counts = new Int32Array(season);
  for (let index = 0, phase = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value === value) {
      means[phase]! += value;
      counts[phase]!++;
    }
    if (++phase === season) phase = 0;
  }
  for (let phase = 0; phase < season; phase++) means[phase]! /= counts[phase]!;
  return { means, counts };
}
