/** The words of charts: what a caller leaves out is computed, and a metric is always named in the same way. */
import { isoDate } from "@lib/core/day.ts";
import { type Metric, METRIC_INFO } from "@lib/core/metric.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import type { ChartWords } from "./figure.ts";

/** The caller's words over the computed ones. */
export function wordsOf<Computed extends ChartWords & { readonly takeaway: string }>(
  given: ChartWords,
  computed: Computed,
): ChartWords & { readonly takeaway: string } {
  const { takeaway = computed.takeaway, measure = computed.measure, source = computed.source } = given;
  return { takeaway, ...(measure === undefined ? {} : { measure }), ...(source === undefined ? {} : { source }) };
}

/** A metric at the start of a sentence or on an axis: `CPU`, `Memory`, `Network in`. */
export function metricName(metric: string): string {
  const label = METRIC_INFO[metric as Metric]?.label ?? metric;
  return label.charAt(0).toUpperCase() + label.slice(1);
}

/** A metric inside a sentence: `CPU`, `memory`. */
export function metricWord(metric: string): string {
  return METRIC_INFO[metric as Metric]?.label ?? metric;
}

/** The unit of a metric behind a number: ` %` or ` Mbps`, empty when unknown. */
export function unitSuffix(metric: string): string {
  const unit = METRIC_INFO[metric as Metric]?.unit;
  return unit === "percent" ? " %" : unit === undefined ? "" : ` ${unit}`;
}

/** The unit of a difference behind a number: ` points` for percentages, which are not percent of each other. */
export function differenceSuffix(metric: string): string {
  const suffix = unitSuffix(metric);
  return suffix === " %" ? " points" : suffix;
}

/** What is measured: `CPU, % of capacity, daily p95`. */
export function measureOf(metric: string): string {
  const unit = METRIC_INFO[metric as Metric]?.unit;
  const inUnits = unit === "percent" ? ", % of capacity" : unit === undefined ? "" : `, ${unit}`;
  return `${metricName(metric)}${inUnits}, daily p95`;
}

/** The dates of a panel: `2022-01-01 to 2025-12-31`. */
export function spanOf(panel: Pick<FleetPanel, "start" | "days">): string {
  return panel.days === 1
    ? isoDate(panel.start)
    : `${isoDate(panel.start)} to ${isoDate(panel.start + panel.days - 1)}`;
}
