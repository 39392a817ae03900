/** The inventory table of a fleet. */
import { type Table, tableOf } from "@lib/core/table.ts";
import type { Instance } from "./instances.ts";
import type { ServerPlan } from "./server_plan.ts";

/** The five texts that describe a server in every table. */
export const METADATA = {
  app_name: (plan) => plan.application.name,
  business_unit: (plan) => plan.application.businessUnit,
  criticality: (plan) => plan.criticality,
  region: (plan) => plan.application.region,
  server_type: (plan) => plan.placement.type,
} as const satisfies Record<string, (plan: ServerPlan) => string>;

/** The inventory (contract FLEET) as it stands on the last day of the run. */
export function inventoryTable(plans: readonly ServerPlan[]): Table {
  const numbers = (field: Exclude<keyof Instance, "instanceType">): Float64Array =>
    Float64Array.from(plans, (plan) => plan.instance[field]);
  return tableOf({
    server_id: plans.map((plan) => plan.placement.id),
    ...Object.fromEntries(Object.entries(METADATA).map(([name, read]) => [name, plans.map(read)])),
    instance_type: plans.map((plan) => plan.instance.instanceType),
    vcpu: numbers("vcpu"),
    memory_gib: numbers("memoryGiB"),
    disk_gib: numbers("diskGiB"),
    network_mbps: numbers("networkMbps"),
    lead_time_days: numbers("leadTimeDays"),
  });
}
