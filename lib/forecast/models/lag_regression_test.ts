import { deepStrictEqual, ok } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { Matrix, solve } from "ml-matrix";
import { continueByLags, lagRegression } from "./lag_regression.ts";

/** x(t) = 0.5 + 0.6·x(t−1) − 0.3·x(t−3) + noise. */
function known(count: number, noise: () => number): Float64Array {
  const values = new Float64Array(count);
  for (let at = 3; at < count; at++) values[at] = 0.5 + 0.6 * values[at - 1]! - 0.3 * values[at - 3]! + noise();
  return values;
}

const close = (got: Float64Array, expected: ArrayLike<number>, tolerance: number): void =>
  got.forEach((value, index) =>
    ok(Math.abs(value - expected[index]!) < tolerance, `${index}: expected ${expected[index]}, got ${value}`)
  );

Deno.test("lagRegression() finds the coefficients that made a series", () => {
  const random = randomFor(1, "lag regression", 0);
  const values = known(20_000, () => random.normal());
  for (const passes of [1, 4]) {
    const got = lagRegression(values, { lags: [1, 2, 3], penalty: 1e-6, decay: 1, passes });
    close(got, [0.5, 0.6, 0, -0.3], 0.03);
  }
});

Deno.test("lagRegression() solves the weighted ridge equations", () => {
  const random = randomFor(2, "lag regression", 0);
  const values = known(120, () => random.normal()), lags = [1, 5], decay = 0.97, penalty = 3;
  const rows = Array.from({ length: 115 }, (_, step) => [1, values[step + 4]!, values[step]!]);
  const root = rows.map((_, step) => decay ** ((114 - step) / 2));
  const design = new Matrix(rows.map((row, step) => row.map((value) => value * root[step]!)));
  const target = Matrix.columnVector(root.map((weight, step) => weight * values[step + 5]!));
  const ridge = Matrix.diag([1e-6, penalty, penalty]);
  const expected = solve(design.transpose().mmul(design).add(ridge), design.transpose().mmul(target)).to1DArray();
  close(lagRegression(values, { lags, penalty, decay, passes: 1 }), expected, 1e-9);
});

Deno.test("lagRegression() with more passes comes nearer to the least absolute deviations, and spikes lose their pull", () => {
  const random = randomFor(3, "lag regression", 0);
  const values = known(2000, () => random.normal() / 4);
  for (let at = 50; at < 2000; at += 97) values[at]! += 12;
  const lags = [1, 2, 3];
  const absolute = (passes: number): number => {
    const [constant, ...slopes] = lagRegression(values, { lags, penalty: 1e-6, decay: 1, passes });
    let sum = 0;
    for (let at = 3; at < 2000; at++) {
      sum += Math.abs(
        slopes.reduce((rest, slope, index) => rest - slope * values[at - lags[index]!]!, values[at]! - constant!),
      );
    }
    return sum;
  };
  const sums = [1, 2, 4, 8].map(absolute);
  ok(sums[0]! > sums[1]! && sums[1]! > sums[2]! && sums[2]! >= sums[3]!, `${sums}`);
});

Deno.test("continueByLags() goes on from its own forecasts", () => {
  const values = Float64Array.of(9, 9, 1, 2);
  // x(t) = 1 + 2·x(t−1) − x(t−2): 4, 7, 11 …
  deepStrictEqual(continueByLags(values, [1, 2], Float64Array.of(1, 2, -1), 4), Float64Array.of(4, 7, 11, 16));
  deepStrictEqual(continueByLags(values, [4], Float64Array.of(0, 1), 6), Float64Array.of(9, 9, 1, 2, 9, 9));
});
