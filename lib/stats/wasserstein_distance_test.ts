import { ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { wassersteinDistance } from "./wasserstein_distance.ts";

const pairs = fc.array(
  fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: -9, max: 9, noNaN: true })),
  {
    minLength: 1,
    maxLength: 30,
  },
);

Deno.test("wassersteinDistance() of samples of one size is the mean distance between their ranks", () => {
  fc.assert(fc.property(pairs, (list) => {
    const first = Float64Array.from(list, ([value]) => value).sort();
    const second = Float64Array.from(list, ([, value]) => value).sort();
    const mean = first.reduce((sum, value, rank) => sum + Math.abs(value - second[rank]!), 0) / first.length;
    ok(Math.abs(wassersteinDistance(first, second) - mean) < 1e-9);
  }));
});

Deno.test("wassersteinDistance() does not mind samples of different sizes", () => {
  strictEqual(wassersteinDistance([0, 4], [0, 0, 4, 4]), 0);
  strictEqual(wassersteinDistance([0], [0, 0, 0, 8]), 2);
  strictEqual(wassersteinDistance([], [1]), NaN);
});
