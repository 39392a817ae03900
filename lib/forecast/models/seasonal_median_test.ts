import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { HOURS, keepsLaws } from "./point_model_fixture.ts";
import { seasonalMedian } from "./seasonal_median.ts";
import { seasonalNaive } from "./seasonal_naive.ts";

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b), half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

Deno.test("seasonalMedian() takes the median of each phase", () => {
  const values = Float64Array.of(500, 500, 1, 10, 2, 90, 6, 20);
  deepStrictEqual(seasonalMedian({ season: 2, seasons: 3 }).points(values, 3, HOURS), Float64Array.of(2, 20, 2));
});

Deno.test("seasonalMedian() with the whole level moves older seasons onto the last one", () => {
  // The same shape, 100 higher in the last season; the first season's own level is 2, the second's 102.
  const values = Float64Array.of(1, 2, 3, 101, 102, 103);
  const model = seasonalMedian({ season: 3, seasons: 2, levelShare: 1 });
  deepStrictEqual(model.points(values, 3, HOURS), Float64Array.of(101, 102, 103));
  const half = seasonalMedian({ season: 3, seasons: 2, levelShare: 0.5 });
  deepStrictEqual(half.points(values, 3, HOURS), Float64Array.of(76, 77, 78));
});

Deno.test("seasonalMedian() is what collecting and sorting finds", () => {
  const settings = fc.record({
    season: fc.integer({ min: 1, max: 7 }),
    seasons: fc.integer({ min: 1, max: 5 }),
    window: fc.integer({ min: 0, max: 3 }),
    levelShare: fc.constantFrom(0, 0.25, 1),
    fewestSeasons: fc.constant(1),
  });
  const own = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 40 });
  fc.assert(fc.property(settings, own, fc.integer({ min: 1, max: 20 }), (options, values, horizon) => {
    const { season, seasons, window, levelShare } = options, end = values.length;
    const known = Math.min(seasons, Math.floor(end / season));
    const got = seasonalMedian(options).points(Float64Array.from(values), horizon, HOURS);
    if (known === 0) return strictEqual(got, undefined);
    const level = (back: number): number => median(values.slice(end - back * season, end - (back - 1) * season));
    got!.forEach((value, ahead) => {
      const near: number[] = [];
      for (let at = 0; at < end; at++) {
        for (let back = 1; back <= known; back++) {
          if (Math.abs(at - (end - back * season + ahead % season)) > window) continue;
          near.push(values[at]! - levelShare * (level(back) - level(1)));
        }
      }
      ok(Math.abs(value - median(near)) < 1e-9, `step ${ahead}: ${value} is not ${median(near)}`);
    });
  }));
});

Deno.test("seasonalMedian() of one season is the seasonal naive", () => {
  const values = Float64Array.of(4, 8, 1, 9, 2);
  const model = seasonalMedian({ season: 2, seasons: 1 });
  deepStrictEqual(model.points(values, 3, HOURS), seasonalNaive({ season: 2 }).points(values, 3, HOURS));
});

Deno.test("seasonalMedian() keeps the laws of point models", () => {
  keepsLaws(seasonalMedian({ season: 24, seasons: 7 }), { fewest: 48, repeats: 24 });
  keepsLaws(seasonalMedian({ season: 24, seasons: 4, levelShare: 0.5 }), { fewest: 48, repeats: 24 });
  keepsLaws(seasonalMedian({ season: 24, seasons: 7, window: 2, levelShare: 1 }), { fewest: 48 });
  keepsLaws(seasonalMedian({ season: 24, seasons: 14, fewestSeasons: 9 }), { fewest: 216, repeats: 24 });
});

Deno.test("seasonalMedian() has its settings in its name, and refuses shares above one", () => {
  strictEqual(seasonalMedian({ season: 24, seasons: 7 }).name, "seasonal median 24 x 7");
  strictEqual(
    seasonalMedian({ season: 288, seasons: 4, window: 9, levelShare: 0.5 }).name,
    "seasonal median 288 x 4 ±9 level 0.5",
  );
  throws(() => seasonalMedian({ season: 24, seasons: 7, levelShare: 2 }), /levelShare between 0 and 1, got 2/);
});
