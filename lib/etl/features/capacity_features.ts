/** How much of a server's capacity was used the day before, in the units in which capacity is bought. */
import type { Metric } from "@lib/core/metric.ts";
import { numbersOf, type Table, textsOf } from "@lib/core/table.ts";

/** Each feature: the metric that it is made of, the column of the inventory, and what one unit of the metric makes. */
const FEATURES: Readonly<Record<string, readonly [Metric, string, (capacity: number) => number]>> = {
  used_cores: ["cpu_p95", "vcpu", ofPercent],
  used_memory_gib: ["mem_p95", "memory_gib", ofPercent],
  used_disk_gib: ["disk_p95", "disk_gib", ofPercent],
  net_in_share: ["net_in_p95", "network_mbps", asPercent],
  net_out_share: ["net_out_p95", "network_mbps", asPercent],
};

/** What a server's capacity makes of a metric. */
export interface CapacityUse {
  readonly feature: string;
  readonly metric: Metric;
  /** Cores or GiB per percent, percent per Mbps; `NaN` where the capacity is not known. */
  readonly perUnit: number;
}

/**
 * The capacity features of each server.
 *
 * The inventory knows one capacity per server, the present one: days before a resize are measured by it too.
 *
 * @param servers Ids.
 * @param fleet FLEET; without it, or for a server that it does not know, nothing is known of capacity.
 */
export function capacityUses(servers: readonly string[], fleet: Table | undefined): CapacityUse[][] {
  const rowOf = new Map(fleet ? textsOf(fleet, "server_id").map((id, row) => [id, row]) : []);
  return servers.map((id) =>
    Object.entries(FEATURES).map(([feature, [metric, column, perUnit]]) => {
      const capacity = fleet ? numbersOf(fleet, column)[rowOf.get(id) ?? -1] : undefined;
      // A capacity of 0 is one that the source did not fill in.
      return { feature, metric, perUnit: capacity ? perUnit(capacity) : NaN };
    })
  );
}

function ofPercent(capacity: number): number {
  return capacity / 100;
}

function asPercent(capacity: number): number {
  return 100 / capacity;
}
