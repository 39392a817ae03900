import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { fromUnit, unitFor } from "./extreme_unit.ts";

Deno.test("unitFor(): ordinary values have the unit 1, others one near their largest", () => {
  for (const ordinary of [[], [0, 0], [NaN], [1e-6, -5], [1e12]]) strictEqual(unitFor(Float64Array.from(ordinary)), 1);
  for (const extreme of [1e300, 1.7e308, 1e-300, -1e200]) {
    const scaled = Math.abs(extreme) / unitFor(Float64Array.of(0, extreme, NaN));
    ok(scaled >= 1 && scaled < 2, `${extreme}: ${scaled}`);
  }
});

Deno.test("fromUnit(): there and back changes no digit; what no number can hold is the largest that can", () => {
  const values = Float64Array.of(1.1e300, -3.3e299, 7.7e298), unit = unitFor(values);
  const back = fromUnit({ mean: values.map((value) => value / unit), quantiles: [], model: "m" }, unit);
  deepStrictEqual(back.mean, values);
  strictEqual(fromUnit({ mean: Float64Array.of(3), quantiles: [], model: "m" }, 2 ** 1023).mean[0], Number.MAX_VALUE);
});
