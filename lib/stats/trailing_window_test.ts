import { ok, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { trailingWindow } from "./trailing_window.ts";

function naive(values: readonly number[], day: number, days: number): [mean: number, deviation: number] {
  const window = values.slice(Math.max(0, day - days), day).filter((value) => !Number.isNaN(value));
  if (day < days || window.length < Math.max(2, Math.ceil(days / 2))) return [NaN, NaN];
  const mean = window.reduce((sum, value) => sum + value, 0) / window.length;
  const squares = window.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return [mean, Math.sqrt(squares / (window.length - 1))];
}

Deno.test("trailingWindow() equals the textbook on the days before, with and without holes", () => {
  const cell = fc.oneof({ weight: 5, arbitrary: fc.double({ min: 0, max: 100, noNaN: true }) }, fc.constant(NaN));
  fc.assert(fc.property(fc.array(cell, { maxLength: 80 }), fc.constantFrom(2, 7, 30), (list, days) => {
    const mean = new Float64Array(list.length), deviation = new Float64Array(list.length);
    trailingWindow(Float64Array.from(list), days, { mean, deviation });
    for (let day = 0; day < list.length; day++) {
      const [expectedMean, expectedDeviation] = naive(list, day, days);
      if (Number.isNaN(expectedMean)) {
        strictEqual(mean[day], NaN);
        strictEqual(deviation[day], NaN);
      } else {
        ok(Math.abs(mean[day]! - expectedMean) < 1e-9);
        ok(Math.abs(deviation[day]! - expectedDeviation) < 1e-4);
      }
    }
  }));
});

Deno.test("trailingWindow() has deviation 0 on a constant level far from the start", () => {
  const values = Float64Array.from({ length: 60 }, (_, day) => day < 20 ? 0.01 : 33.33);
  const mean = new Float64Array(60), deviation = new Float64Array(60);
  trailingWindow(values, 7, { mean, deviation });
  strictEqual(deviation[59], 0);
  throws(() => trailingWindow(values, 1, { mean, deviation }), RangeError);
});
