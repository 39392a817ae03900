/** How much of what was expected came, by server, metric and step of time: the numbers behind a heat map. */
import { type Day, weekdayOf } from "@lib/core/day.ts";
import { type Metric, METRICS } from "@lib/core/metric.ts";
import type { Lifetime } from "../server_days.ts";

/** Shares of the expected readings. */
export interface Completeness {
  /** Server ids, in the order of the arrays. */
  readonly servers: readonly string[];
  /** Days of a step: 1 on short spans, 7 on long ones. */
  readonly stepDays: 1 | 7;
  /** The day on which each step starts; a week starts on its Monday. */
  readonly starts: Int32Array;
  /** Value of server s in step t is `shares[metric][s * starts.length + t]`: 0–1, `NaN` outside the server's lifetime. */
  readonly shares: Readonly<Partial<Record<Metric, Float64Array>>>;
}

/** Spans up to this many days are told day by day, longer ones week by week. */
const DAILY_UP_TO = 120;

/**
 * Means of daily completeness over weeks, on short spans over single days.
 *
 * @param dayShares Per metric, share of the day's expected readings that was used, 0–1, server-major.
 * @param start First day of the arrays.
 * @param lifetimes One per server; days outside take no part.
 */
export function completenessOf(
  servers: readonly string[],
  dayShares: Readonly<Partial<Record<Metric, Float32Array>>>,
  { start, days, lifetimes }: { start: Day; days: number; lifetimes: readonly Lifetime[] },
): Completeness {
  const stepDays = days <= DAILY_UP_TO ? 1 : 7;
  const lead = stepDays === 1 ? 0 : weekdayOf(start);
  const steps = Math.ceil((lead + days) / stepDays);
  const starts = Int32Array.from({ length: steps }, (_, step) => start - lead + stepDays * step);
  const shares: Partial<Record<Metric, Float64Array>> = {};
  for (const metric of METRICS) {
    const daily = dayShares[metric];
    if (!daily) continue;
    const means = shares[metric] = new Float64Array(servers.length * steps).fill(NaN);
    lifetimes.forEach(({ first, last }, server) => {
      for (let step = 0; step < steps; step++) {
        const begin = stepDays * step - lead;
        const from = Math.max(first, begin), to = Math.min(last, begin + stepDays - 1);
        if (to < from) continue;
        let sum = 0;
        for (let day = from; day <= to; day++) sum += daily[server * days + day]!;
        means[server * steps + step] = sum / (to - from + 1);
      }
    });
  }
  return { servers, stepDays, starts, shares };
}
