/** What a server costs, and what one size less would save. */
import type { InventoryEntry } from "./inventory.ts";

/** Prices per month. */
export interface Prices {
  readonly usdPerVcpuMonth: number;
  readonly usdPerGibMonth: number;
}

/** A size down halves cores and memory. */
export const SIZE_STEP = 2;

/** Cost in USD per month; `NaN` when cores or memory are unknown. */
export function monthlyCost({ vcpu, memoryGiB }: InventoryEntry, prices: Prices): number {
  return vcpu * prices.usdPerVcpuMonth + memoryGiB * prices.usdPerGibMonth;
}

/** What one size down saves in USD per month: half of the cost; 0 for a single core, `NaN` when the inventory is unknown. */
export function savingOfOneSize(entry: InventoryEntry, prices: Prices): number {
  const cost = monthlyCost(entry, prices);
  return entry.vcpu >= SIZE_STEP ? cost * (1 - 1 / SIZE_STEP) : 0 * cost;
}
