/** The level that counts as a breach, in the unit of the metric. */
import type { Config } from "@lib/core/config.ts";
import { type Metric, METRIC_INFO } from "@lib/core/metric.ts";

/** Thresholds by metric: percent, for network percent of the link. */
export type Thresholds = Config["risk"]["thresholds"];

/**
 * The threshold of a metric on a server.
 *
 * @param networkMbps Speed of the server's link, `NaN` when unknown.
 * @returns Percent, or Mbps for network; `NaN` for network on an unknown link.
 */
export function thresholdOf(metric: Metric, thresholds: Thresholds, networkMbps: number): number {
  const percent = thresholds[metric];
  return METRIC_INFO[metric].unit === "Mbps" ? percent / 100 * networkMbps : percent;
}
