/** Small forecast tables whose answers are known: what the tests of this folder share. */
import { dayOf } from "@lib/core/day.ts";
import type { Metric } from "@lib/core/metric.ts";
import { QUANTILE_COLUMNS, QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import { type Table, tableOf } from "@lib/core/table.ts";
import { normalQuantile } from "@lib/stats/normal_distribution.ts";

/** Last day of the made histories. */
export const ORIGIN = dayOf("2025-12-31");

/** A series whose days are all normal with this mean and deviation. */
export interface MadeSeries {
  readonly server: string;
  readonly metric: Metric;
  readonly mean: number;
  readonly deviation: number;
  /** What came, for a backtest. */
  readonly actual?: (step: number) => number;
  readonly origin?: number;
}

/** A FORECAST or, with `backtest`, a BACKTEST_FORECAST of such series. */
export function madeForecast(series: readonly MadeSeries[], days: number, kind: "forecast" | "backtest"): Table {
  const rows = series.flatMap((own) => Array.from({ length: days }, (_, step) => ({ ...own, step: step + 1 })));
  const origin = Int32Array.from(rows, (row) => row.origin ?? ORIGIN);
  const quantiles = Object.fromEntries(QUANTILE_COLUMNS.map((name, level) => [
    name,
    Float64Array.from(rows, ({ mean, deviation }) => mean + deviation * normalQuantile(QUANTILE_LEVELS[level]!)),
  ]));
  const step = Int32Array.from(rows, (row) => row.step);
  const server_id = rows.map(({ server }) => server), metric = rows.map((row) => row.metric);
  const model = rows.map(() => "calendar ridge");
  return kind === "forecast"
    ? tableOf({
      server_id,
      metric,
      timestamp: origin.map((day, row) => day + step[row]!),
      origin,
      step,
      mean: Float64Array.from(rows, ({ mean }) => mean),
      ...quantiles,
      model,
    })
    : tableOf({
      server_id,
      metric,
      origin,
      step,
      model,
      actual: Float64Array.from(rows, (row) => row.actual?.(row.step) ?? NaN),
      ...quantiles,
    });
}

/** An inventory of 4 vCPU, 16 GiB, 1,000 Mbps and 30 days of lead time each. */
export function madeFleet(servers: readonly string[]): Table {
  const all = (value: number): Float64Array => new Float64Array(servers.length).fill(value);
  return tableOf({
    server_id: servers,
    criticality: servers.map((_, index) => ["High", "Medium", "Low"][index % 3]!),
    vcpu: all(4),
    memory_gib: all(16),
    network_mbps: all(1000),
    lead_time_days: all(30),
  });
}
