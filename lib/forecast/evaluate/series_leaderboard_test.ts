import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { type ModelWindow, seriesLeaderboard } from "./series_leaderboard.ts";

function window(model: string, sql: number, reference: number, { n = 10, coverage80 = 0.8 } = {}): ModelWindow {
  const scores = {
    n,
    mae: 1,
    mase: sql,
    rmsse: 1,
    smape: 10,
    sql,
    coverage80,
    coverage95: 1,
    width80: 1,
    width95: 1,
    bias: 0,
    msis: 1,
  };
  return { model, scores, reference: { ...scores, sql: reference }, ms: 2 };
}

Deno.test("seriesLeaderboard(): the best first, each against the seasonal naive on its own windows", () => {
  const board = seriesLeaderboard([window("a", 1, 2), window("a", 3, 2), window("b", 1, 4), window("c", 5, 4)]);
  deepStrictEqual(board.map(({ model, windows, skill }) => [model, windows, skill]), [["b", 1, 0.75], ["a", 2, 0], [
    "c",
    1,
    -0.25,
  ]]);
});

Deno.test("seriesLeaderboard(): coverage by values, errors without a scale left out, large ones capped", () => {
  const [board] = seriesLeaderboard([
    window("a", 1, 1, { n: 30, coverage80: 1 }),
    window("a", NaN, NaN, { n: 10, coverage80: 0 }),
    window("a", 1e9, 1, { n: 0, coverage80: NaN }),
  ]);
  strictEqual(board!.coverage80, 0.75);
  strictEqual(board!.mase, (1 + 50) / 2);
  ok(board!.skill < 0);
});

Deno.test("seriesLeaderboard(): no skill is told where the seasonal naive is perfect", () => {
  const board = seriesLeaderboard([window("a", 1, 0), window("b", 0, 0), window("c", 1, 2)]);
  deepStrictEqual(board.map(({ model, skill }) => [model, skill]), [["c", 0.5], ["a", NaN], ["b", NaN]]);
});
