/** The values of a server as the original Python project drew them, row by row and independent of each other. */
import type { Day } from "@lib/core/day.ts";
import { type Metric, METRICS } from "@lib/core/metric.ts";
import { randomFor } from "@lib/core/random.ts";
import { cholesky } from "@lib/stats/cholesky.ts";
import {
  LIMITS,
  ORIGINAL_METRICS,
  originalArchetype,
  originalCorrelations,
  OUT_PER_IN,
  SPIKE_REACH,
} from "./archetypes.ts";
import { stored } from "../gauge.ts";
import { eachLevel, type OriginalGrain } from "./levels.ts";

const WIDTH = ORIGINAL_METRICS.length;

/**
 * The five metrics of a server by the original's formulas: level plus correlated noise, a spike now and then, cut off at
 * the bounds; net_out is 0.6 of net_in. The original's own draws are not recreated (its seeds changed from run to run).
 *
 * Hourly and daily rows of it are separate draws, as there: a daily value is no percentile of hours.
 *
 * @param index Number of the server: its stream is that of (seed, index).
 * @param start First day.
 * @param grain `daily`: one value per day; `hourly`: 24, UTC.
 * @returns Percent or Mbps, rounded to 0.01.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { originalValues } from "@lib/generate/original/values.ts";
 * const { net_in_p95, net_out_p95 } = originalValues(42, 0, "web", { start: 19000, days: 30 });
 * strictEqual(net_out_p95[3], Math.round(net_in_p95[3]! * 60) / 100);
 * ```
 */
export function originalValues(
  seed: number,
  index: number,
  type: string,
  { start, days, grain = "daily" }: { readonly start: Day; readonly days: number; readonly grain?: OriginalGrain },
): Record<Metric, Float64Array> {
  const archetype = originalArchetype(type);
  const { sd, spikeChance, spikeFactor } = archetype;
  const mixing = cholesky(originalCorrelations(archetype), WIDTH);
  const random = randomFor(seed, "original", grain, index);
  const rows = days * (grain === "daily" ? 1 : 24);
  const values = METRICS.map(() => new Float64Array(rows));
  const normals = new Float64Array(WIDTH);
  eachLevel(archetype, { start, days, grain }, (row, levels) => {
    for (let metric = 0; metric < WIDTH; metric++) normals[metric] = random.normal();
    const isSpike = random.uniform() < spikeChance;
    for (let metric = 0; metric < WIDTH; metric++) {
      let noise = 0;
      for (let k = 0; k <= metric; k++) noise += mixing[metric * WIDTH + k]! * normals[k]!;
      const value = levels[metric]! + noise * sd[metric]!;
      const reach = SPIKE_REACH[metric];
      const spiked = isSpike && reach !== undefined ? value * reach * spikeFactor : value;
      values[metric]![row] = stored(Math.min(LIMITS[metric]!, Math.max(0, spiked)));
    }
    values[WIDTH]![row] = stored(values[WIDTH - 1]![row]! * OUT_PER_IN);
  });
  return Object.fromEntries(METRICS.map((metric, place) => [metric, values[place]!])) as Record<Metric, Float64Array>;
}
