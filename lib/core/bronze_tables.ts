/** Contracts of bronze: as generated or read. */
import { METRIC_INFO, METRICS, READING_METRICS } from "./metric.ts";
import {
  calendarColumns,
  CONTRACT_VERSION,
  dailyMetric,
  dayColumn,
  metadataColumns,
  metricColumns,
  serverId,
} from "./shared_columns.ts";
import type { TableContract } from "./table.ts";

/** Every measured value, as ingest makes it. */
export const READINGS: TableContract = {
  name: "readings",
  zone: "bronze",
  version: CONTRACT_VERSION,
  description: "Readings as they came, repeated ones too: one value of one metric of one server at one time",
  key: ["source_file", "source_row", "server_id", "metric"],
  columns: {
    server_id: serverId,
    metric: { type: "text", description: `${READING_METRICS.join(", ")}, or the source's own name` },
    timestamp: { type: "timestamp", description: "Time of the reading, UTC" },
    value: { type: "number", nullable: true, description: "The reading, in its unit" },
    unit: { type: "text", description: "Unit of the value: percent, Mbps or the source's own" },
    source_file: { type: "text", description: "File that the reading came from; a generated one: generated/<server>" },
    source_row: {
      type: "integer",
      range: [1, Infinity],
      description: "Line of that file; of a generated reading the number of its hour, 1 = the first of the run",
    },
  },
};

/** The daily data set: timestamp and the 18 columns of the original, in its order. */
export const SERVER_METRICS: TableContract = {
  name: "server_metrics",
  zone: "bronze",
  version: CONTRACT_VERSION,
  description: "Daily 95th percentiles with metadata and calendar, one row per server and day; with planted defects " +
    "(`parameters.defects` in the manifest) rows may be missing or repeated and values out of range",
  key: ["timestamp", "server_id"],
  columns: {
    timestamp: dayColumn,
    server_id: serverId,
    ...metricColumns(false, false),
    ...metadataColumns(false),
    ...calendarColumns,
  },
};

/** The same file where defects were planted: rows may be missing, repeated or moved, values be out of range. */
export const SERVER_METRICS_RAW: TableContract = {
  ...SERVER_METRICS,
  description: "Daily rows with planted defects, as a source would deliver them",
  key: [],
  columns: {
    ...SERVER_METRICS.columns,
    ...Object.fromEntries(
      Object.entries(metricColumns(true, true)).map(([name, column]) => [name, { ...column, range: [-1, Infinity] }]),
    ),
  },
};

/** The hourly sample set. */
export const SAMPLE: TableContract = {
  name: "sample",
  zone: "bronze",
  version: CONTRACT_VERSION,
  description: "Synthetic only: a month of ten servers, hour by hour, to look at the shape of the data",
  key: ["timestamp", "server_id"],
  columns: {
    timestamp: { type: "timestamp", description: "Start of the hour, UTC" },
    server_id: serverId,
    ...Object.fromEntries(METRICS.map((metric) => {
      const { reading, unit, max, label } = METRIC_INFO[metric];
      return [reading, { type: "number", unit, range: [0, max], description: `Mean ${label} of the hour` }];
    })),
  },
};

/** The inventory. */
export const FLEET: TableContract = {
  name: "fleet",
  zone: "bronze",
  version: CONTRACT_VERSION,
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
  version: CONTRACT_VERSION,
  description: "Synthetic only: what the generator expects before noise",
  key: ["timestamp", "server_id", "metric"],
  columns: {
    timestamp: dayColumn,
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
  version: CONTRACT_VERSION,
  description: "Synthetic only: planted level shifts, resizes, disk extensions, incidents and defects",
  key: ["server_id", "event"],
  columns: {
    server_id: serverId,
    event: { type: "integer", range: [1, Infinity], description: "Number of the event on its server" },
    kind: {
      type: "text",
      description: "level shift, resize, disk extension, incident; of planted defects: missing run, duplicated row, " +
        "stuck sensor, fraction, clock shift, sentinel, spike",
    },
    metric: { type: "text", nullable: true, description: "Metric, when only one is touched" },
    first_day: { type: "date", description: "First day of the event" },
    last_day: { type: "date", description: "Last day of the event" },
    size: {
      type: "number",
      nullable: true,
      description: "Factor on the level; of a defect: the value shown (sentinel, spike), what was added (duplicated " +
        "row), the factor (fraction), the days (clock shift)",
    },
  },
};

/** The generator's parameters and true first breaches. */
export const TRUTH_SERVERS: TableContract = {
  name: "truth_servers",
  zone: "bronze",
  version: CONTRACT_VERSION,
  description: "Synthetic only: true parameters and true first breach per server, metric and threshold",
  key: ["server_id", "metric", "threshold"],
  columns: {
    server_id: serverId,
    metric: dailyMetric,
    threshold: { type: "number", unit: "percent", description: "Threshold of the breach" },
    level: {
      type: "number",
      unit: "percent",
      description: "True level on an ordinary weekday at the start of the run",
    },
    noise: { type: "number", description: "Standard deviation of the logarithm of the noise from day to day" },
    growth_per_year: { type: "number", description: "True compounding growth, 0.1 = +10 % a year" },
    clean_up_days: {
      type: "number",
      unit: "days",
      nullable: true,
      description: "Days between two clean-ups, of a disk",
    },
    first_breach: { type: "date", nullable: true, description: "First day of the first true breach, null = never" },
  },
};
