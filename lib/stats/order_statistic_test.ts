import { ok, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { medianInPlace, orderStatistic } from "./order_statistic.ts";

const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 60 });

Deno.test("orderStatistic() is the sorted array's k-th value", () => {
  fc.assert(fc.property(values, fc.nat(), (own, at) => {
    const k = at % own.length;
    strictEqual(orderStatistic(Float64Array.from(own), k) + 0, Float64Array.from(own).sort()[k]! + 0);
  }));
});

Deno.test("medianInPlace() lies in the middle, and is NaN of nothing", () => {
  strictEqual(medianInPlace(Float64Array.of(9, 1, 4)), 4);
  strictEqual(medianInPlace(Float64Array.of(9, 1, 4, 6)), 5);
  strictEqual(medianInPlace(Float64Array.of(3, 1, 100), 2), 2);
  ok(Number.isNaN(medianInPlace(new Float64Array(0))));
});

Deno.test("orderStatistic() names the ranks that exist", () => {
  throws(() => orderStatistic(Float64Array.of(1, 2), 2), /expected 0 to 1, got 2/);
});
