import { ok, throws } from "node:assert/strict";
import { withoutMovingMean } from "./without_moving_mean.ts";

Deno.test("withoutMovingMean() leaves the cycle of a straight line with one, odd or even, at any level", () => {
  for (const season of [2, 3, 7, 24]) {
    const cycle = Array.from({ length: season }, (_, phase) => phase * phase);
    const middle = cycle.reduce((sum, value) => sum + value, 0) / season;
    const values = Float64Array.from(
      { length: 3 * season + 1 },
      (_, index) => 1e9 + 4 * index + cycle[index % season]!,
    );
    // The mean of an even cycle lies half a step beside its middle.
    const offset = season % 2 === 0 ? 2 : 0;
    withoutMovingMean(values, season).forEach((value, index) => {
      ok(Math.abs(value - offset - (cycle[index % season]! - middle)) < 1e-5, `season ${season}, place ${index}`);
    });
  }
});

Deno.test("withoutMovingMean() keeps gaps where they are and needs two cycles", () => {
  const values = Float64Array.from({ length: 30 }, (_, index) => index === 12 ? NaN : index % 5);
  const result = withoutMovingMean(values, 5);
  ok(result.every((value, index) => Number.isNaN(value) === (index === 12)));
  ok(Math.abs(result[20]! + 2) < 1e-9);
  throws(() => withoutMovingMean(new Float64Array(9), 5), RangeError);
});
