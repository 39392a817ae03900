import { deepStrictEqual, strictEqual, throws } from "node:assert/strict";
import { naive } from "./naive.ts";
import { HOURS, keepsLaws, sample } from "./point_model_fixture.ts";
import { seasonalNaive } from "./seasonal_naive.ts";

Deno.test("seasonalNaive() repeats the last season", () => {
  const values = Float64Array.of(9, 9, 1, 2, 3);
  deepStrictEqual(seasonalNaive({ season: 3 }).points(values, 5, HOURS), Float64Array.of(1, 2, 3, 1, 2));
});

Deno.test("seasonalNaive() of a season of one is the naive model", () => {
  const values = sample(30);
  deepStrictEqual(seasonalNaive({ season: 1 }).points(values, 5, HOURS), naive().points(values, 5, HOURS));
});

Deno.test("seasonalNaive() keeps the laws of point models", () => {
  keepsLaws(seasonalNaive({ season: 24 }), { fewest: 24, repeats: 24 });
  keepsLaws(seasonalNaive({ season: 168 }), { fewest: 168, repeats: 24 });
});

Deno.test("seasonalNaive() has its season in its name, and refuses half a step", () => {
  strictEqual(seasonalNaive({ season: 168 }).name, "seasonal naive 168");
  throws(() => seasonalNaive({ season: 1.5 }), /seasonal naive: expected season a whole number of 1 or more, got 1.5/);
});
