import { strictEqual } from "node:assert/strict";
import { changeQuantiles } from "./change_quantiles.ts";

Deno.test("changeQuantiles() widens as a wandering level does, and says nothing of fifty values", () => {
  const frame = { step: 3600, seasons: [] };
  const values = Float64Array.from({ length: 400 }, (_, at) => Math.sin(at * at));
  for (let at = 1; at < values.length; at++) values[at]! += values[at - 1]!;
  const [near = 0, far = 0] = [0, 24].map((step) => {
    const quantiles = changeQuantiles().quantiles(values, 25, [0.1, 0.9], frame)!;
    return quantiles[25 + step]! - quantiles[step]!;
  });
  strictEqual(far > 2 * near, true);
  strictEqual(changeQuantiles().quantiles(values.subarray(0, 50), 3, [0.5], frame), undefined);
});
