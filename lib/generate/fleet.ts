/** The fleet: servers one after the other, then their tables. */
import type { Day } from "@lib/core/day.ts";
import { METRICS } from "@lib/core/metric.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import type { Table } from "@lib/core/table.ts";
import { inventoryTable } from "./inventory.ts";
import { type CheckedOptions, checkOptions, type FleetOptions } from "./options.ts";
import { sceneOf } from "./scene.ts";
import type { GeneratedServer, GeneratedServerHours } from "./server.ts";
import { byMetric } from "./by_metric.ts";
import { planOf, type ServerPlan } from "./server_plan.ts";
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

/** Servers by their numbers: the first one included, the last one not. */
export interface ServerRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The servers of a fleet, one at a time, so that the caller can report, pause or stop in between.
 *
 * @param range Which of them; default all.
 * @throws {RangeError} when an option is out of range.
 */
export function* generateServers(
  options: FleetOptions = {},
  range?: ServerRange,
): Generator<GeneratedServer, void, void> {
  const checked = checkOptions(options);
  const { from, to } = checkRange(checked, range);
  const scene = sceneOf(checked);
  for (let index = from; index < to; index++) {
    const plan = planOf(scene, index);
    yield { start: checked.start, days: checked.days, plan, daily: simulate(scene, plan).daily };
    options.onProgress?.(index + 1 - from, to - from);
  }
}

/**
 * The plans of a fleet: what its servers are before chance. Several times faster than the fleet itself.
 *
 * @throws {RangeError} when an option is out of range.
 */
export function planServers(options: FleetOptions = {}): ServerPlan[] {
  const checked = checkOptions(options), scene = sceneOf(checked);
  return Array.from({ length: checked.servers }, (_, index) => planOf(scene, index));
}

/**
 * The same servers with their hours: 24 values per day and metric, for the hourly grain.
 *
 * @param range Which of them; default all.
 * @throws {RangeError} when an option is out of range.
 */
export function* generateServersHourly(
  options: FleetOptions = {},
  range?: ServerRange,
): Generator<GeneratedServerHours, void, void> {
  const checked = checkOptions(options);
  const { from, to } = checkRange(checked, range);
  const scene = sceneOf(checked);
  for (let index = from; index < to; index++) {
    const plan = planOf(scene, index);
    const { daily, hourly } = simulate(scene, plan, "hourly");
    yield { start: checked.start, days: checked.days, plan, daily, hourly: hourly! };
    options.onProgress?.(index + 1 - from, to - from);
  }
}

/**
 * A whole fleet.
 *
 * @throws {RangeError} when an option is out of range.
 * @throws {CapacityError} when there is no such profile, or the shares do not add up.
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

/**
 * Some servers of a fleet, with the values that they have in the whole of it.
 *
 * @throws {RangeError} when an option or the range is out of range.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { generateFleetPart } from "@lib/generate/mod.ts";
 * const part = generateFleetPart({ servers: 100, days: 10 }, { from: 40, to: 42 });
 * deepStrictEqual(part.panel.servers, ["srv-000041", "srv-000042"]);
 * ```
 */
export function generateFleetPart(options: FleetOptions, range: ServerRange): GeneratedFleet {
  return collectFleet(options, generateServers(options, range), range);
}

/** The fleet (or a range of it) of servers that were generated one by one with the same options. */
export function collectFleet(
  options: FleetOptions,
  servers: Iterable<GeneratedServer>,
  range?: ServerRange,
): GeneratedFleet {
  const checked = checkOptions(options);
  const { days, start } = checked;
  const { from, to } = checkRange(checked, range);
  const count = to - from;
  const values = byMetric(() => new Float64Array(count * days));
  const plans: ServerPlan[] = [];
  for (const { plan, daily } of servers) {
    for (const metric of METRICS) values[metric].set(daily[metric], plans.length * days);
    plans.push(plan);
  }
  if (plans.length !== count) {
    throw new RangeError(`Cannot collect a fleet: expected ${count} servers, got ${plans.length}`);
  }
  return {
    options: checked,
    inventory: inventoryTable(plans),
    panel: { servers: plans.map((plan) => plan.placement.id), start, days, values },
    plans,
    truth: truthOf(plans, start),
  };
}

/** The truth as tables, made when asked for: finding the breaches takes a third as long as the simulation. */
function truthOf(plans: readonly ServerPlan[], start: Day): GeneratedFleet["truth"] {
  let events: Table | undefined, servers: Table | undefined;
  return {
    get events() {
      return events ??= truthEventsTable(plans, start);
    },
    get servers() {
      return servers ??= truthServersTable(plans, start);
    },
  };
}

function checkRange({ servers }: CheckedOptions, range: ServerRange = { from: 0, to: servers }): ServerRange {
  const { from, to } = range;
  if (Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from <= to && to <= servers) return range;
  throw new RangeError(`Cannot generate servers ${from} to ${to}: expected a range within 0 to ${servers}`);
}
