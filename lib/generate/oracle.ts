/** The oracle of a generated run: what was to be expected, told from the parameters in its manifest. */
import { type Day, dayOf } from "@lib/core/day.ts";
import type { Metric } from "@lib/core/metric.ts";
import type { ProfileName } from "@lib/core/tables.ts";
import { expectedWindow } from "./expected.ts";
import { checkOptions } from "./options.ts";
import type { Shares } from "./placement.ts";
import { sceneOf } from "./scene.ts";
import { planOf, type ServerPlan } from "./server_plan.ts";

/** The parameters of `generate`, as a manifest keeps them. */
export interface GeneratedRun {
  readonly servers: number;
  /** First and last day, YYYY-MM-DD. */
  readonly start: string;
  readonly end: string;
  readonly seed: number;
  readonly profile: ProfileName;
  readonly shares?: Shares;
}

/** Knows everything but the future. */
export interface Oracle {
  /**
   * The expected daily p95 after an origin.
   *
   * @param origin Last day of the history.
   * @returns One value per day from the one after the origin; `undefined` when an event that begins on these days acts on the metric, or
   * the run has no such server.
   */
  expected(server: string, metric: Metric, origin: Day, days: number): Float64Array | undefined;
}

/**
 * The oracle of a run; servers are planned when they are asked for.
 *
 * @throws {RangeError} when a parameter is out of range.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { dayOf } from "@lib/core/mod.ts";
 * import { expectedGivenPast, oracleOf, planServers } from "@lib/generate/mod.ts";
 * const run = { servers: 2, start: "2024-01-01", end: "2024-06-30", seed: 3, profile: "enterprise" } as const;
 * const told = oracleOf(run).expected("srv-000002", "cpu_p95", dayOf("2024-04-30"), 7);
 * const [, plan] = planServers({ servers: 2, start: dayOf(run.start), days: 182, seed: 3 });
 * deepStrictEqual(told, expectedGivenPast(plan!, "cpu_p95", 121).slice(121, 128));
 * ```
 */
export function oracleOf({ servers, start, end, seed, profile, shares }: GeneratedRun): Oracle {
  const first = dayOf(start);
  const scene = sceneOf(
    checkOptions({ servers, start: first, days: dayOf(end) - first + 1, seed, profile, ...shares ? { shares } : {} }),
  );
  const plans = new Map<string, ServerPlan>();
  return {
    expected(server, metric, origin, days) {
      // Ids count the servers from 1.
      const index = Number(/\d+$/.exec(server)?.[0]) - 1;
      if (!(index >= 0 && index < servers) || scene.placement(index).id !== server) return undefined;
      if (!plans.has(server)) plans.set(server, planOf(scene, index));
      return expectedWindow(plans.get(server)!, metric, origin - first + 1, days);
    },
  };
}
