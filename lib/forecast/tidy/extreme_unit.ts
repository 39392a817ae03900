/** Values so large, or so small, that their squares are no numbers any more: they are forecast in a unit of their own. */
import type { Forecast } from "../forecaster.ts";

/** Sizes of which fourth powers, and sums of them, are still numbers. */
const LARGEST = 1e60, SMALLEST = 1e-60;

/**
 * The unit for a series: a power of two, so that changing to it and back changes no digit; 1 for anything ordinary.
 *
 * @param values `NaN` = missing.
 * @example
 * ```ts
 * import { ok, strictEqual } from "node:assert/strict";
 * import { unitFor } from "@lib/forecast/tidy/extreme_unit.ts";
 * strictEqual(unitFor(Float64Array.of(20, 90)), 1);
 * ok(1e300 / unitFor(Float64Array.of(1e300)) <= 2);
 * ```
 */
export function unitFor(values: Float64Array): number {
  let largest = 0;
  for (const value of values) if (Math.abs(value) > largest) largest = Math.abs(value);
  const isOrdinary = largest === 0 || (largest <= LARGEST && largest >= SMALLEST);
  return isOrdinary ? 1 : 2 ** Math.max(-1022, Math.min(1023, Math.floor(Math.log2(largest))));
}

/** A forecast made in a unit, in that of the series; what no number can hold becomes the largest that can. */
export function fromUnit({ mean, quantiles, model }: Forecast, unit: number): Forecast {
  const grown = (line: Float64Array): Float64Array =>
    line.map((value) => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value * unit)));
  return { mean: grown(mean), quantiles: quantiles.map(grown), model };
}
