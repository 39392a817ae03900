/** The words of charts: what a caller leaves out is computed, and a metric is always named in the same way. */
import { isoDate } from "@lib/core/day.ts";
import { type Metric, METRIC_INFO } from "@lib/core/metric.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import type { ChartWords } from "./figure.ts";
import { listText, sentence } from "./value_text.ts";

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
  return sentence(metricWord(metric));
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

/** What is measured: `CPU, % of capacity, daily p95`; metrics of one unit share it: `CPU and memory, % of capacity, …`. */
export function measureOf(...metrics: readonly string[]): string {
  const parts = [...Map.groupBy(metrics, unitOf)].map(([unit, own]) => `${listText(own.map(metricWord))}${unit}`);
  return `${sentence(parts.join("; "))}, daily p95`;
}

/** A server inside a sentence; an id of digits alone would read as a number: `server 270`. */
export function serverWord(id: string): string {
  return /^\d+$/.test(id) ? `server ${id}` : id;
}

/** A server at the start of a sentence: `Server 270`, `srv-000001`. */
export function serverName(id: string): string {
  return /^\d+$/.test(id) ? `Server ${id}` : id;
}

function unitOf(metric: string): string {
  const unit = METRIC_INFO[metric as Metric]?.unit;
  return unit === "percent" ? ", % of capacity" : unit === undefined ? "" : `, ${unit}`;
}

/** The dates of a panel: `2022-01-01 to 2025-12-31`. */
export function spanOf(panel: Pick<FleetPanel, "start" | "days">): string {
  return panel.days === 1
    ? isoDate(panel.start)
    : `${isoDate(panel.start)} to ${isoDate(panel.start + panel.days - 1)}`;
}
