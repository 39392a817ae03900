/** One server taken apart: what each driver adds to it, day by day, for a stacked picture. */
import { dateOf } from "@lib/core/day.ts";
import { CapacityError } from "@lib/core/errors.ts";
import { type Metric, METRICS } from "@lib/core/metric.ts";
import { expectedP95 } from "./expected.ts";
import type { RunOptions } from "./options.ts";
import { originalDrivers } from "./original/driver_logs.ts";
import { generateServer } from "./server.ts";
import { type Driver, driverLogsOf, DRIVERS } from "./server_plan.ts";

/** One day of a server; the parts add up to the value. In the unit of the metric. */
export interface AnatomyRow extends Readonly<Record<Driver, number>> {
  readonly date: Date;
  /** Level at the start of the run. */
  readonly base: number;
  /** What the bound takes away and what spikes are expected to add. */
  readonly bound: number;
  /** Value less expectation. */
  readonly noise: number;
  readonly value: number;
}

/**
 * The drivers of a server: base, growth, season of the year, weekday, calendar (holidays, month and quarter ends),
 * habit (disk clean-ups), events, bound and noise. Each is what it changes when the ones before it have acted.
 *
 * @param index Number of the server, from 0.
 * @param options Also the metric; default CPU.
 * @throws {RangeError} when the index or an option is out of range.
 * @throws {CapacityError} when there is no such metric or profile.
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { serverAnatomy } from "@lib/generate/mod.ts";
 * const [day] = serverAnatomy(42, 3, { days: 10 });
 * const { base, growth, season, weekday, calendar, habit, events, bound, noise, value } = day!;
 * ok(Math.abs(base + growth + season + weekday + calendar + habit + events + bound + noise - value) < 1e-9);
 * ```
 */
export function serverAnatomy(
  seed: number,
  index: number,
  options: Omit<RunOptions, "seed"> & { readonly metric?: Metric } = {},
): AnatomyRow[] {
  const { metric = "cpu_p95", ...run } = options;
  if (!METRICS.includes(metric)) {
    throw new CapacityError(
      `Cannot take a server apart: expected a metric among ${METRICS.join(", ")}, got "${metric}"`,
      { kind: "usage" },
    );
  }
  const { plan, daily, start, days } = generateServer(seed, index, run);
  const { base, logs } = plan.given
    ? originalDrivers(plan.placement.type, metric, { start, days })
    : { base: plan.identity.levels[metric], logs: driverLogsOf(plan, metric) };
  const expected = expectedP95(plan, metric);
  return Array.from(daily[metric], (value, day) => {
    let level = base;
    const parts = Object.fromEntries(DRIVERS.map((driver) => {
      const before = level;
      level *= Math.exp(logs[driver][day]!);
      return [driver, level - before];
    })) as Record<Driver, number>;
    return {
      date: dateOf(start + day),
      base,
      ...parts,
      bound: expected[day]! - level,
      noise: value - expected[day]!,
      value,
    };
  });
}
