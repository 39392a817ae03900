/** Contracts of gold: forecast, tried and decided. */
import { REGIMES } from "./calendar.ts";
import { QUANTILE_COLUMNS } from "./quantile_levels.ts";
import { CONTRACT_VERSION, dailyMetric, dayColumn, serverId } from "./shared_columns.ts";
import { FINDINGS } from "./vocabulary.ts";
import type { ColumnContract, TableContract } from "./table.ts";

const quantileColumns: Record<string, ColumnContract> = Object.fromEntries(
  QUANTILE_COLUMNS.map((name) => [name, { type: "number", description: `Quantile ${name.slice(1)}` }]),
);

/** The forecasts. */
export const FORECAST: TableContract = {
  name: "forecast",
  zone: "gold",
  version: CONTRACT_VERSION,
  description: "Forecast of every server and metric",
  key: ["server_id", "metric", "timestamp"],
  columns: {
    server_id: serverId,
    metric: dailyMetric,
    timestamp: dayColumn,
    origin: { type: "date", description: "Last day of the history used" },
    step: { type: "integer", range: [1, Infinity], description: "Days after the origin" },
    mean: { type: "number", description: "Expected value" },
    ...quantileColumns,
    model: { type: "text", description: "Model, or the fallback that took its place" },
  },
};

/** The forecasts of the rolling origins, with what came. */
export const BACKTEST_FORECAST: TableContract = {
  name: "backtest_forecast",
  zone: "gold",
  version: CONTRACT_VERSION,
  description: "Forecasts from earlier origins beside the actual values",
  key: ["server_id", "metric", "origin", "step", "model"],
  columns: {
    server_id: serverId,
    metric: dailyMetric,
    origin: { type: "date", description: "Last day of the history used" },
    step: { type: "integer", range: [1, Infinity], description: "Days after the origin" },
    model: { type: "text", description: "Model" },
    actual: { type: "number", nullable: true, description: "What came" },
    ...quantileColumns,
  },
};

/** How good each model was. */
export const BACKTEST: TableContract = {
  name: "backtest",
  zone: "gold",
  version: CONTRACT_VERSION,
  description: "Accuracy of the rolling origins by horizon and regime",
  key: ["server_id", "metric", "model", "horizon_bucket", "regime"],
  columns: {
    server_id: serverId,
    metric: dailyMetric,
    model: { type: "text", description: "Model" },
    horizon_bucket: { type: "text", description: "Days ahead, for example 1-30" },
    regime: { type: "text", oneOf: ["all", ...REGIMES], description: "Kind of day" },
    n: { type: "integer", range: [1, Infinity], description: "Values compared" },
    level: { type: "number", range: [0, Infinity], description: "Mean size of the actual values" },
    mae: { type: "number", description: "Mean absolute error of the median" },
    rmse: { type: "number", description: "Root mean squared error of the mean" },
    smape: { type: "number", unit: "percent", description: "Symmetric mean absolute percentage error" },
    mase: { type: "number", nullable: true, description: "MAE over that of the in-sample weekly naive" },
    rmsse: { type: "number", nullable: true, description: "RMSE over that of the in-sample weekly naive" },
    bias: {
      type: "number",
      unit: "percent",
      nullable: true,
      description: "Mean of forecast less actual over the level; above 0 = forecast too high",
    },
    pinball: { type: "number", description: "Mean pinball loss over the nine deciles, doubled" },
    coverage_80: { type: "number", range: [0, 1], description: "Share of values between q10 and q90" },
    coverage_95: { type: "number", range: [0, 1], description: "Share of values between q025 and q975" },
    width_80: { type: "number", range: [0, Infinity], description: "Mean of q90 less q10" },
    width_95: { type: "number", range: [0, Infinity], description: "Mean of q975 less q025" },
  },
};

/** The decisions. */
export const RISK: TableContract = {
  name: "risk",
  zone: "gold",
  version: CONTRACT_VERSION,
  description: "Breach risk, time to exhaustion, finding and advice per server and metric",
  key: ["server_id", "metric"],
  columns: {
    server_id: serverId,
    metric: dailyMetric,
    threshold: { type: "number", description: "Level that counts as a breach" },
    p_breach_30: { type: "number", nullable: true, range: [0, 1], description: "Probability of a breach in 30 days" },
    p_breach_60: { type: "number", nullable: true, range: [0, 1], description: "Probability of a breach in 60 days" },
    p_breach_90: { type: "number", nullable: true, range: [0, 1], description: "Probability of a breach in 90 days" },
    p_breach: { type: "number", range: [0, 1], description: "Probability of a breach within the reach" },
    reach: { type: "integer", range: [1, 90], unit: "days", description: "Days that were assessed, at most 90" },
    breach_days_q10: { type: "number", nullable: true, unit: "days", description: "Early first breach (10 %)" },
    breach_days_q50: { type: "number", nullable: true, unit: "days", description: "Median first breach" },
    breach_days_q90: { type: "number", nullable: true, unit: "days", description: "Late first breach (90 %)" },
    order_by: { type: "date", nullable: true, description: "Last day to order so that capacity is there in time" },
    headroom: { type: "number", description: "Threshold less the 95 % forecast peak, in the metric's unit" },
    finding: { type: "text", oneOf: FINDINGS, description: "Class of the server, decided over all its metrics" },
    reason: { type: "text", description: "Reason codes, strongest first" },
    advice: { type: "text", description: "What to do" },
    cost_per_month: { type: "number", nullable: true, unit: "USD per month", description: "Cost of the server" },
    saving_per_month: { type: "number", nullable: true, unit: "USD per month", description: "What the advice saves" },
  },
};
