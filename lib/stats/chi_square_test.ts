import assert from "node:assert/strict";
import { chiSquareTail } from "./chi_square.ts";

Deno.test("chiSquareTail() gives the tables' critical values", () => {
  for (
    const [x, degrees, p] of [
      [3.8415, 1, 0.05],
      [6.6349, 1, 0.01],
      [5.9915, 2, 0.05],
      [7.8147, 3, 0.05],
      [11.3449, 3, 0.01],
      [11.0705, 5, 0.05],
      [12.5916, 6, 0.05],
      [22.4577, 6, 0.001],
      [18.307, 10, 0.05],
      [24.9958, 15, 0.05],
    ] as const
  ) {
    assert.ok(Math.abs(chiSquareTail(x, degrees) - p) < 2e-6, `${x}, ${degrees}: ${chiSquareTail(x, degrees)}`);
  }
});

Deno.test("chiSquareTail() is 1 at 0 and nothing far out; degrees are checked", () => {
  for (const degrees of [1, 2, 5, 6]) assert.ok(Math.abs(chiSquareTail(0, degrees) - 1) < 1e-7);
  assert.ok(chiSquareTail(900, 6) < 1e-100);
  assert.throws(() => chiSquareTail(1, 0), RangeError);
});
