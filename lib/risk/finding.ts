/** The class of a server over all its metrics. */
import type { Config } from "@lib/core/config.ts";
import type { Metric } from "@lib/core/metric.ts";
import type { Finding } from "@lib/core/tables.ts";
import { SIZE_STEP } from "./money.ts";

/** What the forecast says of one metric of a server. */
export interface MetricOutlook {
  readonly metric: Metric;
  /** In the unit of the metric. */
  readonly threshold: number;
  /** Probability of a breach within the reach, at most 90 days. */
  readonly probability: number;
  /** Largest 95 % quantile of the days ahead, in the unit of the metric. */
  readonly peak: number;
}

/**
 * Classifies a server: a likely breach of any metric comes first; only a server that is clear of all of them may be too large.
 *
 * It is too large when its CPU peak is low and one size less (half the cores and memory) would keep CPU and memory below their
 * thresholds.
 *
 * @param outlooks One per metric that has a threshold; at least one.
 */
export function findingOf(outlooks: readonly MetricOutlook[], rules: Config["risk"]): Finding {
  const worst = Math.max(...outlooks.map(({ probability }) => probability));
  if (worst >= rules.actionProbability) return "under-provisioned";
  if (worst >= rules.watchProbability) return "at risk";
  const cpu = outlooks.find(({ metric }) => metric === "cpu_p95");
  if (!cpu || !(cpu.peak < rules.underusedPercent)) return "optimized";
  if (cpu.peak < rules.idlePercent) return "idle";
  return fitsOneSizeDown(outlooks) ? "over-provisioned" : "optimized";
}

/** Whether CPU and memory stay below their thresholds on half the cores and memory; disk and network do not come with the size. */
export function fitsOneSizeDown(outlooks: readonly MetricOutlook[]): boolean {
  return outlooks
    .filter(({ metric }) => metric === "cpu_p95" || metric === "mem_p95")
    .every(({ peak, threshold }) => peak * SIZE_STEP < threshold);
}
