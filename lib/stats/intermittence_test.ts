import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { intermittenceOf } from "./intermittence.ts";

/** Demands of log-normal size that come with some chance. */
function demands(chance: number, spread: number): Float64Array {
  const random = randomFor(1, "demands", chance, spread);
  return Float64Array.from({ length: 4000 }, () => {
    const size = Math.exp(spread * random.normal());
    return random.uniform() < chance ? size : 0;
  });
}

Deno.test("intermittenceOf() tells the four kinds apart", () => {
  strictEqual(intermittenceOf(demands(1, 0.2))?.kind, "smooth");
  strictEqual(intermittenceOf(demands(1, 1))?.kind, "erratic");
  strictEqual(intermittenceOf(demands(0.3, 0.2))?.kind, "intermittent");
  strictEqual(intermittenceOf(demands(0.3, 1))?.kind, "lumpy");
});

Deno.test("intermittenceOf() measures interval and variation as they were made", () => {
  const found = intermittenceOf(demands(0.25, 0.5))!;
  ok(Math.abs(found.interval - 4) < 0.2);
  // Of a log-normal size the squared coefficient of variation is exp(σ²) − 1.
  ok(Math.abs(found.variation - (Math.exp(0.25) - 1)) < 0.05);
});

Deno.test("intermittenceOf() leaves gaps out and knows nothing of nothing", () => {
  deepStrictEqual(intermittenceOf(Float64Array.of(NaN, 2, NaN, NaN, 2)), { interval: 1, variation: 0, kind: "smooth" });
  deepStrictEqual(intermittenceOf(new Float64Array(9)), { interval: Infinity, variation: 0, kind: "intermittent" });
  strictEqual(intermittenceOf(Float64Array.of(NaN)), undefined);
  strictEqual(intermittenceOf(new Float64Array(0)), undefined);
});
