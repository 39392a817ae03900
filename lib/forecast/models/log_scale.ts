/** Models on the logarithms of a series, where effects that multiply add up. */

/**
 * Runs a model on the logarithms when that is asked for and all values are positive, on the values themselves otherwise.
 *
 * The way back is the exponential of each point: of a symmetric error on the log scale, that is the median, not the mean.
 *
 * @param values Finite; left as they are.
 * @param log Whether logarithms are asked for.
 * @param model Gives points on the scale that it gets, or `undefined`; it may get the values themselves and must not change them.
 * @returns The points on the scale of the values.
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { onLogScale } from "@lib/forecast/models/log_scale.ts";
 * const [mean] = onLogScale(Float64Array.of(1, 100), true, (logs) => Float64Array.of((logs[0]! + logs[1]!) / 2))!;
 * ok(Math.abs(mean! - 10) < 1e-12);
 * ```
 */
export function onLogScale(
  values: Float64Array,
  log: boolean,
  model: (scaled: Float64Array) => Float64Array | undefined,
): Float64Array | undefined {
  return log && values.every((value) => value > 0) ? model(values.map(Math.log))?.map(Math.exp) : model(values);
}
