import { ok } from "node:assert/strict";
import { HOURS, keepsLaws, sample } from "./point_model_fixture.ts";
import { smoothedLevel } from "./simple_exponential_smoothing.ts";
import { theta } from "./theta.ts";

/** The model as it was first written: θ = 0 is the straight line, θ = 2 is smoothed; their forecasts are averaged. */
function meanOfTwoLines(values: readonly number[], horizon: number): number[] {
  const count = values.length, mean = values.reduce((sum, value) => sum + value, 0) / count;
  let products = 0, squares = 0;
  values.forEach((value, at) => {
    products += (at - (count - 1) / 2) * (value - mean);
    squares += (at - (count - 1) / 2) ** 2;
  });
  const slope = products / squares, line = (at: number): number => mean + slope * (at - (count - 1) / 2);
  const { alpha } = smoothedLevel(Float64Array.from(values));
  let level = 2 * values.slice(0, 4).reduce((sum, value) => sum + value / 4, 0) - line(0);
  values.forEach((value, at) => level += alpha * (2 * value - line(at) - level));
  return Array.from({ length: horizon }, (_, ahead) => (line(count + ahead) + level) / 2);
}

Deno.test("theta() is the mean of the two Theta lines", () => {
  for (const length of [9, 50, 400]) {
    const values = sample(length).map((value, at) => value + 0.3 * at);
    const expected = meanOfTwoLines([...values], 20);
    theta().points(values, 20, HOURS)!.forEach((value, ahead) =>
      ok(Math.abs(value - expected[ahead]!) < 1e-8, `${length}, ${ahead}: ${value} is not ${expected[ahead]}`)
    );
  }
});

Deno.test("theta() keeps the laws of point models", () => {
  keepsLaws(theta(), { fewest: 4, tolerance: 1e-6 });
});
