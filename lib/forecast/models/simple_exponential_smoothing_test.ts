import { ok } from "node:assert/strict";
import { keepsLaws, sample } from "./point_model_fixture.ts";
import { simpleExponentialSmoothing, smoothedLevel } from "./simple_exponential_smoothing.ts";

/** The level as the weighted sum of all values that it is: α Σ (1 − α)ᵏ·value, and what is left of the start. */
function weightedLevel(values: readonly number[], start: number, alpha: number): number {
  let sum = (1 - alpha) ** values.length * start;
  values.forEach((value, at) => sum += alpha * (1 - alpha) ** (values.length - 1 - at) * value);
  return sum;
}

Deno.test("smoothedLevel() finds the share and the level that a fine grid finds", () => {
  for (const length of [12, 40, 90]) {
    const values = [...sample(length)];
    const start = values.slice(0, 4).reduce((sum, value) => sum + value / 4, 0);
    let least = Infinity, alpha = NaN;
    for (let share = 0.0005; share < 1; share += 0.0005) {
      let squares = 0;
      values.forEach((value, at) => squares += (value - weightedLevel(values.slice(0, at), start, share)) ** 2);
      if (squares < least) [least, alpha] = [squares, share];
    }
    const got = smoothedLevel(Float64Array.from(values));
    ok(Math.abs(got.alpha - alpha) < 0.001, `${length}: ${got.alpha} is not ${alpha}`);
    ok(Math.abs(got.level - weightedLevel(values, start, got.alpha)) < 1e-9);
  }
});

Deno.test("smoothedLevel() of white noise hardly moves, of a random walk keeps the last value", () => {
  const noise = Float64Array.from({ length: 400 }, (_, at) => [1, -1, 1, -1, -1, 1, -1, 1][at % 8]!);
  ok(smoothedLevel(noise).alpha < 0.01, `${smoothedLevel(noise).alpha}`);
  const line = Float64Array.from({ length: 50 }, (_, at) => at);
  ok(Math.abs(smoothedLevel(line).level - 49) < 0.01);
});

Deno.test("simpleExponentialSmoothing() keeps the laws of point models", () => {
  keepsLaws(simpleExponentialSmoothing(), { fewest: 4, tolerance: 1e-6 });
});
