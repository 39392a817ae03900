/** A fleet taken apart once, so that its properties can be read off for all of its servers or for any half of them. */
import type { ReadingMetric } from "@lib/core/metric.ts";
import { betweenServers, ranksOf, withinServers } from "./dependence.ts";
import type { HourlyFleet } from "./hourly_fleet.ts";
import { type ServerStatistics, serverStatistics } from "./server_statistics.ts";

/** Everything that the properties are made of. */
export interface FleetStatistics {
  readonly days: number;
  readonly metrics: readonly ReadingMetric[];
  /** Number of servers. */
  readonly size: number;
  /** Per metric, one entry per server. */
  readonly servers: ReadonlyMap<ReadingMetric, readonly ServerStatistics[]>;
  /** Per pair of metrics (`cpu_pct ~ mem_pct`), the correlation within each server. */
  readonly within: ReadonlyMap<string, readonly number[]>;
  /** Per metric, the correlation between every two servers, row-major. */
  readonly between: ReadonlyMap<ReadingMetric, Float64Array>;
}

/**
 * Measures a fleet.
 *
 * @param metrics The metrics to measure, each present in the fleet.
 * @throws {RangeError} when the fleet lacks a metric or has fewer than two servers.
 */
export function fleetStatistics(fleet: HourlyFleet, metrics: readonly ReadingMetric[]): FleetStatistics {
  const size = fleet.utcOffsetHours.length;
  if (size < 2) throw new RangeError(`Cannot measure a fleet: expected 2 servers or more, got ${size}`);
  const lacking = metrics.find((metric) => fleet.values[metric]?.length !== size * fleet.days * 24);
  if (lacking) {
    throw new RangeError(
      `Cannot measure a fleet: expected ${size * fleet.days * 24} hours of ${lacking}, got ${
        fleet.values[lacking]?.length ?? 0
      }`,
    );
  }
  const ranks = new Map(metrics.map((metric) => [metric, ranksOf(fleet, metric)]));
  return {
    days: fleet.days,
    metrics,
    size,
    servers: new Map(metrics.map((metric) => [metric, serverStatistics(fleet, metric)])),
    within: new Map(pairsOf(metrics).map(([a, b]) => [pairName(a, b), withinServers(ranks.get(a)!, ranks.get(b)!)])),
    between: new Map(metrics.map((metric) => [metric, betweenServers(ranks.get(metric)!)])),
  };
}

/** Every two metrics, in their order. */
export function pairsOf(metrics: readonly ReadingMetric[]): [ReadingMetric, ReadingMetric][] {
  return metrics.flatMap((a, at) => metrics.slice(at + 1).map((b): [ReadingMetric, ReadingMetric] => [a, b]));
}

/** The name of a pair of metrics. */
export function pairName(a: ReadingMetric, b: ReadingMetric): string {
  return `${a} ~ ${b}`;
}
