import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { tableOf } from "@lib/core/table.ts";
import { forecastFleet } from "../fleet/fleet_forecast.ts";
import { coverageRows, leaderboard } from "./leaderboard.ts";
import { smallFleet } from "../fleet/small_fleet.ts";

/** Two servers, two models, one bucket: errors 4 and 8 of the baseline, 2 and 2 of the other. */
const backtest = tableOf({
  server_id: ["a", "b", "a", "b"],
  metric: ["cpu_p95", "cpu_p95", "cpu_p95", "cpu_p95"],
  model: ["seasonal naive", "seasonal naive", "calendar ridge", "calendar ridge"],
  horizon_bucket: ["1-30", "1-30", "1-30", "1-30"],
  regime: ["all", "all", "all", "all"],
  n: Int32Array.of(30, 10, 30, 10),
  mae: Float64Array.of(4, 8, 2, 2),
  rmse: Float64Array.of(5, 9, 3, 3),
  smape: Float64Array.of(10, 20, 5, 5),
  mase: Float64Array.of(1, 1.4, 0.5, NaN),
  pinball: Float64Array.of(3, 6, 1, 1),
  coverage_80: Float64Array.of(0.8, 0.6, 0.8, 0.8),
  coverage_95: Float64Array.of(1, 0.9, 0.95, 0.95),
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
