/** Fleets that a good passport must refuse: what simple generators make, and a real shape without its order in time. */
import type { Day } from "@lib/core/day.ts";
import { METRIC_INFO, METRICS, type ReadingMetric } from "@lib/core/metric.ts";
import { randomFor } from "@lib/core/random.ts";
import { randomPermutation } from "@lib/stats/random_permutation.ts";
import type { HourlyFleet } from "./hourly_fleet.ts";

/**
 * A random walk per server and metric, as the Time Series Benchmark Suite makes its hosts: a uniform start in 0 … 100,
 * then a standard normal step an hour, held inside 0 … 100.
 *
 * @see Timescale, Time Series Benchmark Suite: clamped random walks of the DevOps use case
 */
export function randomWalkFleet(
  { servers, start, days }: { readonly servers: number; readonly start: Day; readonly days: number },
  seed: number,
): HourlyFleet {
  const values: Partial<Record<ReadingMetric, Float64Array>> = {};
  for (const metric of METRICS) {
    const all = new Float64Array(servers * days * 24);
    for (let server = 0; server < servers; server++) {
      const random = randomFor(seed, "random walk", metric, server);
      let level = 100 * random.uniform();
      for (let hour = 0; hour < days * 24; hour++) {
        all[server * days * 24 + hour] = Math.round(level * 100) / 100;
        level = Math.min(100, Math.max(0, level + random.normal()));
      }
    }
    values[METRIC_INFO[metric].reading] = all;
  }
  return { start, days, utcOffsetHours: new Array<number>(servers).fill(0), values };
}

/**
 * The same fleet with its hours in another order: one order for all servers and metrics, so that every distribution and
 * every correlation stays as it is and only the order in time is lost.
 */
export function timeShuffled(fleet: HourlyFleet, seed: number): HourlyFleet {
  const width = fleet.days * 24;
  const order = randomPermutation(width, randomFor(seed, "time shuffle"));
  const values: Partial<Record<ReadingMetric, Float64Array>> = {};
  for (const [metric, hours] of Object.entries(fleet.values)) {
    values[metric as ReadingMetric] = hours.map((_, at) => hours[at - at % width + order[at % width]!]!);
  }
  return { ...fleet, values };
}
