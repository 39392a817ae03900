import { ok } from "node:assert/strict";
import { linearTrend } from "@lib/stats/linear_trend.ts";
import { dynamicOptimisedTheta } from "./dynamic_optimised_theta.ts";
import { HOURS, keepsLaws, sample } from "./point_model_fixture.ts";

/** The paper's equations, with each line fitted from scratch, for given parameters. */
function paper(values: readonly number[], [start, alpha, theta]: readonly number[], horizon: number) {
  const path = [...values];
  let level = start!, squares = 0;
  for (let t = 1; t <= values.length + horizon; t++) {
    const { intercept, slope } = linearTrend(Float64Array.from(path.slice(0, t - 1)));
    // The paper counts from 1.
    const a = intercept - slope, b = slope, left = (1 - alpha!) ** (t - 1);
    const expected = t === 1 ? level : level + (1 - 1 / theta!) * (left * a + (1 - left * (1 - alpha!)) / alpha! * b);
    if (t > values.length) path.push(expected);
    else if (t > 1) squares += (path[t - 1]! - expected) ** 2;
    level = alpha! * path[t - 1]! + (1 - alpha!) * level;
  }
  return { squares, points: path.slice(values.length) };
}

Deno.test("dynamicOptimisedTheta() comes as near as a grid over the paper's equations comes", () => {
  const values = [...sample(40)].map((value, at) => value + 0.5 * at);
  const got = dynamicOptimisedTheta().points(Float64Array.from(values), 12, HOURS)!;
  let least = Infinity, best: number[] = [];
  for (let start = -20; start <= 100; start += 4) {
    for (let alpha = 0.1; alpha < 1; alpha += 0.0445) {
      for (const theta of [1, 1.2, 1.5, 2, 3, 5, 10, 100, 1e6]) {
        const { squares, points } = paper(values, [start, alpha, theta], 12);
        if (squares < least) [least, best] = [squares, points];
      }
    }
  }
  got.forEach((value, ahead) =>
    ok(Math.abs(value - best[ahead]!) < 0.3, `${ahead}: ${value} is not ${best[ahead]}, of values from 40 to 90`)
  );
});

Deno.test("dynamicOptimisedTheta() goes on with a trend", () => {
  const line = Float64Array.from({ length: 80 }, (_, at) => 200 - at);
  const points = dynamicOptimisedTheta().points(line, 20, HOURS)!;
  ok(Math.abs(points[19]! - 101) < 1, `${points[19]}`);
});

Deno.test("dynamicOptimisedTheta() keeps the laws of point models", () => {
  keepsLaws(dynamicOptimisedTheta(), { fewest: 6, shifts: false, tolerance: 1e-3 });
});
