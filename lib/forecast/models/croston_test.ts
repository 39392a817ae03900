import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { croston } from "./croston.ts";
import { HOURS } from "./point_model_fixture.ts";

/** Something at about one step in `every`, of about `size`. */
function intermittent(length: number, every: number, size: number): Float64Array {
  const random = randomFor(2, "intermittent", length);
  return Float64Array.from({ length }, () => random.uniform() < 1 / every ? size * (0.5 + random.uniform()) : 0);
}

Deno.test("croston() smooths sizes and intervals by hand the same", () => {
  // Sizes 4, 2, 6 at steps 2, 5, 9: intervals 2, 3, 4.
  const values = Float64Array.of(0, 4, 0, 0, 2, 0, 0, 0, 6, 0);
  const size = 4 + 0.5 * (2 - 4) + 0.5 * (6 - 3), interval = 2 + 0.2 * 1 + 0.2 * (4 - 2.2);
  const [point] = croston({ alpha: 0.5, beta: 0.2 }).points(values, 1, HOURS)!;
  ok(Math.abs(point! - 0.9 * size / interval) < 1e-12, `${point}`);
});

Deno.test("croston() of the TSB kind follows the probability at every step", () => {
  const values = Float64Array.of(0, 4, 0, 0, 2, 0);
  let probability = 2 / 6;
  for (const isAbove of [0, 1, 0, 0, 1, 0]) probability = 0.8 * probability + 0.2 * isAbove;
  const [point] = croston({ variant: "tsb", alpha: 0.5, beta: 0.2 }).points(values, 1, HOURS)!;
  ok(Math.abs(point! - 3 * probability) < 1e-12, `${point}`);
});

Deno.test("croston() of either kind finds the mean per step of steady series", () => {
  for (const variant of ["croston", "tsb"] as const) {
    let sum = 0;
    for (let trial = 0; trial < 1000; trial++) {
      sum += croston({ variant }).points(intermittent(300 + trial, 4, 8), 1, HOURS)![0]!;
    }
    ok(Math.abs(sum / 1000 - 2) < 0.1, `${variant}: ${sum / 1000} is not 2`);
  }
});

Deno.test("croston() scales with the values, is flat, and leaves its input alone", () => {
  const values = intermittent(200, 3, 5), before = values.slice();
  for (const variant of ["croston", "tsb"] as const) {
    const model = croston({ variant }), points = model.points(values, 4, HOURS)!;
    deepStrictEqual(model.points(values.map((value) => value * 1024), 4, HOURS), points.map((value) => value * 1024));
    deepStrictEqual(points, new Float64Array(4).fill(points[0]!));
  }
  deepStrictEqual(values, before);
});

Deno.test("croston() says nothing about series that are not intermittent", () => {
  const cases = {
    "all above zero": [3, 4, 5, 6, 5, 4, 3],
    "zero now and then": [3, 0, 5, 6, 5, 4, 0, 2, 2, 2],
    "below zero": [0, 0, 5, 0, 0, -1, 0, 4],
    "one value only": [0, 0, 0, 5, 0, 0],
    "all zero": [0, 0, 0, 0],
  };
  for (const [why, values] of Object.entries(cases)) {
    strictEqual(croston().points(Float64Array.from(values), 2, HOURS), undefined, why);
  }
});

Deno.test("croston() has its kind in its name, and refuses a share above one", () => {
  strictEqual(croston().name, "Croston");
  strictEqual(croston({ variant: "tsb", alpha: 0.2 }).name, "TSB 0.2 0.1");
  throws(() => croston({ beta: 1.5 }), /expected beta between 0 and 1, got 1.5/);
});
