/** Mean and spread of a fleet, as the original project published them: over all servers and days together. */
import { type Metric, METRIC_INFO, METRICS, type Unit } from "@lib/core/metric.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import type { ProfileName } from "@lib/core/tables.ts";
import { momentsOf } from "@lib/stats/moments.ts";
import { profileOf } from "./profiles.ts";
import type { Profile } from "./profiles/profile.ts";

/** Moments of one metric beside the ones asked for. */
export interface FleetMoment {
  readonly metric: Metric;
  readonly unit: Unit;
  /** Over all server-days, in the unit. */
  readonly mean: number;
  readonly sd: number;
  /** What the profile asks for; `NaN` where it asks for none. */
  readonly asked_mean: number;
  readonly asked_sd: number;
}

/**
 * The moments of a fleet, one row per metric; `NaN` for a metric that the panel lacks.
 *
 * @param panel Missing values are left out.
 * @param profile What was asked for; default `enterprise`.
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { fleetMoments, generateFleet } from "@lib/generate/mod.ts";
 * const [cpu] = fleetMoments(generateFleet({ servers: 20, days: 365 }).panel);
 * ok(Math.abs(cpu!.mean - cpu!.asked_mean) < 10);
 * ```
 */
export function fleetMoments(panel: FleetPanel, profile: ProfileName | Profile = "enterprise"): FleetMoment[] {
  const { moments } = profileOf(profile);
  return METRICS.map((metric) => {
    const asked = moments?.[metric];
    const { mean, variance } = momentsOf(panel.values[metric] ?? []);
    return {
      metric,
      unit: METRIC_INFO[metric].unit,
      mean,
      sd: Math.sqrt(variance),
      asked_mean: asked?.mean ?? NaN,
      asked_sd: asked?.sd ?? NaN,
    };
  });
}
