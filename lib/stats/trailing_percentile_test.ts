import { strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { nearestRank } from "./nearest_rank.ts";
import { trailingPercentile } from "./trailing_percentile.ts";

/** Sorts every window. */
function assertAsNaive(list: readonly number[], days: number, p: number): void {
  const into = new Float64Array(list.length);
  trailingPercentile(Float64Array.from(list), { days, p }, into);
  for (let day = 0; day < list.length; day++) {
    const window = Float64Array.from(list.slice(Math.max(0, day - days), day).filter((value) => !Number.isNaN(value)));
    const isKnown = day >= days && window.length >= Math.max(2, Math.ceil(days / 2));
    strictEqual(into[day], isKnown ? nearestRank(window, p) : NaN, `day ${day}, ${days} days, p ${p}`);
  }
}

const cell = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: -1e3, max: 1e3, noNaN: true }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 3 }) },
  { weight: 2, arbitrary: fc.constant(NaN) },
);

Deno.test("trailingPercentile() is the nearest rank of the known days before, at any length and probability", () => {
  const list = fc.array(cell, { maxLength: 120 });
  fc.assert(
    fc.property(list, fc.constantFrom(2, 7, 20, 30, 40), fc.constantFrom(0.05, 0.5, 0.9, 0.95, 1), assertAsNaive),
  );
});

Deno.test("trailingPercentile() of 90 days, whole or with holes, around the ranks at which one more value counts", () => {
  for (const holes of [Infinity, 3, 11]) {
    const list = Array.from({ length: 300 }, (_, day) => day % holes === holes - 1 ? NaN : day * 7919 % 101);
    for (const days of [19, 20, 39, 40, 90]) assertAsNaive(list, days, 0.95);
  }
});

Deno.test("trailingPercentile() checks its options", () => {
  throws(() => trailingPercentile(Float64Array.of(1), { days: 1, p: 0.95 }, new Float64Array(1)), RangeError);
  throws(() => trailingPercentile(Float64Array.of(1), { days: 7, p: 0 }, new Float64Array(1)), RangeError);
});
