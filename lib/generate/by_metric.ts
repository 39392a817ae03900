/** One value per metric. */
import { type Metric, METRICS } from "@lib/core/metric.ts";

/** A record with one entry per metric. */
export function byMetric<Value>(make: (metric: Metric) => Value): Record<Metric, Value> {
  return Object.fromEntries(METRICS.map((metric) => [metric, make(metric)])) as Record<Metric, Value>;
}
