import { ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { weightedMidMean } from "./weighted_mid_mean.ts";

Deno.test("weightedMidMean() of the whole band is the weighted mean, of a narrow one the weighted median", () => {
  strictEqual(weightedMidMean(Float64Array.of(4, 1), Float64Array.of(1, 3), 1), 1.75);
  strictEqual(weightedMidMean(Float64Array.of(9, 1, 5), Float64Array.of(1, 1, 1), 0.01), 5);
});

Deno.test("weightedMidMean() lies within the values and does not mind their order", () => {
  const values = fc.array(
    fc.tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: 0.01, max: 1, noNaN: true })),
    {
      minLength: 1,
      maxLength: 40,
    },
  );
  fc.assert(fc.property(values, (pairs) => {
    const of = (list: typeof pairs): number =>
      weightedMidMean(
        Float64Array.from(list, ([value]) => value),
        Float64Array.from(list, ([, weight]) => weight),
        0.3,
      );
    const got = of(pairs), all = pairs.map(([value]) => value);
    ok(got >= Math.min(...all) - 1e-6 && got <= Math.max(...all) + 1e-6);
    ok(Math.abs(of([...pairs].reverse()) - got) < 1e-6);
  }));
});
