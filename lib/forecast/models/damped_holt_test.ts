import { ok, strictEqual, throws } from "node:assert/strict";
import { dampedHolt } from "./damped_holt.ts";
import { HOURS, keepsLaws, sample } from "./point_model_fixture.ts";

/** The textbook's component form, and the sum of squares of its errors. */
function textbook(values: Float64Array, alpha: number, beta: number, phi: number, horizon: number) {
  const head = [...values.slice(0, 10)], center = (head.length - 1) / 2;
  const mean = head.reduce((sum, value) => sum + value, 0) / head.length;
  const slope = head.reduce((sum, value, at) => sum + (at - center) * value, 0) /
    head.reduce((sum, _, at) => sum + (at - center) ** 2, 0);
  let level = mean - slope * center - slope, trend = slope, squares = 0;
  for (const value of values) {
    squares += (value - level - phi * trend) ** 2;
    const next = alpha * value + (1 - alpha) * (level + phi * trend);
    trend = beta * (next - level) + (1 - beta) * phi * trend;
    level = next;
  }
  const points: number[] = [];
  for (let ahead = 1, sum = 0; ahead <= horizon; ahead++) points.push(level + (sum += phi ** ahead) * trend);
  return { squares, points };
}

Deno.test("dampedHolt() comes as near as a grid over its shares comes", () => {
  const values = sample(120).map((value, at) => value + 0.2 * at);
  const got = dampedHolt().points(values, 12, HOURS)!;
  let least = Infinity, best: number[] = [];
  const grid = (low: number, high: number, count: number): number[] =>
    Array.from({ length: count }, (_, at) => low + (high - low) * at / (count - 1));
  for (const alpha of grid(0.001, 0.999, 60)) {
    for (const beta of grid(0.0001, 0.999, 60)) {
      for (const phi of grid(0.8, 0.98, 19)) {
        const { squares, points } = textbook(values, alpha, beta, phi, 12);
        if (squares < least) [least, best] = [squares, points];
      }
    }
  }
  got.forEach((value, ahead) =>
    ok(Math.abs(value - best[ahead]!) < 0.05, `${ahead}: ${value} is not ${best[ahead]}, of values from 40 to 90`)
  );
});

Deno.test("dampedHolt() with phi 1 goes on along a line; damped, it levels off", () => {
  const line = Float64Array.from({ length: 60 }, (_, at) => 10 - 2 * at);
  dampedHolt({ phi: 1 }).points(line, 30, HOURS)!.forEach((value, ahead) =>
    ok(Math.abs(value - (10 - 2 * (60 + ahead))) < 1e-6, `${ahead}: ${value}`)
  );
  const damped = dampedHolt({ phi: 0.5 }).points(line, 40, HOURS)!;
  ok(Math.abs(damped[39]! - damped[30]!) < 0.01 && damped[39]! > -112, `${damped[39]}`);
});

Deno.test("dampedHolt() keeps the laws of point models", () => {
  keepsLaws(dampedHolt(), { fewest: 6, tolerance: 1e-5 });
  keepsLaws(dampedHolt({ phi: 1 }), { fewest: 6, tolerance: 1e-5 });
});

Deno.test("dampedHolt() has phi in its name, and refuses a growing trend", () => {
  strictEqual(dampedHolt().name, "damped Holt");
  strictEqual(dampedHolt({ phi: 1 }).name, "linear Holt");
  throws(() => dampedHolt({ phi: 1.1 }), /expected phi above 0 and up to 1, got 1.1/);
});
