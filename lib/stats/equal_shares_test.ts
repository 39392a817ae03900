import { deepStrictEqual, ok, throws } from "node:assert/strict";
import fc from "fast-check";
import { equalShares } from "./equal_shares.ts";
import { ksDistance } from "./ks_distance.ts";

Deno.test("equalShares() keeps the distribution to within half a slice", () => {
  const sample = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 300 })
    .map((values) => Float64Array.from(values).sort());
  fc.assert(fc.property(sample, fc.integer({ min: 1, max: 60 }), (sorted, shares) => {
    const kept = equalShares(sorted, shares);
    // Half a slice, and the one value by which a rank is rounded.
    ok(ksDistance(sorted, kept) <= 0.5 / shares + 1 / sorted.length + 1e-12);
  }));
});

Deno.test("equalShares() of little is all of it, and the number of shares is checked", () => {
  deepStrictEqual([...equalShares(Float64Array.of(1, 5), 9)], [1, 5]);
  throws(() => equalShares(Float64Array.of(1), 0), RangeError);
});
