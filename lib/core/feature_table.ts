/** The contract of the feature table: which features there are, what they are called and which of them are stored. */
import { type Metric, METRIC_INFO, METRICS } from "./metric.ts";
import { calendarColumns, CONTRACT_VERSION, dayColumn, flagColumn, serverId } from "./shared_columns.ts";
import type { ColumnContract, TableContract } from "./table.ts";

/** Statistics of the days before. */
export const ROLLING_STATISTICS = ["mean", "std", "min", "max", "p95"] as const;
/** A statistic of the days before. */
export type RollingStatistic = typeof ROLLING_STATISTICS[number];

/** Which features of each metric a table holds; the calendar is in every one. */
export interface FeatureSet {
  /** Lags in days, 1 or more. */
  readonly lags: readonly number[];
  /** Statistics by the length of their window in days, 2 or more. */
  readonly windows: Readonly<Record<number, readonly RollingStatistic[]>>;
  /** Whether the features that remember all days before are there: last outlier, mean to date, growth to date. */
  readonly hasMemory: boolean;
}

/** What the stages store: features that say different things, few enough to be written in a second. */
export const STANDARD_FEATURES: FeatureSet = {
  lags: [1, 7, 30],
  windows: { 7: ["mean", "std"], 30: ["mean", "std", "p95"] },
  hasMemory: false,
};

/** Every feature, three times as many: for looking for the ones worth having. */
export const FULL_FEATURES: FeatureSet = {
  lags: [1, 3, 7, 14, 30],
  windows: { 7: ROLLING_STATISTICS, 30: ROLLING_STATISTICS, 90: ROLLING_STATISTICS },
  hasMemory: true,
};

/** The metrics with a share of the server's capacity, which have headroom. */
export const PERCENT_METRICS: readonly Metric[] = METRICS.filter((metric) => METRIC_INFO[metric].unit === "percent");

/**
 * The contract of a table of features; none sees its own day, except the calendar, which is known in advance.
 *
 * @param set Which features of each metric; default `STANDARD_FEATURES`.
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { featuresContract } from "@lib/core/feature_table.ts";
 * ok("cpu_p95_max_14" in featuresContract({ lags: [1], windows: { 14: ["max"] }, hasMemory: false }).columns);
 * ```
 */
export function featuresContract(set: FeatureSet = STANDARD_FEATURES): TableContract {
  return {
    name: "features",
    zone: "silver",
    version: CONTRACT_VERSION,
    description: "Lags, rolling statistics, calendar, events and use of capacity; every one is known the day before",
    key: ["timestamp", "server_id"],
    columns: {
      timestamp: dayColumn,
      server_id: serverId,
      ...CALENDAR_FEATURES,
      days_since_first: daysColumn("Days since the server's first day with a value; missing up to that day"),
      days_since_resize: daysColumn("Days since the last change of the server's capacity; missing where none is known"),
      ...CAPACITY_FEATURES,
      ...Object.assign({}, ...METRICS.map((metric) => metricFeatures(metric, set))),
    },
  };
}

function daysColumn(description: string, last = Infinity): ColumnContract {
  return { type: "integer", unit: "days", nullable: true, range: [0, last], description };
}

/** Columns of the calendar may all be missing: where the clock of a source is not real, so are its dates. */
const CALENDAR_FEATURES: Readonly<Record<string, ColumnContract>> = Object.fromEntries(
  Object.entries<ColumnContract>({
    month: calendarColumns.month!,
    quarter: calendarColumns.quarter!,
    day_of_month: {
      type: "integer",
      range: [1, 31],
      description: "Day of the month, also days since the last month end",
    },
    workday_of_month: {
      type: "integer",
      range: [0, 23],
      description: "Working days of the month so far, this day included: neither weekend nor bank holiday",
    },
    dayofweek: calendarColumns.dayofweek!,
    is_weekend: calendarColumns.is_weekend!,
    is_eoq: calendarColumns.is_eoq!,
    is_holiday: calendarColumns.is_holiday!,
    is_bridge: flagColumn("1 on a working day between two free ones"),
    days_to_month_end: daysColumn("Days to the last day of the month, 0 on that day", 30),
    days_to_eoq: daysColumn("Days to the last day of the quarter, 0 on that day", 92),
    days_since_eoq: daysColumn("Days since the last day of the quarter before", 92),
    days_to_holiday: daysColumn("Days to the next bank holiday, 0 on one; missing where the region has none", 366),
    days_since_holiday: daysColumn(
      "Days since the last bank holiday, 0 on one; missing where the region has none",
      366,
    ),
  }).map(([name, column]) => [name, { ...column, nullable: true }]),
);

const CAPACITY_FEATURES: Readonly<Record<string, ColumnContract>> = {
  used_cores: use("cores", "Cores used the day before: CPU × virtual CPUs"),
  used_memory_gib: use("GiB", "Memory used the day before"),
  used_disk_gib: use("GiB", "Disk used the day before"),
  net_in_share: use("percent", "Network in of the day before, of the network's capacity"),
  net_out_share: use("percent", "Network out of the day before, of the network's capacity"),
};

function use(unit: string, description: string): ColumnContract {
  return { type: "number", unit, nullable: true, range: [0, Infinity], description };
}

const STATISTIC_WORDS: Readonly<Record<RollingStatistic, string>> = {
  mean: "Mean",
  std: "Sample deviation",
  min: "Smallest value",
  max: "Largest value",
  p95: "95th percentile (nearest rank)",
};

function metricFeatures(metric: Metric, { lags, windows, hasMemory }: FeatureSet): Record<string, ColumnContract> {
  const { unit } = METRIC_INFO[metric];
  const number = (description: string): ColumnContract => ({ type: "number", unit, nullable: true, description });
  return {
    ...Object.fromEntries(
      lags.map((lag) => [`${metric}_lag_${lag}`, number(`${metric}, ${lag} ${lag === 1 ? "day" : "days"} before`)]),
    ),
    ...Object.fromEntries(
      Object.entries(windows).flatMap(([days, statistics]) =>
        statistics.map((statistic) => [
          `${metric}_${statistic}_${days}`,
          number(`${STATISTIC_WORDS[statistic]} of ${metric} over the ${days} days before`),
        ])
      ),
    ),
    ...PERCENT_METRICS.includes(metric)
      ? { [`${metric}_headroom`]: number(`100 − the largest ${metric} of the 30 days before`) }
      : {},
    [`${metric}_days_since_level_shift`]: daysColumn(
      `Days since the first day of the last level shift of ${metric} that had shown by the day before`,
    ),
    ...hasMemory
      ? {
        [`${metric}_days_since_outlier`]: daysColumn(
          `Days since ${metric} was last an outlier for its weekday, 1 or more`,
        ),
        [`${metric}_mean_to_date`]: number(`Mean of ${metric} over all days before`),
        [`${metric}_growth_to_date`]: number(`Mean of ${metric} over the 30 days before, less its first such mean`),
      }
      : {},
  };
}

/** The features that the stages store. */
export const FEATURES: TableContract = featuresContract();
