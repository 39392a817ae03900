import { ok, throws } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { fitLogistic, logisticScore } from "./logistic_regression.ts";

Deno.test("fitLogistic() finds the weights that made the data", () => {
  const random = randomFor(3, "logistic");
  const rows = Float64Array.from({ length: 2 * 20_000 }, () => random.normal());
  const isPositive = Array.from({ length: 20_000 }, (_, row) => {
    const score = 0.5 + 2 * rows[row * 2]! - rows[row * 2 + 1]!;
    return random.uniform() < 1 / (1 + Math.exp(-score));
  });
  const weights = fitLogistic(rows, 2, isPositive, 1e-6);
  [0.5, 2, -1].forEach((weight, place) => ok(Math.abs(weights[place]! - weight) < 0.08, `${weights}`));
});

Deno.test("fitLogistic() stays finite on data that a line separates", () => {
  const weights = fitLogistic(Float64Array.of(-3, -2, 2, 3), 1, [false, false, true, true], 0.01);
  ok(weights.every(Number.isFinite) && logisticScore(weights, Float64Array.of(3)) > 2);
});

Deno.test("fitLogistic() checks what it is given", () => {
  throws(() => fitLogistic(Float64Array.of(1, 2, 3), 2, [true, false], 1), /expected 4 values, got 3/);
  throws(() => fitLogistic(Float64Array.of(1, 2), 1, [true, false], 0), /ridge above 0/);
});
