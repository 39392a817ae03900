import { deepStrictEqual, ok } from "node:assert/strict";
import fc from "fast-check";
import { conformalQuantiles } from "./conformal_rank.ts";

Deno.test("conformalQuantiles() covers at least what it says, exactly (n + 1)·p ranks", () => {
  // With 99 errors the 90 % level is the 90th, so that 90 of 100 equally likely places of the next error lie at or below it.
  const errors = Float64Array.from({ length: 99 }, (_, index) => index + 1);
  deepStrictEqual([...conformalQuantiles(errors, [0.025, 0.1, 0.5, 0.9, 0.975])], [2, 10, 50, 90, 98]);
});

Deno.test("conformalQuantiles() goes beyond a pool that is too small for the level", () => {
  const [low = 0, high = 0] = conformalQuantiles(Float64Array.of(-1, -0.5, 0, 0.5, 1), [0.025, 0.975]);
  ok(low < -1 && high > 1 && Math.abs(low + high) < 1e-12);
});

Deno.test("conformalQuantiles() never crosses", () => {
  const pool = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { maxLength: 50 });
  fc.assert(fc.property(pool, (errors) => {
    const levels = [0.025, 0.05, 0.1, 0.2, 0.5, 0.8, 0.9, 0.95, 0.975];
    const got = conformalQuantiles(Float64Array.from(errors).sort(), levels);
    ok(got.every((value, index) => index === 0 || value >= got[index - 1]!));
  }));
});
