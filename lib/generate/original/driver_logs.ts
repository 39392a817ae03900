/** The formulas of the original, driver by driver, so that its servers can be taken apart like any other. */
import type { Day } from "@lib/core/day.ts";
import type { Metric } from "@lib/core/metric.ts";
import type { Driver } from "../server_plan.ts";
import { ORIGINAL_METRICS, originalArchetype, OUT_PER_IN } from "./archetypes.ts";
import { originalDayFactor } from "./day_factor.ts";

/** The level of a metric, before any factor, and the logarithm of what each driver does to it, one value per day. */
export interface OriginalDrivers {
  /** Percent or Mbps. */
  readonly base: number;
  readonly logs: Readonly<Record<Driver, Float64Array>>;
}

/**
 * The drivers of an original server: growth (a fraction of a percent in all), weekend, quarter ends and holidays. The disk
 * has only growth, the network none; there is no time of the year, no habit and no event.
 *
 * @param start First day.
 */
export function originalDrivers(
  type: string,
  metric: Metric,
  { start, days }: { readonly start: Day; readonly days: number },
): OriginalDrivers {
  const { base, weekend, growthPercent } = originalArchetype(type);
  const isNetwork = metric === "net_in_p95" || metric === "net_out_p95", isDisk = metric === "disk_p95";
  const level = base[ORIGINAL_METRICS.indexOf(metric === "net_out_p95" ? "net_in_p95" : metric)]!;
  const perDay = (factor: (day: number) => number): Float64Array =>
    Float64Array.from({ length: days }, (_, day) => Math.log(factor(day)));
  // A weekend factor of 1 leaves what the rest of the calendar does.
  const calendar = (day: number): number => isDisk ? 1 : originalDayFactor(start + day, 1);
  return {
    base: metric === "net_out_p95" ? OUT_PER_IN * level : level,
    logs: {
      growth: perDay((day) => isNetwork ? 1 : 1 + day / days * growthPercent / 100),
      season: new Float64Array(days),
      weekday: perDay((day) => isDisk ? 1 : originalDayFactor(start + day, weekend) / calendar(day)),
      calendar: perDay(calendar),
      habit: new Float64Array(days),
      events: new Float64Array(days),
    },
  };
}
