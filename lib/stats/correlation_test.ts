import { ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { correlation } from "./correlation.ts";

const cell = fc.oneof({ weight: 6, arbitrary: fc.double({ min: -9, max: 9, noNaN: true }) }, fc.constant(NaN));

Deno.test("correlation() equals the textbook on the places where both are present", () => {
  fc.assert(fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 50 }), (list) => {
    const both = list.filter(([x, y]) => !Number.isNaN(x + y));
    const mean = (side: 0 | 1) => both.reduce((sum, pair) => sum + pair[side], 0) / both.length;
    const [meanX, meanY] = [mean(0), mean(1)];
    const sum = (term: (x: number, y: number) => number) =>
      both.reduce((total, [x, y]) => total + term(x - meanX, y - meanY), 0);
    const spread = Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y));
    // Where a side hardly varies the ratio is rounding divided by rounding.
    if (both.length < 2 || spread < 1e-9) return;
    const got = correlation(list.map(([x]) => x), list.map(([, y]) => y));
    ok(Math.abs(got - sum((x, y) => x * y) / spread) < 1e-6);
  }));
});

Deno.test("correlation() of what does not vary, or of nothing, is NaN", () => {
  strictEqual(correlation([1, 2, 3], [5, 5, 5]), NaN);
  strictEqual(correlation([1, NaN], [NaN, 2]), NaN);
});
