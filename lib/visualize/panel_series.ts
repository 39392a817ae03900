/** Series for charts from a fleet's dense arrays: means over groups of servers and, on long spans, over weeks. */
import { dateOf, weekdayOf } from "@lib/core/day.ts";
import { type Metric, METRICS } from "@lib/core/metric.ts";
import type { FleetPanel } from "@lib/core/panel.ts";

/** One point of a series of a group. */
export interface GroupPoint {
  readonly timestamp: Date;
  readonly group: string;
  readonly value: number;
}

/** Spans up to this many days are drawn day by day, longer ones week by week. */
export const DAILY_UP_TO = 120;

/** The metrics that a panel has, in the order of METRICS. */
export function metricsOf(panel: FleetPanel): Metric[] {
  return METRICS.filter((metric) => panel.values[metric] !== undefined);
}

/** Width of the time steps of a chart of so many days: 1 or 7 days. */
export function stepDays(days: number): 1 | 7 {
  return days <= DAILY_UP_TO ? 1 : 7;
}

/**
 * Mean of each group of servers at each step; steps without a reading are left out.
 *
 * Weeks start on Monday, and weeks that the span covers only in part are left out: they would show a false dip or peak.
 *
 * @param groups One group name per server of the panel.
 */
export function groupSeries(panel: FleetPanel, metric: Metric, groups: readonly string[]): GroupPoint[] {
  const values = panel.values[metric] ?? new Float64Array();
  const step = stepDays(panel.days);
  const from = step === 1 ? 0 : (7 - weekdayOf(panel.start)) % 7;
  const steps = Math.floor((panel.days - from) / step);
  const names = [...new Set(groups)];
  const sums = new Float64Array(names.length * steps), counts = new Float64Array(names.length * steps);
  groups.forEach((group, server) => {
    const place = names.indexOf(group) * steps, base = server * panel.days + from;
    for (let day = 0; day < steps * step; day++) {
      const value = values[base + day] ?? NaN;
      if (Number.isNaN(value)) continue;
      const at = place + Math.floor(day / step);
      sums[at] = (sums[at] ?? 0) + value;
      counts[at] = (counts[at] ?? 0) + 1;
    }
  });
  return names.flatMap((group, place) =>
    Array.from({ length: steps }, (_, index) => ({
      timestamp: dateOf(panel.start + from + index * step),
      group,
      value: (sums[place * steps + index] ?? 0) / (counts[place * steps + index] ?? 0),
    })).filter(({ value }) => Number.isFinite(value))
  );
}

/** Every present value of the servers of one group, in an array of its own. */
export function presentValues(
  panel: FleetPanel,
  metric: Metric,
  groups: readonly string[],
  group: string,
): Float64Array {
  const values = panel.values[metric] ?? new Float64Array();
  const found = new Float64Array(values.length);
  let count = 0;
  groups.forEach((name, server) => {
    if (name !== group) return;
    for (let at = server * panel.days; at < (server + 1) * panel.days; at++) {
      const value = values[at] ?? NaN;
      if (!Number.isNaN(value)) found[count++] = value;
    }
  });
  return found.subarray(0, count);
}

/** Mean of a centred window of present values, `NaN` where the window has none. */
export function centredMean(values: ArrayLike<number>, window: number): Float64Array {
  const half = Math.floor(window / 2);
  return Float64Array.from({ length: values.length }, (_, index) => {
    let sum = 0, count = 0;
    for (let at = Math.max(0, index - half); at <= Math.min(values.length - 1, index + half); at++) {
      const value = values[at] ?? NaN;
      if (Number.isNaN(value)) continue;
      sum += value;
      count++;
    }
    return count === 0 ? NaN : sum / count;
  });
}
