/** Features for models: what was known the evening before. */
import { featuresContract, type FeatureSet, STANDARD_FEATURES } from "@lib/core/feature_table.ts";
import { type FleetPanel, historyOf } from "@lib/core/panel.ts";
import { METRICS } from "@lib/core/metric.ts";
import { type ColumnData, type Table, tableOf } from "@lib/core/table.ts";
import { lagged } from "@lib/stats/lag.ts";
import type { CalendarColumns, FleetCalendar } from "../calendar_columns.ts";
import { capacityUses } from "./capacity_features.ts";
import { daysSince } from "./days_since.ts";
import { atHundredths, metricFeatures } from "./metric_features.ts";
import { gatherDays, gatherTexts, type ServerDays, serverDays } from "../server_days.ts";

/** Which features to make, of which rows, and what is known beside the values. */
export interface FeatureOptions {
  /** Server-days that become rows. Default every server and day of the panel. */
  readonly rows?: ServerDays;
  /** Which features of each metric. Default `STANDARD_FEATURES`, the contract FEATURES; see `featuresContract`. */
  readonly set?: FeatureSet;
  /** FLEET, for what is measured against capacity. Default none: those features are missing. */
  readonly fleet?: Table;
  /** Days on which the capacity of each server changed, as indices into the panel's days, ascending. Default none known. */
  readonly resizes?: readonly (readonly number[])[];
  /**
   * Whether the days of the panel are days of the calendar. Default true; false refuses the calendar: its features are
   * missing, as the weekday of a clock that counts from 0 is an invention. `NO_CALENDAR_NOTE` says so.
   */
  readonly isRealClock?: boolean;
  /** Robust z above which a day is an outlier. Default 8. */
  readonly outlierZ?: number;
}

/** What a reader should know where the calendar was refused. */
export const NO_CALENDAR_NOTE =
  "the source's clock does not tell the date: features of the calendar (weekday, holidays, month and quarter ends) are missing";

/**
 * Lags, rolling statistics, calendar, events and use of capacity, one row per server-day.
 *
 * No feature sees its own day or a later one, except the calendar, which is known in advance, and the inventory. Nothing
 * crosses from one server to the next. Statistics of a window are missing before it lies inside the series and where less
 * than half of it is known; means, deviations and what is made of them are stored at 0.01.
 *
 * @param panel Repaired values.
 * @param calendar One per server (`calendar` of a CleanFleet, or `fleetCalendar`).
 * @returns The table of `featuresContract(set)`, by server, then by day.
 * @throws {RangeError} when a lag is below 0 or a window shorter than 2 days.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { featuresTable, fleetCalendar } from "@lib/etl/mod.ts";
 * const panel = { servers: ["a"], start: 19723, days: 3, values: { cpu_p95: Float64Array.of(10, 20, 90) } };
 * const { columns } = featuresTable(panel, fleetCalendar(["EU"], panel.start, panel.days));
 * deepStrictEqual(columns.cpu_p95_lag_1, Float64Array.of(NaN, 10, 20));
 * deepStrictEqual(columns.days_since_holiday, Float64Array.of(0, 1, 2)); // from 2024-01-01 on
 * ```
 */
export function featuresTable(panel: FleetPanel, calendar: FleetCalendar, options: FeatureOptions = {}): Table {
  const { servers, start, days } = panel;
  const {
    rows = serverDays(servers.map(() => ({ first: 0, last: days - 1 })), days),
    set = STANDARD_FEATURES,
    fleet,
    resizes,
    isRealClock = true,
    outlierZ = 8,
  } = options;
  const count = rows.cells.length, numbers: Record<string, Float64Array> = {};
  const uses = capacityUses(servers, fleet), scratch = new Float64Array(days);
  let end = 0;
  servers.forEach((_, server) => {
    const first = end;
    while (rows.server[end] === server) end++;
    if (first === end) return;
    const firstDay = rows.day[first]!, isWhole = rows.day[end - 1]! - firstDay === end - 1 - first;
    const put = (name: string, values: Float64Array): void => {
      const column = numbers[name] ??= new Float64Array(count);
      if (isWhole) column.set(values.subarray(firstDay, firstDay + end - first), first);
      else for (let row = first; row < end; row++) column[row] = values[rows.day[row]!]!;
    };
    put("days_since_first", daysSince([firstDayOf(panel, server)], days, "the day after"));
    put("days_since_resize", daysSince(resizes?.[server] ?? [], days, "on the day"));
    const { isPeakDay } = calendar[server]!;
    for (const metric of METRICS) {
      if (!panel.values[metric]) continue;
      const history = historyOf(panel, metric, server);
      metricFeatures(metric, history, { set, isPeakDay, outlierZ }, (name, values) => put(`${metric}_${name}`, values));
    }
    for (const { feature, metric, perUnit } of uses[server]!) {
      if (!panel.values[metric]) continue;
      lagged(historyOf(panel, metric, server), 1, scratch);
      for (let day = 0; day < days; day++) scratch[day] = atHundredths(scratch[day]! * perUnit);
      put(feature, scratch);
    }
  });
  const columns: Record<string, ColumnData> = {
    timestamp: rows.day.map((day) => start + day),
    server_id: gatherTexts(servers, rows),
    ...calendarFeatures(calendar, rows, isRealClock),
  };
  for (const name of Object.keys(featuresContract(set).columns)) {
    // What no server has a value for was never made.
    columns[name] ??= numbers[name] ?? new Float64Array(count).fill(NaN);
  }
  return tableOf(columns);
}

const CALENDAR_COLUMNS = {
  month: "month",
  quarter: "quarter",
  day_of_month: "dayOfMonth",
  workday_of_month: "workdayOfMonth",
  dayofweek: "dayofweek",
  is_weekend: "isWeekend",
  is_eoq: "isEoq",
  is_holiday: "isHoliday",
  is_bridge: "isBridge",
  days_to_month_end: "daysToMonthEnd",
  days_to_eoq: "daysToEoq",
  days_since_eoq: "daysSinceEoq",
  days_to_holiday: "daysToHoliday",
  days_since_holiday: "daysSinceHoliday",
} as const satisfies Readonly<Record<string, keyof CalendarColumns>>;

function calendarFeatures(calendar: FleetCalendar, rows: ServerDays, isReal: boolean): Record<string, ColumnData> {
  const count = rows.cells.length;
  return Object.fromEntries(
    Object.entries(CALENDAR_COLUMNS).map(([name, of]) => {
      if (!isReal) return [name, new Float64Array(count).fill(NaN)];
      // Distances to holidays alone can be missing.
      const into = of.endsWith("Holiday") && of !== "isHoliday" ? new Float64Array(count) : new Int32Array(count);
      return [name, gatherDays<Int32Array | Float64Array>(calendar.map((day) => day[of]), rows, into)];
    }),
  );
}

/** The first day on which any metric of the server is known; the number of days when there is none. */
function firstDayOf({ values, days }: FleetPanel, server: number): number {
  const isKnown = (day: number): boolean =>
    METRICS.some((metric) => !Number.isNaN(values[metric]?.[server * days + day] ?? NaN));
  let first = 0;
  while (first < days && !isKnown(first)) first++;
  return first;
}
