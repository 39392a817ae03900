/** Change quantiles: the last value and what changes of the same length have been. Wide where a level wanders, and right for a random walk. */
import { sampleQuantile } from "@lib/stats/sample_quantile.ts";
import type { QuantileModel } from "../candidate.ts";

/** Changes below which quantiles say nothing. */
const FEWEST = 20;

/**
 * The last value plus the quantiles of all changes over as many steps as are looked ahead.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { changeQuantiles } from "@lib/forecast/models/change_quantiles.ts";
 * const values = Float64Array.from({ length: 30 }, (_, step) => 2 * step);
 * const quantiles = changeQuantiles().quantiles(values, 2, [0.5], { step: 3600, seasons: [] });
 * deepStrictEqual(quantiles, Float64Array.of(60, 62));
 * ```
 */
export function changeQuantiles(): QuantileModel {
  return {
    name: "change quantiles",
    quantiles(values, horizon, levels) {
      const last = values.length - 1;
      const quantiles = new Float64Array(levels.length * horizon);
      for (let ahead = 1; ahead <= horizon; ahead++) {
        // Where the history is too short for a lead, the longest that it knows stands in.
        const lead = Math.min(ahead, values.length - FEWEST);
        if (lead < 1) return undefined;
        const changes = new Float64Array(values.length - lead);
        for (let at = 0; at < changes.length; at++) changes[at] = values[at + lead]! - values[at]!;
        changes.sort();
        levels.forEach((level, row) => {
          quantiles[row * horizon + ahead - 1] = values[last]! + sampleQuantile(changes, level);
        });
      }
      return quantiles;
    },
  };
}
