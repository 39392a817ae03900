/** The scale on which levels of a metric are compared: logarithms, because fleets are heavy-tailed, that bear zeros. */
import type { ReadingMetric } from "@lib/core/metric.ts";

/** Below about this level differences count as they are, above it as ratios: 1 %, and the resolution of 0.01 Mbps. */
const UNIT: Readonly<Record<ReadingMetric, number>> = {
  cpu_pct: 1,
  mem_pct: 1,
  disk_pct: 1,
  net_in_mbps: 0.01,
  net_out_mbps: 0.01,
};

/** A level of 0 or more (percent or Mbps) on the scale of its metric; 0 stays 0. */
export function scaled(metric: ReadingMetric, level: number): number {
  return Math.log1p(level / UNIT[metric]);
}
