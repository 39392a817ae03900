/** Which servers to look at first. */
import type { Metric } from "@lib/core/metric.ts";
import { type FleetPanel, historyOf } from "@lib/core/panel.ts";
import { nearestRank } from "@lib/stats/nearest_rank.ts";

/** Days that count as recent. */
const RECENT_DAYS = 90;

/**
 * The servers with the highest recent load: the 95th percentile of their last 90 days, highest first.
 *
 * @param count How many at most; servers without a recent value come last.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { busiestServers } from "@lib/forecast/mod.ts";
 * const panel = { servers: ["a", "b"], start: 0, days: 2, values: { cpu_p95: Float64Array.of(20, 30, 70, 60) } };
 * deepStrictEqual(busiestServers(panel, "cpu_p95", 1), ["b"]);
 * ```
 */
export function busiestServers(panel: FleetPanel, metric: Metric, count: number): string[] {
  const load = panel.servers.map((_, server) => {
    const known = historyOf(panel, metric, server).slice(-RECENT_DAYS).filter((value) => !Number.isNaN(value));
    return known.length === 0 ? -Infinity : nearestRank(known.sort(), 0.95);
  });
  return [...panel.servers.keys()].sort((a, b) => load[b]! - load[a]! || a - b).slice(0, count)
    .map((server) => panel.servers[server]!);
}
