import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { tableOf } from "@lib/core/table.ts";
import { forecastFleet } from "../fleet/fleet_forecast.ts";
import { coverageRows } from "./coverage_rows.ts";
import { leaderboard } from "./leaderboard.ts";
import { madeBacktest } from "./made_backtest_fixture.ts";
import { smallFleet } from "../fleet/small_fleet.ts";

/** Two servers, two models, one bucket: errors 4 and 8 of the baseline, 2 and 2 of the other. */
const backtest = tableOf({
  server_id: ["a", "b", "a", "b"],
  metric: ["cpu_p95", "cpu_p95", "cpu_p95", "cpu_p95"],
  model: ["seasonal naive", "seasonal naive", "calendar ridge", "calendar ridge"],
  horizon_bucket: ["1-30", "1-30", "1-30", "1-30"],
  regime: ["all", "all", "all", "all"],
  n: Int32Array.of(30, 10, 30, 10),
  level: Float64Array.of(20, 60, 20, 60),
  mae: Float64Array.of(4, 8, 2, 2),
  rmse: Float64Array.of(5, 9, 3, 3),
  smape: Float64Array.of(10, 20, 5, 5),
  mase: Float64Array.of(1, 1.4, 0.5, NaN),
  rmsse: Float64Array.of(1, 1.4, 0.5, NaN),
  bias: Float64Array.of(0, 0, 10, -2),
  pinball: Float64Array.of(3, 6, 1, 1),
  coverage_80: Float64Array.of(0.8, 0.6, 0.8, 0.8),
  coverage_95: Float64Array.of(1, 0.9, 0.95, 0.95),
  width_80: Float64Array.of(10, 20, 6, 6),
  width_95: Float64Array.of(16, 30, 9, 9),
});

Deno.test("leaderboard() weighs by the values compared, the best model first", () => {
  const [best, baseline] = leaderboard(backtest);
  strictEqual(best!.model, "calendar ridge");
  // (30 × 4 + 10 × 8) / 40
  strictEqual(baseline!.mae, 5);
  strictEqual(best!.skill, 1 - 2 / 5);
  strictEqual(baseline!.skill, 0);
  // A series without a weekly naive error has no MASE and takes no part in the mean.
  strictEqual(best!.mase, 0.5);
  ok(Math.abs(baseline!.coverage_80 - 0.75) < 1e-12);
  strictEqual(baseline!.width_80, 12.5);
  // Too high by 2 on 30 values, too low by 1.2 on 10: 48 of 1200.
  ok(Math.abs(best!.bias - 4) < 1e-12, `${best!.bias}`);
});

Deno.test("leaderboard(): groups of servers, and no unit where metrics are put together", () => {
  const both = madeBacktest({
    servers: 4,
    metrics: ["cpu_p95", "net_in_p95"],
    errorOf: (model, server) => model === "seasonal naive" ? 4 : 1 + server,
  });
  const groups = new Map([["server-1", "web"], ["server-2", "web"], ["server-3", null]]);
  const rows = leaderboard(both, ["group"], { groups }).filter(({ model }) => model === "calendar ridge");
  deepStrictEqual(rows.map(({ group, n, mase, mae, width_95, skill }) => [group, n, mase, mae, width_95, skill]), [
    ["web", 120, 1.5, NaN, NaN, 1 - 1.5 / 4],
    ["unknown", 120, 3.5, NaN, NaN, 1 - 3.5 / 4],
  ]);
});

Deno.test("leaderboard(): the regimes together hold what `all` holds", () => {
  const { panel, regions } = smallFleet({ servers: 4, days: 700 });
  const made = forecastFleet({ panel, regions, horizon: 60, origins: 2 });
  const total = (rows: readonly { n: number }[]): number => rows.reduce((sum, { n }) => sum + n, 0);
  strictEqual(total(leaderboard(made.backtest, ["regime"])), total(leaderboard(made.backtest)));
  strictEqual(total(leaderboard(made.backtest, ["metric", "horizon_bucket"])), 4 * 60 * 2 * 2);
  const [first, second] = coverageRows(made.backtest, made.chosen);
  deepStrictEqual([first!.nominal, second!.nominal], [0.8, 0.95]);
  ok(Math.abs(first!.got - 0.8) < 0.15);
});
