import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { randomFor } from "@lib/core/random.ts";
import { sampleQuantile } from "./sample_quantile.ts";

Deno.test("sampleQuantile() gives what R's quantile(x, type = 8) gives", () => {
  // quantile(c(2, 3, 5, 7, 11, 13), c(.1, .25, .5, .9), type = 8)
  const primes = Float64Array.of(2, 3, 5, 7, 11, 13);
  const expected = [2, 2 + 11 / 12, 6, 13];
  const got = [0.1, 0.25, 0.5, 0.9].map((p) => sampleQuantile(primes, p));
  got.forEach((value, index) => ok(Math.abs(value - expected[index]!) < 1e-12, `${got}`));
});

Deno.test("sampleQuantile() stays within the sample and rises with the probability", () => {
  const sample = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 });
  fc.assert(fc.property(sample, (list) => {
    const sorted = Float64Array.from(list).sort();
    let before = sorted[0]!;
    for (let p = 0.01; p < 1; p += 0.07) {
      const value = sampleQuantile(sorted, p);
      ok(value >= before && value <= sorted.at(-1)!);
      before = value;
    }
  }));
});

Deno.test("sampleQuantile() is right in the median: the second of 9 uniform values lies above its probability in half of the samples", () => {
  const random = randomFor(3, "sample quantile", 0);
  const p = (2 - 1 / 3) / (9 + 1 / 3);
  let above = 0;
  for (let round = 0; round < 4000; round++) {
    const sorted = Float64Array.from({ length: 9 }, () => random.uniform()).sort();
    if (sampleQuantile(sorted, p) > p) above++;
  }
  ok(Math.abs(above / 4000 - 0.5) < 0.03, `${above}`);
});

Deno.test("sampleQuantile() of a part, of one value, of nothing", () => {
  deepStrictEqual(
    [0.1, 0.5, 0.9].map((p) => sampleQuantile(Float64Array.of(1, 2, 3, 99), p, 3)),
    [0.1, 0.5, 0.9].map((p) => sampleQuantile(Float64Array.of(1, 2, 3), p)),
  );
  strictEqual(sampleQuantile(Float64Array.of(7), 0.975), 7);
  strictEqual(sampleQuantile(new Float64Array(0), 0.5), NaN);
});
