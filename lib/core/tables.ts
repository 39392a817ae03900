/**
 * The contracts of every table that passes between the stages: the one place that says what a column is called and means.
 */
import { REGIONS } from "./holidays.ts";
import { METRIC_INFO, METRICS, READING_METRICS } from "./metric.ts";
import { QUANTILE_COLUMNS } from "./quantile_levels.ts";
import { REGIMES } from "./calendar.ts";
import type { ColumnContract, TableContract } from "./table.ts";

/** The archetypes of a server. */
export const SERVER_TYPES = ["web", "application", "database", "batch"] as const;
/** An archetype. */
export type ServerType = typeof SERVER_TYPES[number];
/** The business units of the synthetic bank. */
export const BUSINESS_UNITS = ["Trading", "Retail", "Compliance", "IT"] as const;
/** How much a server matters. */
export const CRITICALITIES = ["High", "Medium", "Low"] as const;

/** Worst state of a row's metrics: 0 good, 1 imputed, 2 anomaly. */
export const QUALITY_FLAG = { good: 0, imputed: 1, anomaly: 2 } as const;
/** What a repair did to a reading or a cell. */
export const LEDGER_ACTIONS = ["changed", "dropped", "imputed", "flagged"] as const;
/** The class given to a server by the risk analysis. */
export const FINDINGS = ["under-provisioned", "at risk", "optimized", "over-provisioned", "idle"] as const;
/** The class given to a server by the risk analysis. */
export type Finding = typeof FINDINGS[number];

const VERSION = 1;

const serverId: ColumnContract = { type: "text", description: "Server, unique in the run" };
const dailyMetric: ColumnContract = { type: "text", oneOf: METRICS, description: "Daily metric" };
const day: ColumnContract = { type: "date", description: "Day (UTC)" };
const flag = (description: string): ColumnContract => ({ type: "integer", range: [0, 1], description });

const metricColumns = (nullable: boolean, keepAbove100: boolean): Record<string, ColumnContract> =>
  Object.fromEntries(METRICS.map((metric) => {
    const { unit, max, label } = METRIC_INFO[metric];
    return [metric, {
      type: "number",
      unit,
      nullable,
      range: [0, keepAbove100 ? Infinity : max],
      description:
        `95th percentile (nearest rank) of the day's hourly means of ${label}, or of its readings where they are finer`,
    }];
  }));

const metadataColumns = (nullable: boolean): Record<string, ColumnContract> => ({
  app_name: { type: "text", nullable, description: "Application that the server serves" },
  business_unit: { type: "text", nullable, description: "Business unit that pays for the server" },
  criticality: { type: "text", nullable, oneOf: CRITICALITIES, description: "How much the server matters" },
  region: { type: "text", nullable, oneOf: REGIONS, description: "Region, decides the holidays" },
  server_type: { type: "text", nullable, description: "Archetype" },
});

const calendarColumns: Record<string, ColumnContract> = {
  year: { type: "integer", range: [1970, 2200], description: "Calendar year" },
  month: { type: "integer", range: [1, 12], description: "Month" },
  quarter: { type: "integer", range: [1, 4], description: "Quarter" },
  dayofweek: { type: "integer", range: [0, 6], description: "Weekday, Monday = 0" },
  is_weekend: flag("1 on Saturday and Sunday"),
  is_eoq: flag("1 on the last five days of a quarter"),
  is_holiday: flag("1 on a bank holiday of the server's region"),
};

/** Every measured value, as ingest makes it. */
export const READINGS: TableContract = {
  name: "readings",
  zone: "bronze",
  version: VERSION,
  description: "Readings as they came, repeated ones too: one value of one metric of one server at one time",
  key: ["source_file", "source_row", "metric"],
  columns: {
    server_id: serverId,
    metric: { type: "text", description: `${READING_METRICS.join(", ")}, or the source's own name` },
    timestamp: { type: "timestamp", description: "Time of the reading, UTC" },
    value: { type: "number", nullable: true, description: "The reading, in its unit" },
    unit: { type: "text", description: "Unit of the value: percent, Mbps or the source's own" },
    source_file: { type: "text", description: "File that the reading came from" },
    source_row: { type: "integer", range: [1, Infinity], description: "Line of that file" },
  },
};

