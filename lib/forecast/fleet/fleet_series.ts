/** The series of a fleet and their histories at each origin. */
import { DAY_MS, DAY_SECONDS } from "@lib/core/day.ts";
import { type Metric, METRIC_INFO, METRICS } from "@lib/core/metric.ts";
import { type FleetPanel, historyOf } from "@lib/core/panel.ts";
import { type NaiveErrors, naiveErrors } from "../evaluate/naive_errors.ts";
import type { FleetDays } from "./fleet_days.ts";
import type { DailyHistory, LinkedValues } from "../calendar/outlook.ts";
import { linked, linkOf } from "../calendar/link.ts";

/** One server's metric up to some day. */
export interface SeriesHistory {
  readonly metric: Metric;
  readonly server: number;
  readonly history: DailyHistory;
  /** Changes from week to week within the history. */
  readonly naive: NaiveErrors;
}

/** The link of a series, learned from its earliest days, with all of its values on that scale. */
interface SeriesLink extends LinkedValues {
  /** The bound that the link was made for. */
  readonly bound: number;
}

/** Values that a link must have seen. */
const ENOUGH_VALUES = 28;

/** Makes the histories of a fleet at any of its origins. */
export interface FleetSeries {
  /**
   * The histories of all series that have a value within the first `length` days, metric by metric.
   *
   * All metrics come together, so that a model can share one design among them.
   *
   * @param window Days at the end of it that are known, those before are missing; default all.
   */
  historiesAt(length: number, window?: number): SeriesHistory[];
}

/**
 * The series of a panel.
 *
 * @param earliest Days that the earliest origin sees: links are learned from these only, so that all origins may share them.
 */
export function fleetSeries(panel: FleetPanel, days: FleetDays, earliest: number): FleetSeries {
  const all = METRICS.filter((metric) => panel.values[metric]).flatMap((metric) =>
    panel.servers.map((_, server) => {
      const values = historyOf(panel, metric, server);
      return { metric, server, values, known: linkAt(values, earliest, METRIC_INFO[metric].max) };
    })
  );
  return {
    historiesAt: (length, window = length) =>
      all.flatMap(({ metric, server, values: whole, known }): SeriesHistory[] => {
        const values = lastDays(whole, length, window);
        const { count, low, high } = extentOf(values, METRIC_INFO[metric].max);
        if (count === 0 || isSilent(values)) return [];
        // A gauge that has read beyond what the link knew gets a link of its own, and so do days that have not seen what the link saw.
        const shared = known && low >= 0 && high === known.bound && window >= length;
        return [{
          metric,
          server,
          history: {
            values,
            start: panel.start * DAY_MS,
            step: DAY_SECONDS,
            calendar: days.calendarOf(server),
            bounds: { low: 0, high },
            ...(shared && { onLink: { link: known.link, values: known.values.subarray(0, length) } }),
          },
          naive: naiveErrors(values),
        }];
      }),
  };
}

/** The first `length` values, of which only the last `window` are known. */
function lastDays(values: Float64Array, length: number, window: number): Float64Array {
  const first = length - window;
  return first <= 0 ? values.subarray(0, length) : values.slice(0, length).fill(NaN, 0, first);
}

/** Days without a reading after which a series is no longer forecast: its server is gone, or its agent is. */
export const SILENT_DAYS = 30;

/** Whether a history ends with so many days without a reading. */
function isSilent(values: Float64Array): boolean {
  return values.length > SILENT_DAYS && values.subarray(-SILENT_DAYS).every(Number.isNaN);
}

function linkAt(values: Float64Array, earliest: number, gaugeMax: number): SeriesLink | undefined {
  const first = values.subarray(0, earliest);
  const { count, low, high } = extentOf(first, gaugeMax);
  if (count < ENOUGH_VALUES || low < 0) return undefined;
  const link = linkOf(first, high);
  return { link, bound: high, values: linked(link, values) };
}

/** Number of values, the lowest, and the highest or the gauge's maximum, whichever is more: a gauge may read above 100 again. */
function extentOf(values: Float64Array, gaugeMax: number): { count: number; low: number; high: number } {
  let count = 0, low = Infinity, high = gaugeMax;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value !== value) continue;
    count++;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { count, low, high };
}
