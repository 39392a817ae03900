import { strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { nearestRank } from "./nearest_rank.ts";

Deno.test("nearestRank() equals sorting and counting", () => {
  const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 300 });
  fc.assert(fc.property(values, fc.constantFrom(0.05, 0.5, 0.9, 0.95, 1), (list, p) => {
    const sorted = [...list].sort((a, b) => a - b);
    let rank = 1;
    while (rank / list.length < p - 1e-12) rank++;
    strictEqual(nearestRank(Float64Array.from(list), p), sorted[rank - 1]);
  }));
});

Deno.test("nearestRank() is the 23rd of 24 hours and the 274th of 288 readings at 95 %", () => {
  strictEqual(nearestRank(Float64Array.from({ length: 24 }, (_, i) => i + 1), 0.95), 23);
  strictEqual(nearestRank(Float64Array.from({ length: 288 }, (_, i) => i + 1), 0.95), 274);
  strictEqual(nearestRank(Float64Array.from({ length: 20 }, (_, i) => i + 1), 0.95), 19);
});

Deno.test("nearestRank() of nothing is NaN, and p is checked", () => {
  strictEqual(nearestRank(new Float64Array(), 0.95), NaN);
  throws(() => nearestRank(Float64Array.of(1), 0), RangeError);
});