/** The daily data set: timestamp and the 18 columns of the original, in its order. */
export const SERVER_METRICS: TableContract = {
  name: "server_metrics",
  zone: "bronze",
  version: VERSION,
  description: "Daily 95th percentiles with metadata and calendar, one row per server and day",
  key: ["timestamp", "server_id"],
  columns: {
    timestamp: day,
    server_id: serverId,
    ...metricColumns(false, false),
    ...metadataColumns(false),
    ...calendarColumns,
  },
};

/** The inventory. */
export const FLEET: TableContract = {
  name: "fleet",
  zone: "bronze",
  version: VERSION,
  description: "Inventory: one row per server",
  key: ["server_id"],
  columns: {
    server_id: serverId,
    ...metadataColumns(true),
    instance_type: { type: "text", nullable: true, description: "Instance type" },
    vcpu: { type: "number", nullable: true, unit: "cores", range: [0, Infinity], description: "Virtual CPUs" },
    memory_gib: { type: "number", nullable: true, unit: "GiB", range: [0, Infinity], description: "Memory" },
    disk_gib: { type: "number", nullable: true, unit: "GiB", range: [0, Infinity], description: "Disk" },
    network_mbps: { type: "number", nullable: true, unit: "Mbps", range: [0, Infinity], description: "Network" },
    lead_time_days: {
      type: "number",
      nullable: true,
      unit: "days",
      range: [0, Infinity],
      description: "Days from order to capacity in use",
    },
  },
};

/** The generator's expectation of every cell. */
export const TRUTH_DAILY: TableContract = {
  name: "truth_daily",
  zone: "bronze",
  version: VERSION,
  description: "Synthetic only: what the generator expects before noise",
  key: ["timestamp", "server_id", "metric"],
  columns: {
    timestamp: day,
    server_id: serverId,
    metric: dailyMetric,
    mean: { type: "number", description: "Noise-free daily mean" },
    expected_p95: { type: "number", description: "Expected daily 95th percentile" },
  },
};

/** What the generator planted, event by event. */
export const TRUTH_EVENTS: TableContract = {
  name: "truth_events",
  zone: "bronze",
  version: VERSION,
  description: "Synthetic only: planted level shifts, resizes, incidents and defects",
  key: ["server_id", "event"],
  columns: {
    server_id: serverId,
    event: { type: "integer", range: [1, Infinity], description: "Number of the event on its server" },
    kind: { type: "text", description: "level shift, resize, incident or a defect" },
    metric: { type: "text", nullable: true, description: "Metric, when only one is touched" },
    first_day: { type: "date", description: "First day of the event" },
    last_day: { type: "date", description: "Last day of the event" },
    size: { type: "number", nullable: true, description: "Factor on the level" },
  },
};

/** The generator's parameters and true first breaches. */
export const TRUTH_SERVERS: TableContract = {
  name: "truth_servers",
  zone: "bronze",
  version: VERSION,
  description: "Synthetic only: true first breach per server, metric and threshold",
  key: ["server_id", "metric", "threshold"],
  columns: {
    server_id: serverId,
    metric: dailyMetric,
    threshold: { type: "number", unit: "percent", description: "Threshold of the breach" },
    growth_per_year: { type: "number", description: "True compounding growth, 0.1 = +10 % a year" },
    first_breach: { type: "date", nullable: true, description: "First day of the first true breach, null = never" },
  },
};

