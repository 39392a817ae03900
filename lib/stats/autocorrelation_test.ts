import { ok, strictEqual, throws } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { autocorrelation } from "./autocorrelation.ts";

function autoregression(keep: number, steps: number): Float64Array {
  const random = randomFor(1, "autoregression", keep);
  const values = new Float64Array(steps);
  for (let step = 1; step < steps; step++) {
    values[step] = keep * values[step - 1]! + Math.sqrt(1 - keep * keep) * random.normal();
  }
  return values;
}

Deno.test("autocorrelation() of an autoregression falls as the powers of its coefficient", () => {
  const values = autoregression(0.8, 50_000);
  for (const lag of [1, 2, 5]) ok(Math.abs(autocorrelation(values, lag) - 0.8 ** lag) < 0.03);
});

Deno.test("autocorrelation() sees through gaps", () => {
  const values = autoregression(0.8, 50_000).map((value, step) => step % 7 === 3 ? NaN : value);
  ok(Math.abs(autocorrelation(values, 1) - 0.8) < 0.03);
});

Deno.test("autocorrelation() of a constant or of too little is NaN, and the lag is checked", () => {
  strictEqual(autocorrelation(new Float64Array(100).fill(0.1), 1), NaN);
  strictEqual(autocorrelation(autoregression(0.5, 12), 6), NaN);
  throws(() => autocorrelation(new Float64Array(9), 0), RangeError);
});
