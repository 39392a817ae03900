/** The series of a fleet and their histories at each origin. */
import { type Metric, METRIC_INFO, METRICS } from "@lib/core/metric.ts";
import { type FleetPanel, historyOf } from "@lib/core/panel.ts";
import { weeklyNaiveError } from "./accuracy.ts";
import type { FleetDays } from "./fleet_days.ts";
import type { History } from "./forecaster.ts";

/** One server's metric up to some day. */
export interface SeriesHistory {
  readonly metric: Metric;
  readonly server: number;
  readonly history: History;
  /** Mean absolute change from week to week within the history, `NaN` when unknown. */
  readonly naiveError: number;
}

/**
 * The histories of all series that have a value within the first `length` days, metric by metric.
 *
 * All metrics come together, so that a model can share one design among them.
 */
export function historiesAt(panel: FleetPanel, days: FleetDays, length: number): SeriesHistory[] {
  return METRICS.filter((metric) => panel.values[metric]).flatMap((metric) =>
    panel.servers.flatMap((_, server): SeriesHistory[] => {
      const values = historyOf(panel, metric, server).subarray(0, length);
      if (values.every((value) => Number.isNaN(value))) return [];
      const bounds = { low: 0, high: highestOf(values, METRIC_INFO[metric].max) };
      return [{
        metric,
        server,
        history: { values, start: panel.start, calendar: days.calendarOf(server), bounds },
        naiveError: weeklyNaiveError(values),
      }];
    })
  );
}

function highestOf(values: Float64Array, gaugeMax: number): number {
  let highest = gaugeMax;
  // A gauge that has read above its maximum may do so again.
  for (const value of values) if (value > highest) highest = value;
  return highest;
}
