/** Exponential quantiles: the spread of the past, of which each value counts the less the older it is. */
import { ascendingOrder } from "@lib/stats/ascending_order.ts";
import { weightedQuantiles } from "@lib/stats/weighted_quantiles.ts";
import type { QuantileModel } from "../candidate.ts";

/** What the exponential quantiles may be told. */
export interface ExponentialQuantilesOptions {
  /** Steps after which a value counts 1/e as much, above 0. */
  readonly tau: number;
}

/** Values below which quantiles say nothing. */
const FEWEST = 7;
/** Times tau that is looked back on: what lies before has 2 % of the weight. */
const REACH = 4;
/** Of a longer reach only every k-th value is taken, so that this many or up to twice as many are left. */
const ENOUGH = 400;

/**
 * The quantiles of the last values under the weights exp(−age/tau), at every step ahead.
 *
 * @throws {RangeError} when tau is not above 0.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { exponentialQuantiles } from "@lib/forecast/models/exponential_quantiles.ts";
 * const values = Float64Array.of(50, 50, 50, 50, 50, 50, 50, 50, 10, 10);
 * const quantiles = exponentialQuantiles({ tau: 2 }).quantiles(values, 1, [0.5, 0.9], { step: 3600, seasons: [] });
 * deepStrictEqual(quantiles, Float64Array.of(10, 50));
 * ```
 */
export function exponentialQuantiles({ tau }: ExponentialQuantilesOptions): QuantileModel {
  if (!(tau > 0 && tau < Infinity)) {
    throw new RangeError(`Cannot make an exponential quantiles model: expected tau above 0, got ${tau}`);
  }
  return {
    name: `exponential quantiles ${Number(tau.toPrecision(3))}`,
    quantiles(values, horizon, levels) {
      const reach = Math.min(values.length, Math.ceil(REACH * tau));
      if (reach < FEWEST) return undefined;
      const stride = Math.max(1, Math.floor(reach / ENOUGH));
      const last = values.length - 1;
      const recent = new Float64Array(Math.ceil(reach / stride));
      for (let place = 0; place < recent.length; place++) recent[place] = values[last - place * stride]!;
      const weights = new Float64Array(recent.length), sorted = new Float64Array(recent.length);
      ascendingOrder(recent).forEach((place, rank) => {
        sorted[rank] = recent[place]!;
        weights[rank] = Math.exp(-place * stride / tau);
      });
      const quantiles = new Float64Array(levels.length * horizon);
      weightedQuantiles(sorted, weights, sorted.length, levels, { into: quantiles, at: 0, stride: horizon });
      for (let row = 0; row < quantiles.length; row += horizon) quantiles.fill(quantiles[row]!, row, row + horizon);
      return quantiles;
    },
  };
}
