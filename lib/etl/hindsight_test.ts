import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { knownOn } from "./hindsight.ts";

Deno.test("knownOn() undoes the repairs that only later days explained", () => {
  const series = { values: Float64Array.of(1, 20, 30, 4), isAnomaly: Uint8Array.of(0, 2, 0, 2) };
  const repair = { days: [1, 2], before: Float64Array.of(1, NaN, 0.3, 4), knownFrom: 5 };
  deepStrictEqual(knownOn(5, series, [repair]), {
    values: Float64Array.of(1, NaN, 0.3, 4),
    isAnomaly: Uint8Array.of(0, 0, 0, 2),
  });
  strictEqual(knownOn(6, series, [repair]), series);
});
