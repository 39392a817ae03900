/** Change quantiles: the last value and what changes of the same length have been. Wide where a level wanders, and right for a random walk. */
import { sampleQuantile } from "@lib/stats/sample_quantile.ts";
import type { QuantileModel } from "../candidate.ts";

/** Values below which the changes of a history say nothing of the next ones, and changes below which a lead is not known. */
const FEWEST = 60, FEWEST_CHANGES = 8;
/** Each lead that is counted lies so much beyond the one before it; the quantiles between lie on a line. */
const LEAD_GROWTH = 2;
/** Of a longer history only every k-th change is taken, so that this many or up to twice as many are left. */
const ENOUGH = 300;

/**
 * The last value plus the quantiles of the changes over as many steps as are looked ahead. Needs 60 values.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { changeQuantiles } from "@lib/forecast/models/change_quantiles.ts";
 * const values = Float64Array.from({ length: 90 }, (_, step) => 2 * step);
 * const quantiles = changeQuantiles().quantiles(values, 2, [0.5], { step: 3600, seasons: [] });
 * deepStrictEqual(quantiles, Float64Array.of(180, 182));
 * ```
 */
export function changeQuantiles(): QuantileModel {
  return {
    name: "change quantiles",
    quantiles(values, horizon, levels) {
      if (values.length < FEWEST) return undefined;
      const last = values[values.length - 1]!;
      const quantiles = new Float64Array(levels.length * horizon);
      let near = { lead: 0, changes: new Float64Array(levels.length) };
      for (const lead of leadsOf(horizon)) {
        // Where the history is too short for a lead, the longest that it knows stands in.
        const known = Math.min(lead, values.length - FEWEST_CHANGES);
        const far = { lead, changes: changesOver(values, known, levels) };
        for (let ahead = near.lead + 1; ahead <= lead; ahead++) {
          const share = (ahead - near.lead) / (lead - near.lead);
          levels.forEach((_, row) => {
            const change = near.changes[row]! + share * (far.changes[row]! - near.changes[row]!);
            quantiles[row * horizon + ahead - 1] = last + change;
          });
        }
        near = far;
      }
      return quantiles;
    },
  };
}

function leadsOf(horizon: number): number[] {
  const leads: number[] = [];
  for (let lead = 1; lead < horizon; lead = Math.max(lead + 1, Math.round(lead * LEAD_GROWTH))) leads.push(lead);
  return [...leads, horizon];
}

function changesOver(values: Float64Array, lead: number, levels: readonly number[]): Float64Array<ArrayBuffer> {
  const stride = Math.max(1, Math.floor((values.length - lead) / ENOUGH));
  const changes = new Float64Array(Math.ceil((values.length - lead) / stride));
  for (let at = 0; at < changes.length; at++) {
    const end = values.length - 1 - at * stride;
    changes[at] = values[end]! - values[end - lead]!;
  }
  changes.sort();
  return Float64Array.from(levels, (level) => sampleQuantile(changes, level));
}
