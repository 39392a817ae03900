import { deepStrictEqual, throws } from "node:assert/strict";
import { sampleQuantile } from "@lib/stats/sample_quantile.ts";
import { HOURS, sample } from "./point_model_fixture.ts";
import { keepsQuantileLaws } from "./quantile_model_fixture.ts";
import { recentQuantiles } from "./recent_quantiles.ts";

Deno.test("recentQuantiles() keeps the laws of quantile models", () => {
  for (const length of [7, 50, Infinity]) keepsQuantileLaws(recentQuantiles({ length }), { fewest: 7 });
});

Deno.test("recentQuantiles() looks at the last values only", () => {
  const values = sample(100), sorted = values.slice(-24).sort();
  const expected = [0.1, 0.5, 0.9].flatMap((level) => Array(3).fill(sampleQuantile(sorted, level)));
  deepStrictEqual([...recentQuantiles({ length: 24 }).quantiles(values, 3, [0.1, 0.5, 0.9], HOURS)!], expected);
  const changed = values.map((value, at) => at < 76 ? 1e6 : value);
  deepStrictEqual([...recentQuantiles({ length: 24 }).quantiles(changed, 3, [0.1, 0.5, 0.9], HOURS)!], expected);
});

Deno.test("recentQuantiles() checks its length", () => {
  for (const length of [0, -1, 2.5, NaN]) throws(() => recentQuantiles({ length }), RangeError);
});
