/** The five metrics of a server, in their daily and their reading form, with units. */

/** Unit of a stored value. */
export type Unit = "percent" | "Mbps";

/** The daily metrics: 95th percentile of a day's hourly means. */
export const METRICS = ["cpu_p95", "mem_p95", "disk_p95", "net_in_p95", "net_out_p95"] as const;
/** Name of a daily metric. */
export type Metric = typeof METRICS[number];

/** The metrics of readings (gauges as they were measured). */
export const READING_METRICS = ["cpu_pct", "mem_pct", "disk_pct", "net_in_mbps", "net_out_mbps"] as const;
/** Name of a reading metric. */
export type ReadingMetric = typeof READING_METRICS[number];

/** What is known of a metric: its reading twin, unit, bounds and the words for charts. */
export interface MetricInfo {
  readonly reading: ReadingMetric;
  readonly unit: Unit;
  /** Largest possible value of a healthy gauge; `Infinity` where there is none. */
  readonly max: number;
  readonly label: string;
}

/** The table of metrics. */
export const METRIC_INFO: Readonly<Record<Metric, MetricInfo>> = {
  cpu_p95: { reading: "cpu_pct", unit: "percent", max: 100, label: "CPU" },
  mem_p95: { reading: "mem_pct", unit: "percent", max: 100, label: "memory" },
  disk_p95: { reading: "disk_pct", unit: "percent", max: 100, label: "disk" },
  net_in_p95: { reading: "net_in_mbps", unit: "Mbps", max: Infinity, label: "network in" },
  net_out_p95: { reading: "net_out_mbps", unit: "Mbps", max: Infinity, label: "network out" },
};

/** The daily metric of a reading metric, or `undefined` for a source's own. */
export function dailyMetricOf(reading: string): Metric | undefined {
  return METRICS.find((metric) => METRIC_INFO[metric].reading === reading);
}
