/** For tests: a backtest table whose errors are given. */
import { type Table, tableOf } from "@lib/core/table.ts";

/** What to make; every server, metric, model and regime is a row of one horizon bucket. */
export interface MadeBacktest {
  readonly servers: number;
  /** Default `["cpu_p95"]`. */
  readonly metrics?: readonly string[];
  /** Default the seasonal naive and the calendar ridge. */
  readonly models?: readonly string[];
  /** Default `["all"]`. */
  readonly regimes?: readonly string[];
  /** MAE of a model on a server (0-based); all other errors are the same number. */
  errorOf(model: string, server: number): number;
}

/** Makes a BACKTEST of servers `server-1`, `server-2`, …: 30 values a row, a level of 50, coverages as promised. */
export function madeBacktest(
  {
    servers,
    metrics = ["cpu_p95"],
    models = ["seasonal naive", "calendar ridge"],
    regimes = ["all"],
    errorOf,
  }: MadeBacktest,
): Table {
  const rows = metrics.flatMap((metric) =>
    models.flatMap((model) =>
      Array.from({ length: servers }, (_, server) => regimes.map((regime) => ({ metric, model, server, regime })))
        .flat()
    )
  );
  const errors = Float64Array.from(rows, ({ model, server }) => errorOf(model, server));
  const constant = (value: number): Float64Array => new Float64Array(rows.length).fill(value);
  return tableOf({
    server_id: rows.map(({ server }) => `server-${server + 1}`),
    metric: rows.map(({ metric }) => metric),
    model: rows.map(({ model }) => model),
    horizon_bucket: rows.map(() => "1-30"),
    regime: rows.map(({ regime }) => regime),
    n: new Int32Array(rows.length).fill(30),
    level: constant(50),
    ...Object.fromEntries(["mae", "rmse", "smape", "mase", "rmsse", "bias", "pinball"].map((name) => [name, errors])),
    coverage_80: constant(0.8),
    coverage_95: constant(0.95),
    width_80: constant(10),
    width_95: constant(16),
  });
}
