import { ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { ksDistance } from "./ks_distance.ts";

const sample = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 40 })
  .map((values) => Float64Array.from(values).sort());

Deno.test("ksDistance() is the largest gap between the two distribution functions", () => {
  fc.assert(fc.property(sample, sample, (first, second) => {
    const share = (values: Float64Array, x: number) => values.filter((value) => value <= x).length / values.length;
    const gaps = [...first, ...second].map((x) => Math.abs(share(first, x) - share(second, x)));
    ok(Math.abs(ksDistance(first, second) - Math.max(...gaps)) < 1e-12);
    strictEqual(ksDistance(first, second), ksDistance(second, first));
  }));
});

Deno.test("ksDistance() at its ends, and of nothing", () => {
  strictEqual(ksDistance([0, 0, 1], [0, 0, 1]), 0);
  strictEqual(ksDistance([1, 2], [3, 4]), 1);
  strictEqual(ksDistance([], [1]), NaN);
});
