import { deepStrictEqual, strictEqual, throws } from "node:assert/strict";
import { HOURS, keepsLaws } from "./point_model_fixture.ts";
import { recentMedian } from "./recent_median.ts";

Deno.test("recentMedian() sees the last values only", () => {
  const values = Float64Array.of(900, 3, 1, 2, 8);
  deepStrictEqual(recentMedian({ length: 3 }).points(values, 2, HOURS), Float64Array.of(2, 2));
  deepStrictEqual(recentMedian({ length: 4 }).points(values, 1, HOURS), Float64Array.of(2.5));
  deepStrictEqual(recentMedian({ length: Infinity }).points(values, 1, HOURS), Float64Array.of(3));
});

Deno.test("recentMedian() takes a shorter history whole, unless it is too short", () => {
  const values = Float64Array.of(5, 1, 3);
  deepStrictEqual(recentMedian({ length: 24 }).points(values, 1, HOURS), Float64Array.of(3));
  strictEqual(recentMedian({ length: 24, fewest: 4 }).points(values, 1, HOURS), undefined);
});

Deno.test("recentMedian() keeps the laws of point models", () => {
  keepsLaws(recentMedian({ length: 24 }), { fewest: 1 });
  keepsLaws(recentMedian({ length: 24, fewest: 13 }), { fewest: 13 });
  keepsLaws(recentMedian({ length: Infinity }), { fewest: 1 });
});

Deno.test("recentMedian() has its length in its name, and refuses none", () => {
  strictEqual(recentMedian({ length: 24 }).name, "recent median 24");
  strictEqual(recentMedian({ length: Infinity }).name, "median of all");
  throws(() => recentMedian({ length: 0 }), /expected length a whole number of 1 or more, got 0/);
});
