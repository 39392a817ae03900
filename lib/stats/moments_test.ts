import { deepStrictEqual, ok } from "node:assert/strict";
import { momentsOf } from "./moments.ts";

Deno.test("momentsOf() of a small spread far from zero loses nothing", () => {
  const { mean, variance } = momentsOf(Float64Array.from({ length: 1000 }, (_, at) => 1e9 + at % 2));
  ok(Math.abs(mean - 1e9 - 0.5) < 1e-6 && Math.abs(variance - 0.25) < 1e-9, `${mean} ${variance}`);
});

Deno.test("momentsOf() of values that are all the same has no variance at all", () => {
  deepStrictEqual(momentsOf(new Array<number>(7).fill(0.1)), { count: 7, mean: 0.1, variance: 0 });
});

Deno.test("momentsOf() of nothing is missing", () => {
  deepStrictEqual(momentsOf([NaN, NaN]), { count: 0, mean: NaN, variance: NaN });
});
