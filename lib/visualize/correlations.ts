/** How the metrics of a fleet move together. */
import type { FleetPanel } from "@lib/core/panel.ts";
import { correlation } from "@lib/stats/correlation.ts";
import { metricsOf } from "./panel_series.ts";
import { metricName } from "./chart_words.ts";

/** A square matrix of correlations. */
export interface Correlations {
  /** Names of rows and columns. */
  readonly names: readonly string[];
  /** Row by row, -1 to 1; `NaN` where a metric does not vary. */
  readonly values: readonly (readonly number[])[];
}

/** Pearson correlations between the metrics of a panel over all server-days on which both are present. */
export function correlationsOf(panel: FleetPanel): Correlations {
  const metrics = metricsOf(panel);
  const columns = metrics.map((metric) => panel.values[metric] ?? new Float64Array());
  const values: number[][] = [];
  // The half below the diagonal mirrors the one above.
  columns.forEach((a, row) => values.push(columns.map((b, place) => values[place]?.[row] ?? correlation(a, b))));
  return { names: metrics.map(metricName), values };
}
