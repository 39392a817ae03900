/** What the original's formulas give on average: the floor that no forecast of its data can pass. */
import type { Day } from "@lib/core/day.ts";
import type { Metric } from "@lib/core/metric.ts";
import { normalProbability } from "@lib/stats/normal_distribution.ts";
import { LIMITS, ORIGINAL_METRICS, originalArchetype, OUT_PER_IN, SPIKE_REACH } from "./archetypes.ts";
import { eachLevel, type OriginalGrain } from "./levels.ts";

/**
 * The expectation of every row after spikes and bounds, in closed form; rounding to 0.01 is left out.
 *
 * @param start First day.
 * @returns One value per row, percent or Mbps.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { dayOf } from "@lib/core/day.ts";
 * import { originalExpected } from "@lib/generate/original/expected.ts";
 * const [monday] = originalExpected("web", "disk_p95", { start: dayOf("2024-02-05"), days: 1 });
 * strictEqual(monday!.toFixed(2), "20.00");
 * ```
 */
export function originalExpected(
  type: string,
  metric: Metric,
  { start, days, grain = "daily" }: { readonly start: Day; readonly days: number; readonly grain?: OriginalGrain },
): Float64Array {
  const archetype = originalArchetype(type);
  const place = metric === "net_out_p95" ? ORIGINAL_METRICS.indexOf("net_in_p95") : ORIGINAL_METRICS.indexOf(metric);
  const sd = archetype.sd[place]!, limit = LIMITS[place]!, reach = SPIKE_REACH[place];
  const chance = reach === undefined ? 0 : archetype.spikeChance;
  const factor = (reach ?? 1) * archetype.spikeFactor;
  const share = metric === "net_out_p95" ? OUT_PER_IN : 1;
  const expected = new Float64Array(days * (grain === "daily" ? 1 : 24));
  eachLevel(archetype, { start, days, grain }, (row, levels) => {
    const level = levels[place]!;
    expected[row] = share * ((1 - chance) * boundedMean(level, sd, limit) +
      chance * boundedMean(level * factor, sd * factor, limit));
  });
  return expected;
}

/**
 * Mean of a normal that is cut off at 0 and at a limit (its tails become point masses there).
 *
 * @see Greene, Econometric Analysis, theorem on the moments of the censored normal
 */
function boundedMean(mean: number, sd: number, limit: number): number {
  const low = -mean / sd, high = (limit - mean) / sd;
  const density = (z: number): number => Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  const below = normalProbability(low), above = 1 - normalProbability(high);
  return mean * (1 - below - above) + sd * (density(low) - density(high)) + limit * above;
}
