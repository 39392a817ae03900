/** A fleet at the grain of a trace: the same days, blind in the same hours. */
import { type Day, dayOf, isoDate } from "@lib/core/day.ts";
import type { ReadingMetric } from "@lib/core/metric.ts";
import { type HourlyFleet, hoursOf } from "./hourly_fleet.ts";
import type { TraceStatistics } from "./trace_statistics.ts";

/** Servers that make a fleet's own chance small beside a trace's. */
export const PASSPORT_SERVERS = 120;

/** The run that can be compared with a trace: give it to `generateServersHourly`. */
export function matchingRun(trace: TraceStatistics): { servers: number; start: Day; days: number } {
  return { servers: PASSPORT_SERVERS, start: dayOf(trace.start), days: trace.days };
}

/**
 * The fleet without the hours in which the trace has no readings, so that both see the same calendar.
 *
 * @throws {RangeError} when the fleet covers other days than the trace.
 */
export function matchedTo(trace: TraceStatistics, fleet: HourlyFleet): HourlyFleet {
  if (fleet.start !== dayOf(trace.start) || fleet.days !== trace.days) {
    throw new RangeError(
      `Cannot compare with ${trace.name}: expected ${trace.days} days from ${trace.start}, got ${fleet.days} days from ${
        isoDate(fleet.start)
      }`,
    );
  }
  const values: Partial<Record<ReadingMetric, Float64Array>> = {};
  for (const metric of trace.metrics) {
    if (!fleet.values[metric]) continue;
    const seen = { ...fleet, values: { [metric]: fleet.values[metric].slice() } };
    fleet.utcOffsetHours.forEach((_, server) => {
      const hours = hoursOf(seen, metric, server);
      for (const [first, count] of trace.gaps) hours.fill(NaN, first, first + count);
    });
    values[metric] = seen.values[metric]!;
  }
  return { ...fleet, values };
}
