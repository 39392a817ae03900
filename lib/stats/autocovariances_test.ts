import { ok, throws } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { autocovariances } from "./autocovariances.ts";

Deno.test("autocovariances() are the mean products, whatever the length of the series, with gaps too", () => {
  const random = randomFor(1, "autocovariances");
  for (const length of [1, 2, 7, 64, 100, 257]) {
    const values = Float64Array.from({ length }, () => random.uniform() < 0.1 ? NaN : random.normal());
    const covariances = autocovariances(values, length - 1);
    for (let lag = 0; lag < length; lag++) {
      let sum = 0;
      for (let index = lag; index < length; index++) {
        const product = values[index]! * values[index - lag]!;
        if (!Number.isNaN(product)) sum += product;
      }
      ok(Math.abs(covariances[lag]! - sum / length) < 1e-12, `lag ${lag} of ${length}`);
    }
  }
});

Deno.test("autocovariances() refuses a lag as long as the series", () => {
  throws(() => autocovariances(new Float64Array(5), 5), RangeError);
});
