/** Recent quantiles: the spread of the last values is the forecast. Hard to beat where a server wanders without a pattern. */
import { sampleQuantile } from "@lib/stats/sample_quantile.ts";
import type { QuantileModel } from "../candidate.ts";
import { wholeNumber } from "./option_checks.ts";

/** What the recent quantiles may be told. */
export interface RecentQuantilesOptions {
  /** Values that they look back on, 1 or more; infinite for the whole history. A shorter history is taken whole. */
  readonly length: number;
}

/** Values below which quantiles say nothing. */
const FEWEST = 7;

/**
 * The quantiles of the last values, at every step ahead.
 *
 * @throws {RangeError} when the length is no whole number of 1 or more.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { recentQuantiles } from "@lib/forecast/models/recent_quantiles.ts";
 * const values = Float64Array.of(99, 1, 2, 3, 4, 5, 6, 7);
 * const quantiles = recentQuantiles({ length: 7 }).quantiles(values, 2, [0.5], { step: 3600, seasons: [] });
 * deepStrictEqual(quantiles, Float64Array.of(4, 4));
 * ```
 */
export function recentQuantiles({ length }: RecentQuantilesOptions): QuantileModel {
  if (length !== Infinity) wholeNumber("recent quantiles model", "length", length);
  return {
    name: length === Infinity ? "quantiles of all" : `recent quantiles ${length}`,
    quantiles(values, horizon, levels) {
      const recent = values.slice(Math.max(0, values.length - length)).sort();
      if (recent.length < FEWEST) return undefined;
      const quantiles = new Float64Array(levels.length * horizon);
      levels.forEach((level, row) => {
        quantiles.fill(sampleQuantile(recent, level), row * horizon, (row + 1) * horizon);
      });
      return quantiles;
    },
  };
}
