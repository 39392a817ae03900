import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { knownOn } from "./hindsight.ts";

Deno.test("knownOn() undoes the repairs that only later days explained", () => {
  const values = Float64Array.of(1, 20, 30, 4);
  const repair = { days: [1, 2], before: Float64Array.of(1, NaN, 0.3, 4), knownFrom: 5 };
  deepStrictEqual(knownOn(5, values, [repair]), Float64Array.of(1, NaN, 0.3, 4));
  strictEqual(knownOn(6, values, [repair]), values);
  deepStrictEqual(values, Float64Array.of(1, 20, 30, 4));
});
