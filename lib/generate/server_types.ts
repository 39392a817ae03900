/** The types of the servers of a fleet. */
import type { ServerPlan } from "./server_plan.ts";

/** The types in the order of their first servers. */
export function typesOf(plans: readonly ServerPlan[]): string[] {
  return [...new Set(plans.map(({ placement }) => placement.type))];
}
