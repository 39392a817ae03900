/** What a model would have forecast for the last days of a fleet. */
import type { CalendarDay } from "@lib/core/calendar.ts";
import { DAY_MS, DAY_SECONDS } from "@lib/core/day.ts";
import type { Metric } from "@lib/core/metric.ts";
import { type FleetPanel, historyOf } from "@lib/core/panel.ts";
import type { Forecaster } from "../forecaster.ts";

/** A fleet and the part of it that is held out. */
export interface Holdout {
  /** Longer than what is held out. */
  readonly panel: FleetPanel;
  /** Calendar of each server over the days of the panel. Servers that share one share the work. */
  readonly calendars: readonly (readonly CalendarDay[])[];
  readonly metric: Metric;
  /** Days at the end of the panel, 1 or more, that the model does not see. */
  readonly days: number;
}

/**
 * The median forecasts of a model for the days held out, fitted on the days before.
 *
 * @returns `[server * days + step]`, in the unit of the metric.
 * @throws {RangeError} when nothing is left to learn from, or a server has no value there.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { holdoutMedians, weeklyNaive } from "@lib/forecast/mod.ts";
 * import { calendarOf } from "@lib/core/mod.ts";
 * const cpu_p95 = Float64Array.from({ length: 30 }, (_, day) => 40 + day % 7);
 * const panel = { servers: ["a"], start: 19_000, days: 30, values: { cpu_p95 } };
 * const calendars = [calendarOf("none", 19_000, 30)];
 * const medians = holdoutMedians(weeklyNaive, { panel, calendars, metric: "cpu_p95", days: 9 });
 * strictEqual(medians[8]!.toFixed(6), cpu_p95[29]!.toFixed(6));
 * ```
 */
export function holdoutMedians(model: Forecaster, { panel, calendars, metric, days }: Holdout): Float64Array {
  const known = panel.days - days;
  if (!(days >= 1 && known >= 1)) {
    throw new RangeError(`Cannot hold days out: expected 1 to ${panel.days - 1}, got ${days}`);
  }
  const histories = panel.servers.map((_, server) => ({
    values: historyOf(panel, metric, server).subarray(0, known),
    start: panel.start * DAY_MS,
    step: DAY_SECONDS,
    calendar: calendars[server]!,
  }));
  const fitted = model.fitMany?.(histories) ?? histories.map((history) => model.fit(history));
  const medians = new Float64Array(panel.servers.length * days);
  fitted.forEach((own, server) => medians.set(own.predict(days, [0.5]).quantiles[0]!, server * days));
  return medians;
}
