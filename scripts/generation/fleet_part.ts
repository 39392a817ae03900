/** Stand-in until the library makes parts of a fleet itself. */
import { METRICS } from "@lib/core/metric.ts";
import type { GeneratedFleet } from "@lib/generate/fleet.ts";
import { inventoryTable } from "@lib/generate/inventory.ts";
import { checkOptions, type FleetOptions } from "@lib/generate/options.ts";
import { sceneOf } from "@lib/generate/scene.ts";
import type { GeneratedServer, GeneratedServerHours } from "@lib/generate/server.ts";
import { byMetric } from "@lib/generate/by_metric.ts";
import { planOf, type ServerPlan } from "@lib/generate/server_plan.ts";
import { simulate } from "@lib/generate/simulate.ts";
import { truthEventsTable, truthServersTable } from "@lib/generate/truth_tables.ts";
import type { ServerRange } from "./fleet_job.ts";

export function* generateServersHourly(
  options: FleetOptions,
  range: ServerRange,
): Generator<GeneratedServerHours, void, void> {
  const checked = checkOptions(options);
  const scene = sceneOf(checked);
  for (let index = range.from; index < range.to; index++) {
    const plan = planOf(scene, index);
    const { daily, hourly } = simulate(scene, plan, "hourly");
    yield { start: checked.start, days: checked.days, plan, daily, hourly: hourly! };
    options.onProgress?.(index + 1 - range.from, range.to - range.from);
  }
}

export function generateFleetPart(options: FleetOptions, range: ServerRange): GeneratedFleet {
  const checked = checkOptions(options);
  const scene = sceneOf(checked);
  const { days, start } = checked;
  const values = byMetric(() => new Float64Array((range.to - range.from) * days));
  const plans: ServerPlan[] = [];
  for (let index = range.from; index < range.to; index++) {
    const plan = planOf(scene, index);
    const { daily }: Pick<GeneratedServer, "daily"> = simulate(scene, plan);
    for (const metric of METRICS) values[metric].set(daily[metric], plans.length * days);
    plans.push(plan);
    options.onProgress?.(plans.length, range.to - range.from);
  }
  return {
    options: checked,
    inventory: inventoryTable(plans),
    panel: { servers: plans.map((plan) => plan.placement.id), start, days, values },
    plans,
    truth: { events: truthEventsTable(plans, start), servers: truthServersTable(plans, start) },
  };
}
