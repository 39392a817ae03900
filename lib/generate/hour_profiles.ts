/** How the load of each type of server runs through the day, in its own local time. */
import type { Metric } from "@lib/core/metric.ts";
import { DAY_SHAPES, type DayShape } from "./archetypes.ts";
import type { GeneratedServerHours } from "./server.ts";

/** One local hour of one kind of day of one type. */
export interface HourProfileRow {
  readonly server_type: string;
  /** `working`, `free` (weekends and bank holidays) or `periodEnd` (the last working days of a month or quarter). */
  readonly kind: DayShape;
  /** 0 to 23, local time. */
  readonly hour: number;
  /** Mean over servers and days, percent or Mbps. */
  readonly mean: number;
  /** Server-days behind the mean. */
  readonly days: number;
}

/**
 * The mean of every local hour, by type of server and kind of day. Types without servers and kinds of day that the run
 * does not have are left out.
 *
 * A day is the UTC day, as in the simulation: its hours are put in local order. The formulas of the `original` know no
 * local time; its hours are UTC.
 *
 * @param servers As `generateServersHourly` yields them; a few dozen servers and a quarter of a year show the rhythm.
 * @param metric Default CPU.
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { generateServersHourly, hourProfiles } from "@lib/generate/mod.ts";
 * const rows = hourProfiles(generateServersHourly({ servers: 20, days: 28 }));
 * const web = (hour: number) =>
 *   rows.find((row) => row.server_type === "web" && row.kind === "working" && row.hour === hour)!.mean;
 * ok(web(11) > 1.3 * web(3));
 * ```
 */
export function hourProfiles(servers: Iterable<GeneratedServerHours>, metric: Metric = "cpu_p95"): HourProfileRow[] {
  const types = new Map<string, { readonly sums: Float64Array; readonly days: Uint32Array }>();
  for (const { plan, hourly } of servers) {
    const { type } = plan.placement;
    const known = types.get(type) ??
      { sums: new Float64Array(DAY_SHAPES.length * 24), days: new Uint32Array(DAY_SHAPES.length) };
    types.set(type, known);
    const offset = plan.given ? 0 : plan.utcOffsetHours;
    const values = hourly[metric];
    for (const [day, shape] of plan.effects.shape.entries()) {
      known.days[shape]!++;
      for (let hour = 0; hour < 24; hour++) {
        known.sums[shape * 24 + (hour + offset + 24) % 24]! += values[day * 24 + hour]!;
      }
    }
  }
  return [...types].flatMap(([server_type, { sums, days }]) =>
    DAY_SHAPES.flatMap((kind, shape) => {
      const count = days[shape]!;
      if (count === 0) return [];
      return Array.from({ length: 24 }, (_, hour): HourProfileRow => ({
        server_type,
        kind,
        hour,
        mean: sums[shape * 24 + hour]! / count,
        days: count,
      }));
    })
  );
}
