import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { carriedForward, gapsOf } from "./short_gaps.ts";

Deno.test("gapsOf() finds gaps within a lifetime, not before and after it", () => {
  deepStrictEqual(gapsOf(Float64Array.of(NaN, 1, NaN, NaN, 2, 3, NaN, 4, NaN)), [
    { first: 2, days: 2 },
    { first: 6, days: 1 },
  ]);
  deepStrictEqual(gapsOf(new Float64Array(3).fill(NaN)), []);
});

Deno.test("carriedForward() takes the last same weekday, else the last day, and no anomaly", () => {
  const values = Float64Array.from({ length: 30 }, (_, day) => day);
  const isAnomaly = new Uint8Array(30);
  strictEqual(carriedForward(values, isAnomaly, 20), 13);
  isAnomaly[13] = 2;
  strictEqual(carriedForward(values, isAnomaly, 20), 6);
  strictEqual(carriedForward(values, isAnomaly, 3), 2);
  strictEqual(carriedForward(values, isAnomaly, 0), NaN);
});
