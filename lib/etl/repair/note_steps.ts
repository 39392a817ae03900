/** Steps of level go into the ledger: a planner must know them, though no value is wrong. */
import { DAY_MS } from "@lib/core/day.ts";
import { METRIC_INFO, METRICS } from "@lib/core/metric.ts";
import { type FleetPanel, historyOf } from "@lib/core/panel.ts";
import { CORES_METRIC } from "@lib/core/reading_batch.ts";
import type { BinnedSeries } from "../series/binned_series.ts";
import type { Ledger } from "../ledger.ts";
import { isCapacityChange, levelSteps } from "./level_steps.ts";
import { CAPACITY_CHANGE_RULE, LEVEL_SHIFT_RULE } from "../rules.ts";

/**
 * Flags the first day of every step of a percentage: as a change of capacity where the server's cores changed so that
 * they explain a step of CPU, else as a shift of level. The quality of the day is not touched.
 *
 * @param panel Repaired values.
 * @param ownSeries The source's own daily series; the cores among them tell of capacity.
 */
export function noteLevelSteps(panel: FleetPanel, ownSeries: readonly BinnedSeries[], ledger: Ledger): void {
  const { servers, start, days } = panel;
  const coresOf = new Map(
    ownSeries.filter(({ metric }) => metric === CORES_METRIC).map((series) => [series.serverId, series]),
  );
  for (const metric of METRICS) {
    if (!panel.values[metric] || METRIC_INFO[metric].unit !== "percent") continue;
    servers.forEach((serverId, server) => {
      for (const step of levelSteps(historyOf(panel, metric, server))) {
        const cores = metric === "cpu_p95" ? coresOf.get(serverId) : undefined;
        const isExplained = cores !== undefined && isCapacityChange(step, daily(cores, start, days));
        ledger.add({
          serverId,
          metric,
          timestamp: (start + step.day) * DAY_MS,
          action: "flagged",
          rule: isExplained ? CAPACITY_CHANGE_RULE : LEVEL_SHIFT_RULE,
          before: step.before,
          after: step.after,
        });
      }
    });
  }
}

function daily({ bins, values }: BinnedSeries, start: number, days: number): Float64Array {
  const known = new Float64Array(days).fill(NaN);
  bins.forEach((bin, index) => known[bin / DAY_MS - start] = values[index]!);
  return known;
}
