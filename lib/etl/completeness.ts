/** How much of what was expected came, by server, metric and week: the numbers behind a heat map. */
import { type Day, weekdayOf } from "@lib/core/day.ts";
import { type Metric, METRICS } from "@lib/core/metric.ts";
import type { Lifetime } from "./server_days.ts";

/** Shares of the expected readings. */
export interface Completeness {
  /** Server ids, in the order of the arrays. */
  readonly servers: readonly string[];
  /** The Monday on which each week starts. */
  readonly weeks: Int32Array;
  /** Value of server s in week w is `shares[metric][s * weeks.length + w]`: 0–1, `NaN` outside the server's lifetime. */
  readonly shares: Readonly<Partial<Record<Metric, Float64Array>>>;
}

/**
 * Weekly means of daily completeness.
 *
 * @param dayShares Per metric, share of the day's expected readings that was used, 0–1, server-major.
 * @param start First day of the arrays.
 * @param lifetimes One per server; days outside take no part.
 */
export function weeklyCompleteness(
  servers: readonly string[],
  dayShares: Readonly<Partial<Record<Metric, Float32Array>>>,
  { start, days, lifetimes }: { start: Day; days: number; lifetimes: readonly Lifetime[] },
): Completeness {
  const lead = weekdayOf(start);
  const weekCount = Math.ceil((lead + days) / 7);
  const weeks = Int32Array.from({ length: weekCount }, (_, week) => start - lead + 7 * week);
  const shares: Partial<Record<Metric, Float64Array>> = {};
  for (const metric of METRICS) {
    const daily = dayShares[metric];
    if (!daily) continue;
    const weekly = shares[metric] = new Float64Array(servers.length * weekCount).fill(NaN);
    lifetimes.forEach(({ first, last }, server) => {
      for (let week = 0; week < weekCount; week++) {
        const from = Math.max(first, 7 * week - lead), to = Math.min(last, 7 * week - lead + 6);
        if (to < from) continue;
        let sum = 0;
        for (let day = from; day <= to; day++) sum += daily[server * days + day]!;
        weekly[server * weekCount + week] = sum / (to - from + 1);
      }
    });
  }
  return { servers, weeks, shares };
}
