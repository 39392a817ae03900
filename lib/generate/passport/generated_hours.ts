/** The hours of generated servers, in the form that the passport reads. */
import { type Metric, METRIC_INFO, METRICS, type ReadingMetric } from "@lib/core/metric.ts";
import type { Day } from "@lib/core/day.ts";
import type { HourlyFleet } from "./hourly_fleet.ts";

/** What is needed of a generated server. */
export interface ServerHours {
  readonly start: Day;
  readonly days: number;
  readonly plan: { readonly utcOffsetHours: number };
  /** 24 values per day in UTC, percent or Mbps. */
  readonly hourly: Readonly<Record<Metric, Float64Array>>;
}

/**
 * Collects generated servers into one hourly fleet.
 *
 * @param servers Servers of one run, one or more, as `generateServersHourly` yields them.
 * @throws {RangeError} when there is no server, or they cover different days.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { generateServersHourly } from "@lib/generate/mod.ts";
 * import { hourlyFleetOf } from "@lib/generate/passport/mod.ts";
 * const fleet = hourlyFleetOf(generateServersHourly({ servers: 2, days: 3 }));
 * strictEqual(fleet.values.cpu_pct?.length, 2 * 3 * 24);
 * ```
 */
export function hourlyFleetOf(servers: Iterable<ServerHours>): HourlyFleet {
  const made = [...servers];
  const [first] = made;
  if (!first) throw new RangeError("Cannot collect hours: expected one server or more, got none");
  const { start, days } = first;
  if (made.some((server) => server.start !== start || server.days !== days)) {
    throw new RangeError(`Cannot collect hours: expected every server to cover the same ${days} days`);
  }
  const values: Partial<Record<ReadingMetric, Float64Array>> = {};
  for (const metric of METRICS) {
    const all = new Float64Array(made.length * days * 24);
    made.forEach(({ hourly }, server) => all.set(hourly[metric], server * days * 24));
    values[METRIC_INFO[metric].reading] = all;
  }
  return { start, days, utcOffsetHours: made.map(({ plan }) => plan.utcOffsetHours), values };
}
