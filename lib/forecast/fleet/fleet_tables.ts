/** The gold tables of a fleet forecast as columns: `forecast`, `backtest_forecast` and `backtest`. */
import type { FleetPanel } from "@lib/core/panel.ts";
import { QUANTILE_COLUMNS } from "@lib/core/quantile_levels.ts";
import { type Table, tableOf } from "@lib/core/table.ts";
import { SCORED_REGIMES } from "../evaluate/accuracy.ts";
import type { OriginForecast } from "./fleet_backtest.ts";
import type { MetricForecast, SeriesForecast } from "./fleet_forecast.ts";
import { bucketLabel } from "./horizon.ts";

/** Values are stored at 0.01 of their unit. */
const stored = (value: number): number => Math.round(value * 100) / 100;

/** The FORECAST table, by metric, server and day. */
export function forecastTable(panel: FleetPanel, results: readonly MetricForecast[]): Table {
  const parts = results.flatMap(({ metric, final }) => final.map((one) => ({ ...one, metric })));
  const columns = stepColumns(panel, parts);
  const rows = columns.step.length;
  const timestamp = columns.origin.map((origin, row) => origin + columns.step[row]!);
  const mean = new Float64Array(rows);
  const model: string[] = new Array(rows);
  let row = 0;
  for (const { forecast } of parts) {
    for (const value of forecast.mean) {
      mean[row] = stored(value);
      model[row++] = forecast.model;
    }
  }
  return tableOf({
    server_id: columns.server,
    metric: columns.metric,
    timestamp,
    origin: columns.origin,
    step: columns.step,
    mean,
    ...columns.quantiles,
    model,
  });
}

/** The BACKTEST_FORECAST table, by metric, model, server, origin and step. */
export function backtestForecastTable(panel: FleetPanel, results: readonly MetricForecast[]): Table {
  const parts = results.flatMap(({ metric, backtests }) =>
    backtests.flatMap(({ model, origins }) => origins.map((one) => ({ ...one, metric, model })))
  );
  const columns = stepColumns(panel, parts);
  const rows = columns.step.length;
  const model: string[] = new Array(rows);
  const actual = new Float64Array(rows);
  let row = 0;
  for (const part of parts) {
    for (const value of (part as OriginForecast).actual) {
      actual[row] = stored(value);
      model[row++] = part.model;
    }
  }
  return tableOf({
    server_id: columns.server,
    metric: columns.metric,
    origin: columns.origin,
    step: columns.step,
    model,
    actual,
    ...columns.quantiles,
  });
}

function stepColumns(panel: FleetPanel, parts: readonly (SeriesForecast & { metric: string })[]): {
  server: string[];
  metric: string[];
  origin: Int32Array;
  step: Int32Array;
  quantiles: Record<string, Float64Array>;
} {
  const rows = parts.reduce((sum, { forecast }) => sum + forecast.mean.length, 0);
  const server: string[] = new Array(rows), metric: string[] = new Array(rows);
  const origin = new Int32Array(rows), step = new Int32Array(rows);
  const quantiles = QUANTILE_COLUMNS.map(() => new Float64Array(rows));
  let first = 0;
  for (const part of parts) {
    const steps = part.forecast.mean.length;
    const id = panel.servers[part.server]!, lastDay = panel.start + part.days - 1;
    for (let ahead = 0; ahead < steps; ahead++) {
      server[first + ahead] = id;
      metric[first + ahead] = part.metric;
      origin[first + ahead] = lastDay;
      step[first + ahead] = ahead + 1;
    }
    quantiles.forEach((column, index) => {
      const values = part.forecast.quantiles[index]!;
      for (let ahead = 0; ahead < steps; ahead++) column[first + ahead] = stored(values[ahead]!);
    });
    first += steps;
  }
  return {
    server,
    metric,
    origin,
    step,
    quantiles: Object.fromEntries(QUANTILE_COLUMNS.map((name, index) => [name, quantiles[index]!])),
  };
}

/** The BACKTEST table: accuracy of every series and model by horizon bucket and regime. */
export function backtestTable(panel: FleetPanel, results: readonly MetricForecast[]): Table {
  const rows = results.flatMap(({ metric, backtests }) =>
    backtests.flatMap(({ server, model, tally }) =>
      Array.from({ length: tally.buckets }, (_, bucket) =>
        SCORED_REGIMES.flatMap((regime, index) => {
          const accuracy = tally.accuracy(bucket, index);
          return accuracy ? [{ server: panel.servers[server]!, metric, model, bucket, regime, accuracy }] : [];
        })).flat()
    )
  );
  const numbers = (value: (row: typeof rows[number]) => number): Float64Array => {
    const column = new Float64Array(rows.length);
    for (let row = 0; row < column.length; row++) column[row] = value(rows[row]!);
    return column;
  };
  return tableOf({
    server_id: rows.map(({ server }) => server),
    metric: rows.map(({ metric }) => metric),
    model: rows.map(({ model }) => model),
    horizon_bucket: rows.map(({ bucket }) => bucketLabel(bucket)),
    regime: rows.map(({ regime }) => regime),
    n: Int32Array.from(rows, ({ accuracy }) => accuracy.n),
    level: numbers(({ accuracy }) => accuracy.level),
    mae: numbers(({ accuracy }) => accuracy.mae),
    rmse: numbers(({ accuracy }) => accuracy.rmse),
    smape: numbers(({ accuracy }) => accuracy.smape),
    mase: numbers(({ accuracy }) => accuracy.mase),
    rmsse: numbers(({ accuracy }) => accuracy.rmsse),
    bias: numbers(({ accuracy }) => accuracy.bias),
    pinball: numbers(({ accuracy }) => accuracy.pinball),
    coverage_80: numbers(({ accuracy }) => accuracy.coverage80),
    coverage_95: numbers(({ accuracy }) => accuracy.coverage95),
    width_80: numbers(({ accuracy }) => accuracy.width80),
    width_95: numbers(({ accuracy }) => accuracy.width95),
  });
}
