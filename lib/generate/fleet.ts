/** The fleet: servers one after the other, then their tables. */
import { METRICS } from "@lib/core/metric.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import type { Table } from "@lib/core/table.ts";
import { inventoryTable } from "./inventory.ts";
import { type CheckedOptions, checkOptions, type FleetOptions } from "./options.ts";
import { sceneOf } from "./scene.ts";
import type { GeneratedServer, GeneratedServerHours } from "./server.ts";
import { byMetric, planOf, type ServerPlan } from "./server_plan.ts";
import { simulate } from "./simulate.ts";
import { truthEventsTable, truthServersTable } from "./truth_tables.ts";

/** A generated fleet. */
export interface GeneratedFleet {
  /** What was asked for, defaults filled in. */
  readonly options: CheckedOptions;
  /** Contract FLEET. */
  readonly inventory: Table;
  /** Daily p95 of the five metrics, percent or Mbps, rounded to 0.01. */
  readonly panel: FleetPanel;
  /** The servers before chance, in the order of the panel. */
  readonly plans: readonly ServerPlan[];
  /** What was planted: contracts TRUTH_EVENTS and TRUTH_SERVERS; the daily truth is `truthDailyTable(fleet)`. */
  readonly truth: { readonly events: Table; readonly servers: Table };
}

/**
 * The servers of a fleet, one at a time, so that the caller can report, pause or stop in between.
 *
 * @throws {RangeError} when an option is out of range.
 */
export function* generateServers(options: FleetOptions = {}): Generator<GeneratedServer, void, void> {
  const checked = checkOptions(options);
  const scene = sceneOf(checked);
  for (let index = 0; index < checked.servers; index++) {
    const plan = planOf(scene, index);
    yield { start: checked.start, days: checked.days, plan, daily: simulate(scene, plan).daily };
    options.onProgress?.(index + 1, checked.servers);
  }
}

/**
 * The same servers with their hours: 24 values per day and metric, for the hourly grain.
 *
 * @throws {RangeError} when an option is out of range.
 */
export function* generateServersHourly(options: FleetOptions = {}): Generator<GeneratedServerHours, void, void> {
  const checked = checkOptions(options);
  const scene = sceneOf(checked);
  for (let index = 0; index < checked.servers; index++) {
    const plan = planOf(scene, index);
    const { daily, hourly } = simulate(scene, plan, "hourly");
    yield { start: checked.start, days: checked.days, plan, daily, hourly: hourly! };
    options.onProgress?.(index + 1, checked.servers);
  }
}

/**
 * A whole fleet.
 *
 * @throws {RangeError} when an option is out of range.
 * @throws {CapacityError} when there is no such profile.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { generateFleet } from "@lib/generate/mod.ts";
 * const fleet = generateFleet({ servers: 3, days: 30 });
 * strictEqual(fleet.panel.values.cpu_p95?.length, 90);
 * ```
 */
export function generateFleet(options: FleetOptions = {}): GeneratedFleet {
  return collectFleet(options, generateServers(options));
}

/** The fleet of servers that were generated one by one with the same options. */
export function collectFleet(options: FleetOptions, servers: Iterable<GeneratedServer>): GeneratedFleet {
  const checked = checkOptions(options);
  const { days, start } = checked;
  const values = byMetric(() => new Float64Array(checked.servers * days));
  const plans: ServerPlan[] = [];
  for (const { plan, daily } of servers) {
    for (const metric of METRICS) values[metric].set(daily[metric], plans.length * days);
    plans.push(plan);
  }
  if (plans.length !== checked.servers) {
    throw new RangeError(`Cannot collect a fleet: expected ${checked.servers} servers, got ${plans.length}`);
  }
  return {
    options: checked,
    inventory: inventoryTable(plans),
    panel: { servers: plans.map((plan) => plan.placement.id), start, days, values },
    plans,
    truth: { events: truthEventsTable(plans, start), servers: truthServersTable(plans, start) },
  };
}
