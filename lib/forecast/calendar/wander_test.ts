import { ok, strictEqual } from "node:assert/strict";
import { freshVariance, WANDER_DAYS, WANDER_MEMORY, wanderKnots, wanderPrecision, wanderValue } from "./wander.ts";

Deno.test("the heights of all knots together carry every day fully, and fade after the last", () => {
  const knots = wanderKnots(200);
  strictEqual(knots.at(-1), 199);
  ok(knots[0]! <= 0 && knots[0]! > -WANDER_DAYS);
  for (let day = 0; day < 200; day++) {
    const sum = knots.reduce((total, _, place) => total + wanderValue(knots, place, day), 0);
    ok(Math.abs(sum - 1) < 1e-12, `day ${day}: ${sum}`);
  }
  strictEqual(wanderValue(knots, knots.length - 1, 199 + 3), WANDER_MEMORY ** 3);
  strictEqual(wanderValue(knots, 0, 199 + 3), 0);
});

Deno.test("wanderPrecision() is the inverse of the covariance that memory makes", () => {
  const knots = 5, kept = WANDER_MEMORY ** WANDER_DAYS;
  for (let row = 0; row < knots; row++) {
    for (let column = 0; column < knots; column++) {
      let sum = 0;
      for (let k = 0; k < knots; k++) sum += wanderPrecision(knots, row, k) * kept ** Math.abs(k - column);
      ok(Math.abs(sum - (row === column ? 1 : 0)) < 1e-12);
    }
  }
  strictEqual(wanderPrecision(1, 0, 0), 1);
});

Deno.test("freshVariance() grows from nothing to all there is", () => {
  strictEqual(freshVariance(0), 0);
  ok(freshVariance(10) < freshVariance(20) && Math.abs(freshVariance(1000) - 1) < 1e-12);
});
