import { strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { trailingExtremes } from "./trailing_extremes.ts";

Deno.test("trailingExtremes() equals looking through the days before, with holes and repeated values", () => {
  const cell = fc.oneof(
    { weight: 4, arbitrary: fc.double({ min: -1e3, max: 1e3, noNaN: true }) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 3 }) },
    { weight: 2, arbitrary: fc.constant(NaN) },
  );
  fc.assert(fc.property(fc.array(cell, { maxLength: 100 }), fc.constantFrom(2, 3, 7, 30), (list, days) => {
    const minimum = new Float64Array(list.length), maximum = new Float64Array(list.length);
    trailingExtremes(Float64Array.from(list), days, { minimum, maximum });
    for (let day = 0; day < list.length; day++) {
      const window = list.slice(Math.max(0, day - days), day).filter((value) => !Number.isNaN(value));
      const isKnown = day >= days && window.length >= Math.max(2, Math.ceil(days / 2));
      strictEqual(minimum[day], isKnown ? Math.min(...window) : NaN, `minimum of day ${day}`);
      strictEqual(maximum[day], isKnown ? Math.max(...window) : NaN, `maximum of day ${day}`);
    }
  }));
});

Deno.test("trailingExtremes() refuses a window of one day", () => {
  const into = { minimum: new Float64Array(1), maximum: new Float64Array(1) };
  throws(() => trailingExtremes(Float64Array.of(1), 1, into), RangeError);
});
