import { ok, strictEqual } from "node:assert/strict";
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import type { Forecast } from "../forecaster.ts";
import { windowScores } from "./window_scores.ts";

/** Quantiles that rise by 100 times their level, from 0 to 100. */
const ramp: Forecast = {
  mean: Float64Array.of(40, 40),
  quantiles: QUANTILE_LEVELS.map((level) => Float64Array.of(100 * level, 100 * level)),
  model: "ramp",
};
const scale = { absolute: 10, squared: 400 };

function near(got: number, wanted: number): void {
  ok(Math.abs(got - wanted) < 1e-12, `${got}, ${wanted}`);
}

Deno.test("windowScores(): by hand, of one value inside of every band and one outside of the narrow one", () => {
  const got = windowScores(ramp, Float64Array.of(60, 95), scale);
  strictEqual(got.n, 2);
  strictEqual(got.mae, (10 + 45) / 2);
  strictEqual(got.mase, (10 + 45) / 2 / 10);
  near(got.rmsse, Math.sqrt((20 ** 2 + 55 ** 2) / 2 / 400));
  near(got.smape, (200 * 10 / 110 + 200 * 45 / 145) / 2);
  const pinball = (value: number): number => {
    const levels = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    return levels.reduce((sum, tenth) => {
      const over = value - 10 * tenth;
      return sum + 2 * (over > 0 ? tenth / 10 * over : (tenth / 10 - 1) * over) / 9;
    }, 0);
  };
  near(got.sql, (pinball(60) + pinball(95)) / 2 / 10);
  strictEqual(got.coverage80, 0.5);
  strictEqual(got.coverage95, 1);
  near(got.width80, 80 / 10);
  near(got.width95, 95 / 10);
  near(got.bias, (-20 - 55) / 2 / 10);
  near(got.msis, 95 / 10);
});

Deno.test("windowScores(): the interval score charges forty times the distance outside of the 95 % band", () => {
  near(windowScores(ramp, Float64Array.of(99.5, NaN), scale).msis, (95 + 40 * 2) / 10);
});

Deno.test("windowScores(): a part of the window, missing values, and a history that never changes", () => {
  strictEqual(windowScores(ramp, Float64Array.of(60, 95), scale, 1).mae, 45);
  const none = windowScores(ramp, Float64Array.of(NaN, NaN), scale);
  strictEqual(none.n, 0);
  ok(Number.isNaN(none.mase));
  ok(Number.isNaN(windowScores(ramp, Float64Array.of(60, 95), { absolute: 0, squared: 0 }).mase));
});
