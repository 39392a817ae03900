/** What a server does, in a few numbers: the features by which types are told apart. */
import { type Day, weekdayOf } from "@lib/core/day.ts";
import { type FleetPanel, historyOf } from "@lib/core/panel.ts";
import { momentsOf } from "@lib/stats/moments.ts";

/** The metrics whose level is a feature; net_out follows net_in. */
const LEVELS = ["cpu_p95", "mem_p95", "disk_p95", "net_in_p95"] as const;
/** Keeps the logarithm of an idle server's mean finite, percent or Mbps. */
const SMALLEST = 0.01;

/**
 * Logarithms of the mean CPU, memory, disk and network load, of CPU's weekend over its weekdays, and of CPU's deviation
 * over its mean.
 *
 * @param panel Has these metrics; missing values are left out.
 * @returns One row per server.
 */
export function serverFeatures(panel: FleetPanel): number[][] {
  return panel.servers.map((_, server) => {
    const cpu = historyOf(panel, "cpu_p95", server);
    const isWeekend = (day: Day): boolean => weekdayOf(panel.start + day) >= 5;
    const free = momentsOf(cpu.filter((_, day) => isWeekend(day)));
    const working = momentsOf(cpu.filter((_, day) => !isWeekend(day)));
    const all = momentsOf(cpu);
    return [
      ...LEVELS.map((metric) => Math.log(momentsOf(historyOf(panel, metric, server)).mean + SMALLEST)),
      Math.log((free.mean + SMALLEST) / (working.mean + SMALLEST)),
      Math.log((Math.sqrt(all.variance) + SMALLEST) / (all.mean + SMALLEST)),
    ].map((feature) => Number.isFinite(feature) ? feature : 0);
  });
}
