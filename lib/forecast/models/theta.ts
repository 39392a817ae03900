/** The Theta model: the mean of two lines, one straight and one with its curves doubled. It won the M3 competition. */
import { linearTrend } from "@lib/stats/linear_trend.ts";
import type { PointModel } from "../candidate.ts";
import { smoothedLevel } from "./simple_exponential_smoothing.ts";

/** Values that the level starts from. */
const FEWEST = 4;

/**
 * Simple exponential smoothing with a drift of half the slope of the straight line through the history, which is what the mean of the two
 * Theta lines comes to. Needs four values, and no season: see `deseasonalised()`.
 *
 * @see Assimakopoulos and Nikolopoulos, The theta model: a decomposition approach to forecasting, International Journal of Forecasting 16
 * (2000); Hyndman and Billah, Unmasking the Theta method, ibid. 19 (2003), for the short form used here
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { theta } from "@lib/forecast/models/theta.ts";
 * // It trusts half of a trend: after 0, 1, …, 99 comes a little more than 99.5.
 * const line = Float64Array.from({ length: 100 }, (_, at) => at);
 * const [next] = theta().points(line, 1, { step: 86_400, seasons: [] })!;
 * ok(next! > 99.4 && next! < 99.6);
 * ```
 */
export function theta(): PointModel {
  return {
    name: "theta",
    points(values, horizon) {
      if (values.length < FEWEST) return undefined;
      const { slope } = linearTrend(values), { alpha, level } = smoothedLevel(values);
      // How far the level lags behind a line, in steps: the straight Theta line is ahead of it by that much.
      const lag = (1 - (1 - alpha) ** values.length) / alpha;
      return new Float64Array(horizon).map((_, ahead) => level + slope / 2 * (ahead + lag));
    },
  };
}
