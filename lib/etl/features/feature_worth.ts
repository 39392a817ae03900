/** Which features go with the value they are meant to foretell: a first look before any model. */
import type { Metric } from "@lib/core/metric.ts";
import { numbersOf, type Table } from "@lib/core/table.ts";

/** One feature and how closely the day's value follows it. */
export interface FeatureWorth {
  readonly feature: string;
  /** Pearson's correlation over all server-days that have both, −1 to 1. */
  readonly correlation: number;
  /** Server-days with both. */
  readonly n: number;
}

/**
 * Correlation of every feature with a metric of the same row, the closest first.
 *
 * A feature ends the day before, so a close one is worth having. Features that do not vary are left out.
 *
 * @param daily SERVER_DAILY.
 * @param features FEATURES or another set of features, its rows in the same order.
 * @throws {RangeError} when the tables differ in length.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { featureWorth } from "@lib/etl/mod.ts";
 * import { tableOf } from "@lib/core/mod.ts";
 * const daily = tableOf({ cpu_p95: Float64Array.of(2, 4, 6) });
 * const [best] = featureWorth(daily, tableOf({ timestamp: Int32Array.of(1, 2, 3), lag: Float64Array.of(1, 2, 3) }), "cpu_p95");
 * strictEqual(best?.correlation.toFixed(3), "1.000");
 * ```
 */
export function featureWorth(daily: Table, features: Table, metric: Metric): FeatureWorth[] {
  if (daily.rowCount !== features.rowCount) {
    throw new RangeError(`Cannot compare features: expected ${daily.rowCount} rows, got ${features.rowCount}`);
  }
  const target = numbersOf(daily, metric);
  return Object.entries(features.columns)
    .flatMap(([feature, data]) => {
      if (feature === "timestamp" || !ArrayBuffer.isView(data)) return [];
      let n = 0, meanX = 0, meanY = 0, xx = 0, yy = 0, xy = 0;
      for (let row = 0; row < features.rowCount; row++) {
        const x = data[row]!, y = target[row]!;
        if (x !== x || y !== y) continue;
        const dx = x - meanX, dy = y - meanY, share = 1 / ++n;
        meanX += dx * share;
        meanY += dy * share;
        xx += dx * (x - meanX);
        yy += dy * (y - meanY);
        xy += dx * (y - meanY);
      }
      const correlation = xy / Math.sqrt(xx * yy);
      return Number.isFinite(correlation) ? [{ feature, correlation, n }] : [];
    })
    .sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation));
}
