import { deepStrictEqual, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { keepsLaws, sample } from "./point_model_fixture.ts";
import { sameKindMedian } from "./same_kind_median.ts";

const HALF_DAYS = { step: 43_200, seasons: [2, 14] };

Deno.test("sameKindMedian() is what asking each past day for its name finds", () => {
  const cases = fc.record({
    start: fc.integer({ min: 0, max: 28 }).map((half) => Date.UTC(2024, 1, 20) + half * 43_200_000),
    values: fc.array(fc.integer({ min: -9, max: 99 }), { minLength: 12, maxLength: 60 }),
    days: fc.integer({ min: 1, max: 6 }),
  });
  fc.assert(fc.property(cases, ({ start, values, days }) => {
    const dateOf = (at: number): Date => new Date(start + at * 43_200_000);
    const kindOf = (at: number): string =>
      /^S/.test(dateOf(at).toUTCString()) ? `weekend ${dateOf(at).getUTCHours()}` : `${dateOf(at).getUTCHours()}`;
    const got = sameKindMedian({ days }).points(Float64Array.from(values), 30, { ...HALF_DAYS, start })!;
    got.forEach((value, ahead) => {
      const own = values.filter((_, at) => kindOf(at) === kindOf(values.length + ahead)).slice(-days)
        .toSorted((a, b) => a - b);
      strictEqual(value, (own[own.length >> 1]! + own[(own.length - 1) >> 1]!) / 2);
    });
  }));
});

Deno.test("sameKindMedian() with a window also sees the steps beside, before the end", () => {
  const values = Float64Array.from({ length: 12 }, (_, at) => at);
  // Monday to Saturday. Sunday looks at Saturday: steps 10 and 11, each with its neighbours.
  const points = sameKindMedian({ window: 1 }).points(values, 2, { ...HALF_DAYS, start: Date.UTC(2024, 0, 1) });
  deepStrictEqual(points, Float64Array.of(10, 10.5));
});

Deno.test("sameKindMedian() says nothing without dates, for days, and for steps that do not fill a day", () => {
  const values = sample(200);
  strictEqual(sameKindMedian().points(values, 3, { step: 3600, seasons: [24] }), undefined);
  strictEqual(sameKindMedian().points(values, 3, { step: 86_400, seasons: [7], start: 0 }), undefined);
  strictEqual(sameKindMedian().points(values, 3, { step: 5000, seasons: [], start: 0 }), undefined);
});

Deno.test("sameKindMedian() keeps the laws of point models", () => {
  keepsLaws(sameKindMedian(), { fewest: 144, repeats: 24 });
  keepsLaws(sameKindMedian({ days: 3, window: 2 }), { fewest: 144 });
});

Deno.test("sameKindMedian() has its settings in its name, and refuses half a day", () => {
  strictEqual(sameKindMedian({ window: 3 }).name, "same-kind median 7 days ±3");
  throws(() => sameKindMedian({ days: 0.5 }), /expected days a whole number of 1 or more, got 0.5/);
});
