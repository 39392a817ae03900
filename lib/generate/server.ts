/** One server on its own: the same values as in any fleet of its seed. */
import { type Day } from "@lib/core/day.ts";
import type { Metric } from "@lib/core/metric.ts";
import { checkOptions, type RunOptions } from "./options.ts";
import { type Scene, sceneOf } from "./scene.ts";
import { planOf, type ServerPlan } from "./server_plan.ts";
import { simulate } from "./simulate.ts";

/** One generated server. */
export interface GeneratedServer {
  readonly start: Day;
  readonly days: number;
  readonly plan: ServerPlan;
  /** Daily p95, one value per day, percent or Mbps, rounded to 0.01. */
  readonly daily: Readonly<Record<Metric, Float64Array>>;
}

/** One generated server with its hours. */
export interface GeneratedServerHours extends GeneratedServer {
  /** Hourly means, 24 values per day in UTC, percent or Mbps, rounded to 0.01. */
  readonly hourly: Readonly<Record<Metric, Float64Array>>;
}

/**
 * One server of a fleet.
 *
 * @param index Number of the server, from 0.
 * @throws {RangeError} when the index or an option is out of range.
 */
export function generateServer(seed: number, index: number, options: Omit<RunOptions, "seed"> = {}): GeneratedServer {
  const scene = sceneFor(seed, index, options);
  const plan = planOf(scene, index);
  const { start, days } = scene.options;
  return { start, days, plan, daily: simulate(scene, plan).daily };
}

/**
 * One server of a fleet, hour by hour; its daily p95 is the second largest of the hours of each day (not so for the
 * profile `original`, whose formulas draw days and hours apart).
 *
 * @param index Number of the server, from 0.
 * @throws {RangeError} when the index or an option is out of range.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { generateServerHours } from "@lib/generate/mod.ts";
 * const { daily, hourly } = generateServerHours(42, 7, { days: 3 });
 * strictEqual(daily.cpu_p95[1], hourly.cpu_p95.slice(24, 48).sort()[22]);
 * ```
 */
export function generateServerHours(
  seed: number,
  index: number,
  options: Omit<RunOptions, "seed"> = {},
): GeneratedServerHours {
  const scene = sceneFor(seed, index, options);
  const plan = planOf(scene, index);
  const { start, days } = scene.options;
  const { daily, hourly } = simulate(scene, plan, "hourly");
  return { start, days, plan, daily, hourly: hourly! };
}

function sceneFor(seed: number, index: number, options: Omit<RunOptions, "seed">): Scene {
  if (!(Number.isInteger(index) && index >= 0 && index < 1_000_000)) {
    throw new RangeError(`Cannot generate a server: expected an index from 0 to 999999, got ${index}`);
  }
  return sceneOf(checkOptions({ ...options, seed }));
}
