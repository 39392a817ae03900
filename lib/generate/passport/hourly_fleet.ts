/** A fleet as the passport reads it: hourly means as plain arrays, whoever made them. */
import type { Day } from "@lib/core/day.ts";
import type { ReadingMetric } from "@lib/core/metric.ts";

/** Hourly means of a fleet over whole days. */
export interface HourlyFleet {
  /** First day; hour 0 is its first hour in UTC. */
  readonly start: Day;
  readonly days: number;
  /** One per server: hours to add to UTC to read its own clock. Only the hour-of-day profile uses it. */
  readonly utcOffsetHours: readonly number[];
  /** Percent or Mbps at a resolution of 0.01, server-major (`24 · days` values each), `NaN` = missing. */
  readonly values: Readonly<Partial<Record<ReadingMetric, Float64Array>>>;
}

/** The hours of one server, without copying. */
export function hoursOf(fleet: HourlyFleet, metric: ReadingMetric, server: number): Float64Array {
  const width = 24 * fleet.days;
  return fleet.values[metric]!.subarray(server * width, (server + 1) * width);
}