/** The repaired daily data. */
export const SERVER_DAILY: TableContract = {
  name: "server_daily",
  zone: "silver",
  version: VERSION,
  description: "Daily values after repair, one row per server and day",
  key: ["timestamp", "server_id"],
  columns: {
    timestamp: day,
    server_id: serverId,
    ...metricColumns(true, true),
    source: { type: "text", description: "Where the row comes from" },
    quality_flag: { type: "integer", range: [0, 2], description: "Worst metric: 0 good, 1 imputed, 2 anomaly" },
    ...metadataColumns(true),
    ...calendarColumns,
  },
};

/** Lags in days and window lengths in days of the feature table. */
export const FEATURE_LAGS = [1, 7, 30] as const;
/** Window lengths in days of the feature table. */
export const FEATURE_WINDOWS = [7, 30] as const;

/** Features for models; none sees its own day. */
export const FEATURES: TableContract = {
  name: "features",
  zone: "silver",
  version: VERSION,
  description: "Lags, rolling statistics and event distances; every one is known the day before",
  key: ["timestamp", "server_id"],
  columns: {
    timestamp: day,
    server_id: serverId,
    ...Object.fromEntries(METRICS.flatMap((metric) => [
      ...FEATURE_LAGS.map((lag) => [
        `${metric}_lag_${lag}`,
        { type: "number", nullable: true, description: `${metric}, ${lag} days before` },
      ]),
      ...FEATURE_WINDOWS.flatMap((days) => [
        [`${metric}_mean_${days}`, {
          type: "number",
          nullable: true,
          description: `Mean of ${metric} over the ${days} days before`,
        }],
        [`${metric}_std_${days}`, {
          type: "number",
          nullable: true,
          description: `Sample deviation of ${metric} over the ${days} days before`,
        }],
      ]),
    ])),
    days_to_eoq: { type: "integer", range: [0, 92], description: "Days to the end of the quarter" },
    days_to_holiday: { type: "integer", nullable: true, range: [0, 366], description: "Days to the next bank holiday" },
  },
};

/** Everything that ETL did. */
export const LEDGER: TableContract = {
  name: "ledger",
  zone: "silver",
  version: VERSION,
  description: "Every change, drop, imputation and flag, with its rule and its origin",
  key: ["ledger_id"],
  columns: {
    ledger_id: { type: "integer", range: [1, Infinity], description: "Number of the entry" },
    server_id: serverId,
    metric: { type: "text", description: "Metric" },
    timestamp: { type: "timestamp", description: "Time of the reading or day of the cell, UTC" },
    action: { type: "text", oneOf: LEDGER_ACTIONS, description: "What was done" },
    rule: { type: "text", description: "Why" },
    before: { type: "number", nullable: true, description: "Value before" },
    after: { type: "number", nullable: true, description: "Value after" },
    source_file: { type: "text", nullable: true, description: "File of the reading" },
    source_row: { type: "integer", nullable: true, range: [1, Infinity], description: "Line of that file" },
  },
};

const quantileColumns: Record<string, ColumnContract> = Object.fromEntries(
  QUANTILE_COLUMNS.map((name) => [name, { type: "number", description: `Quantile ${name.slice(1)}` }]),
);

/** The forecasts. */
export const FORECAST: TableContract = {
  name: "forecast",
  zone: "gold",
  version: VERSION,
  description: "Forecast of every server and metric",
  key: ["server_id", "metric", "timestamp"],
  columns: {
    server_id: serverId,
    metric: dailyMetric,
    timestamp: day,
    origin: { type: "date", description: "Last day of the history used" },
    step: { type: "integer", range: [1, Infinity], description: "Days after the origin" },
    mean: { type: "number", description: "Expected value" },
    ...quantileColumns,
    model: { type: "text", description: "Model, or the fallback that took its place" },
  },
};

