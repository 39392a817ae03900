import { ok, throws } from "node:assert/strict";
import fc from "fast-check";
import { normalProbability, normalQuantile } from "./normal_distribution.ts";

Deno.test("normalQuantile() and normalProbability() agree with published tables", () => {
  // Abramowitz and Stegun, tables 26.1 and 26.5.
  for (const [probability, x] of [[0.5, 0], [0.8413447461, 1], [0.975, 1.959963985], [0.99, 2.326347874]] as const) {
    ok(Math.abs(normalQuantile(probability) - x) < 1e-8);
    ok(Math.abs(normalProbability(x) - probability) < 1e-7);
    ok(Math.abs(normalProbability(-x) - (1 - probability)) < 1e-7);
  }
});

Deno.test("normalProbability() undoes normalQuantile()", () => {
  fc.assert(fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (probability) => {
    ok(Math.abs(normalProbability(normalQuantile(probability)) - probability) < 2e-7);
  }));
});

Deno.test("normalQuantile() has no value at 0 and 1", () => {
  throws(() => normalQuantile(0), RangeError);
  throws(() => normalQuantile(1), RangeError);
});
