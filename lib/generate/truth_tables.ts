/** The planted truth as tables: what the fleet expects, what happened to it, when it truly breaches. */
import type { Day } from "@lib/core/day.ts";
import { type Metric, METRIC_INFO, METRICS } from "@lib/core/metric.ts";
import { type Table, tableOf } from "@lib/core/table.ts";
import { expectedP95, firstBreach, mostExpected, noiseFreeMean } from "./expected.ts";
import { stored } from "./gauge.ts";
import { growthPerYear, type ServerPlan } from "./server_plan.ts";

/** Thresholds of the true breaches, percent. */
export const BREACH_THRESHOLDS = [80, 90] as const;
const PERCENT_METRICS = METRICS.filter((metric) => METRIC_INFO[metric].max === 100);

/**
 * The expectation of every server, day and metric (contract TRUTH_DAILY), made when asked for.
 *
 * @returns Server by server, metric by metric, day by day.
 */
export function truthDailyTable(
  { plans, panel: { start, days } }: {
    readonly plans: readonly ServerPlan[];
    readonly panel: { readonly start: Day; readonly days: number };
  },
): Table {
  const rows = plans.length * METRICS.length * days;
  const timestamp = new Int32Array(rows), mean = new Float64Array(rows), expected = new Float64Array(rows);
  const server_id = new Array<string>(rows), names = new Array<Metric>(rows);
  let at = 0;
  for (const plan of plans) {
    server_id.fill(plan.placement.id, at, at + METRICS.length * days);
    for (const metric of METRICS) {
      names.fill(metric, at, at + days);
      const means = noiseFreeMean(plan, metric), p95s = expectationOf(plan, metric);
      for (let day = 0; day < days; day++) {
        timestamp[at + day] = start + day;
        mean[at + day] = stored(means[day]!);
        expected[at + day] = stored(p95s[day]!);
      }
      at += days;
    }
  }
  return tableOf({ timestamp, server_id, metric: names, mean, expected_p95: expected });
}

/** The expectations that both the daily truth and the breaches are made of, as long as their plan lives. */
const expectations = new WeakMap<ServerPlan, Partial<Record<Metric, Float64Array>>>();

function expectationOf(plan: ServerPlan, metric: Metric): Float64Array {
  const known = expectations.get(plan) ?? {};
  expectations.set(plan, known);
  return known[metric] ??= expectedP95(plan, metric);
}

/** What happened to each server (contract TRUTH_EVENTS). */
export function truthEventsTable(plans: readonly ServerPlan[], start: Day): Table {
  const rows = plans.flatMap((plan) => plan.events.map((event, index) => ({ id: plan.placement.id, index, event })));
  return tableOf({
    server_id: rows.map(({ id }) => id),
    event: Int32Array.from(rows, ({ index }) => index + 1),
    kind: rows.map(({ event }) => event.kind),
    metric: rows.map(({ event }) => event.metric),
    first_day: Int32Array.from(rows, ({ event }) => start + event.first),
    last_day: Int32Array.from(rows, ({ event }) => start + event.last),
    size: Float64Array.from(rows, ({ event }) => event.size),
  });
}

/** Growth and first true breach per server, percentage metric and threshold (contract TRUTH_SERVERS). */
export function truthServersTable(plans: readonly ServerPlan[], start: Day): Table {
  const rows = plans.flatMap((plan) =>
    PERCENT_METRICS.flatMap((metric) => {
      // Most servers stay so far below that no day needs to be looked at.
      const most = mostExpected(plan, metric);
      return BREACH_THRESHOLDS.map((threshold) => {
        const first = most < threshold ? -1 : firstBreach(expectationOf(plan, metric), threshold);
        return {
          id: plan.placement.id,
          metric,
          threshold,
          level: plan.identity.levels[metric],
          noise: plan.identity.dayNoise[metric],
          growth: growthPerYear(plan, metric),
          cleanUpDays: metric === "disk_p95" ? plan.identity.cleanUp.everyDays : NaN,
          breach: first < 0 ? NaN : start + first,
        };
      });
    })
  );
  return tableOf({
    server_id: rows.map(({ id }) => id),
    metric: rows.map(({ metric }) => metric),
    threshold: Float64Array.from(rows, ({ threshold }) => threshold),
    level: Float64Array.from(rows, ({ level }) => level),
    noise: Float64Array.from(rows, ({ noise }) => noise),
    growth_per_year: Float64Array.from(rows, ({ growth }) => growth),
    clean_up_days: Float64Array.from(rows, ({ cleanUpDays }) => cleanUpDays),
    // A date that may be missing is a Float64Array: an Int32Array has no NaN.
    first_breach: Float64Array.from(rows, ({ breach }) => breach),
  });
}
