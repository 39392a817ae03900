import { deepStrictEqual, ok } from "node:assert/strict";
import fc from "fast-check";
import { linearTrend } from "./linear_trend.ts";

Deno.test("linearTrend() leaves residuals that neither lean nor lie to one side", () => {
  const values = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2, maxLength: 60 });
  fc.assert(fc.property(values, (own) => {
    const { intercept, slope } = linearTrend(Float64Array.from(own));
    let sum = 0, lean = 0;
    own.forEach((value, at) => {
      const residual = value - intercept - slope * at;
      sum += residual;
      lean += residual * at;
    });
    ok(Math.abs(sum) < 1e-6 && Math.abs(lean) < 1e-4, `${sum} ${lean}`);
  }));
});

Deno.test("linearTrend() of one value is flat", () => {
  deepStrictEqual(linearTrend(Float64Array.of(7)), { intercept: 7, slope: 0 });
});
