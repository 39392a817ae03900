import { strictEqual } from "node:assert/strict";
import { usualStep } from "./usual_step.ts";

Deno.test("usualStep(): holes and jitter do not move a steady step; nothing has none", () => {
  strictEqual(usualStep(Float64Array.of(60, 60, 60, 86_400)), 60);
  strictEqual(usualStep(Float64Array.of(59, 60, 61, 60, 300)), 60);
  strictEqual(usualStep(Float64Array.of(60)), 60);
  strictEqual(usualStep(new Float64Array()), NaN);
});

Deno.test("usualStep(): of an irregular sampler, the mean of its ordinary steps", () => {
  strictEqual(usualStep(Float64Array.of(10, 50, 60, 120, 130, 100_000)), 74);
});