/** The forecasts of the rolling origins, with what came. */
export const BACKTEST_FORECAST: TableContract = {
  name: "backtest_forecast",
  zone: "gold",
  version: VERSION,
  description: "Forecasts from earlier origins beside the actual values",
  key: ["server_id", "metric", "origin", "step", "model"],
  columns: {
    server_id: serverId,
    metric: dailyMetric,
    origin: { type: "date", description: "Last day of the history used" },
    step: { type: "integer", range: [1, Infinity], description: "Days after the origin" },
    model: { type: "text", description: "Model" },
    actual: { type: "number", nullable: true, description: "What came" },
    ...quantileColumns,
  },
};

/** How good each model was. */
export const BACKTEST: TableContract = {
  name: "backtest",
  zone: "gold",
  version: VERSION,
  description: "Accuracy of the rolling origins by horizon and regime",
  key: ["server_id", "metric", "model", "horizon_bucket", "regime"],
  columns: {
    server_id: serverId,
    metric: dailyMetric,
    model: { type: "text", description: "Model" },
    horizon_bucket: { type: "text", description: "Days ahead, for example 1-30" },
    regime: { type: "text", oneOf: ["all", ...REGIMES], description: "Kind of day" },
    n: { type: "integer", range: [1, Infinity], description: "Values compared" },
    mae: { type: "number", description: "Mean absolute error of the median" },
    rmse: { type: "number", description: "Root mean squared error of the mean" },
    smape: { type: "number", unit: "percent", description: "Symmetric mean absolute percentage error" },
    mase: { type: "number", nullable: true, description: "MAE over that of the in-sample weekly naive" },
    pinball: { type: "number", description: "Mean pinball loss over the nine deciles, doubled" },
    coverage_80: { type: "number", range: [0, 1], description: "Share of values between q10 and q90" },
    coverage_95: { type: "number", range: [0, 1], description: "Share of values between q025 and q975" },
  },
};

/** The decisions. */
export const RISK: TableContract = {
  name: "risk",
  zone: "gold",
  version: VERSION,
  description: "Breach risk, time to exhaustion, finding and advice per server and metric",
  key: ["server_id", "metric"],
  columns: {
    server_id: serverId,
    metric: dailyMetric,
    threshold: { type: "number", description: "Level that counts as a breach" },
    p_breach_30: { type: "number", nullable: true, range: [0, 1], description: "Probability of a breach in 30 days" },
    p_breach_60: { type: "number", nullable: true, range: [0, 1], description: "Probability of a breach in 60 days" },
    p_breach_90: { type: "number", nullable: true, range: [0, 1], description: "Probability of a breach in 90 days" },
    p_breach: { type: "number", range: [0, 1], description: "Probability of a breach within the reach" },
    reach: { type: "integer", range: [1, 90], unit: "days", description: "Days that were assessed, at most 90" },
    breach_days_q10: { type: "number", nullable: true, unit: "days", description: "Early first breach (10 %)" },
    breach_days_q50: { type: "number", nullable: true, unit: "days", description: "Median first breach" },
    breach_days_q90: { type: "number", nullable: true, unit: "days", description: "Late first breach (90 %)" },
    order_by: { type: "date", nullable: true, description: "Last day to order so that capacity is there in time" },
    headroom: { type: "number", description: "Threshold less the 95 % forecast peak, in the metric's unit" },
    finding: { type: "text", oneOf: FINDINGS, description: "Class of the server, decided over all its metrics" },
    reason: { type: "text", description: "Reason codes, strongest first" },
    advice: { type: "text", description: "What to do" },
    cost_per_month: { type: "number", nullable: true, unit: "USD per month", description: "Cost of the server" },
    saving_per_month: { type: "number", nullable: true, unit: "USD per month", description: "What the advice saves" },
  },
};

/** Every contract, in the order of the pipeline. */
export const TABLES: readonly TableContract[] = [
  READINGS,
  SERVER_METRICS,
  FLEET,
  TRUTH_DAILY,
  TRUTH_EVENTS,
  TRUTH_SERVERS,
  SERVER_DAILY,
  FEATURES,
  LEDGER,
  FORECAST,
  BACKTEST_FORECAST,
  BACKTEST,
  RISK,
];
