/** The naive model: what was last stays. The baseline of series without a season. */
import type { PointModel } from "../candidate.ts";

/**
 * The last value, at every step ahead.
 *
 * @see Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., section 5.2
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { naive } from "@lib/forecast/models/naive.ts";
 * const forecast = naive().points(Float64Array.of(3, 9, 4), 2, { step: 3600, seasons: [] });
 * deepStrictEqual(forecast, Float64Array.of(4, 4));
 * ```
 */
export function naive(): PointModel {
  return {
    name: "naive",
    points: (values, horizon) => new Float64Array(horizon).fill(values[values.length - 1]!),
  };
}
