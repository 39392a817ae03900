/** The sample fleet measured as if it were a real trace: what the tests of the passport compare with. */
import { isoDate } from "@lib/core/day.ts";
import { randomFor } from "@lib/core/random.ts";
import { fleetStatistics } from "./fleet_statistics.ts";
import type { HourlyFleet } from "./hourly_fleet.ts";
import { propertiesWithFloor } from "./noise_floor.ts";
import type { TraceStatistics } from "./trace_statistics.ts";

/** The statistics of a sample fleet (see `sampleFleet`), with a day of gap. */
export function sampleTrace(fleet: HourlyFleet): TraceStatistics {
  const metrics = ["cpu_pct", "mem_pct"] as const;
  const { judged, unjudged, halvesWithin } = propertiesWithFloor(
    fleetStatistics(fleet, metrics),
    { clock: "real" },
    randomFor(1, "floor"),
  );
  return {
    name: "sample",
    title: "A sample",
    profile: "bank-vm",
    start: isoDate(fleet.start),
    days: fleet.days,
    machines: fleet.utcOffsetHours.length,
    clock: "real",
    metrics,
    gaps: [[100, 24]],
    citation: "None",
    licence: "None",
    note: "Made for tests",
    unjudged,
    halvesWithin,
    properties: judged.map(({ largest: _, ...property }) => ({ ...property, values: [...property.values] })),
  };
}
