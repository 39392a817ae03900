import assert from "node:assert/strict";
import fc from "fast-check";
import { normalsOf, STRATA, stratifiedUniforms } from "./strata.ts";

Deno.test("stratifiedUniforms() puts one of every six servers into each sixth, in every dimension", () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(50), (seed, block) => {
      const draws = Array.from(
        { length: STRATA },
        (_, place) => stratifiedUniforms(seed, "t", block * STRATA + place, 5),
      );
      for (let dimension = 0; dimension < 5; dimension++) {
        const strata = draws.map((draw) => Math.floor(draw[dimension]! * STRATA)).sort();
        assert.deepEqual(strata, [0, 1, 2, 3, 4, 5]);
      }
    }),
    { numRuns: 50 },
  );
});

Deno.test("normalsOf() of 42 stratified servers have mean 0 and variance 1 far better than independent draws", () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const normals = Array.from(
      { length: 42 },
      (_, member) => normalsOf(stratifiedUniforms(seed, "web", member, 1))[0]!,
    );
    const mean = normals.reduce((sum, value) => sum + value) / 42;
    const variance = normals.reduce((sum, value) => sum + value * value, 0) / 42;
    // Independent draws would have a standard error of 0.154 for the mean and 0.218 for the variance.
    assert.ok(Math.abs(mean) < 0.1 && Math.abs(variance - 1) < 0.2, `${mean}, ${variance}`);
  }
});
