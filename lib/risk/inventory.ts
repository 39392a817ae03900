/** What the inventory says of each server, whether or not it is listed. */
import { numbersOf, type Table, textsOf } from "@lib/core/table.ts";

/** One server of the inventory; unknown numbers are `NaN`, unknown texts `null`. */
export interface InventoryEntry {
  readonly criticality: string | null;
  readonly vcpu: number;
  readonly memoryGiB: number;
  readonly networkMbps: number;
  readonly leadTimeDays: number;
}

const UNKNOWN: InventoryEntry = { criticality: null, vcpu: NaN, memoryGiB: NaN, networkMbps: NaN, leadTimeDays: NaN };

/** Looks servers up in a FLEET table. */
export function inventoryOf(fleet: Table): (server: string) => InventoryEntry {
  const criticality = textsOf(fleet, "criticality");
  const vcpu = numbersOf(fleet, "vcpu"), memory = numbersOf(fleet, "memory_gib");
  const network = numbersOf(fleet, "network_mbps"), lead = numbersOf(fleet, "lead_time_days");
  const entries = new Map(
    textsOf(fleet, "server_id").map((server, row) => [server, {
      criticality: criticality[row] ?? null,
      vcpu: vcpu[row]!,
      memoryGiB: memory[row]!,
      networkMbps: network[row]!,
      leadTimeDays: lead[row]!,
    }]),
  );
  return (server) => entries.get(server) ?? UNKNOWN;
}
