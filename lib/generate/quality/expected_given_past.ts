/** What an oracle would forecast that knows the generator but not the future's events. */
import type { Metric } from "@lib/core/metric.ts";
import { expectedP95 } from "../expected.ts";
import { driverLogsOf, type ServerPlan } from "../server_plan.ts";

/**
 * The expected daily p95 of a server without the events that begin on or after the origin.
 *
 * @param origin First day that the oracle has not seen, counted from the start of the run.
 * @returns One value per day of the run, percent or Mbps.
 */
export function expectedGivenPast(plan: ServerPlan, metric: Metric, origin: number): Float64Array {
  const past = { ...plan, events: plan.events.filter(({ first }) => first < origin) };
  const all = driverLogsOf(plan, metric).events, known = driverLogsOf(past, metric).events;
  const demand = plan.logDemand[metric].map((log, day) => log - all[day]! + known[day]!);
  return expectedP95({ ...past, logDemand: { ...plan.logDemand, [metric]: demand } }, metric);
}
