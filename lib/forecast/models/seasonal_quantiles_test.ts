import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { sampleQuantile } from "@lib/stats/sample_quantile.ts";
import { HOURS, sample } from "./point_model_fixture.ts";
import { keepsQuantileLaws } from "./quantile_model_fixture.ts";
import { seasonalQuantiles, type SeasonalQuantilesOptions } from "./seasonal_quantiles.ts";

const LEVELS = [0.1, 0.5, 0.9];
const median = (values: Float64Array): number => sampleQuantile(values.slice().sort(), 0.5);

/** Collects and sorts by the definition, every step for itself. */
function slowly(
  values: Float64Array,
  horizon: number,
  { season, seasons, window = 0, stride = 1, levelShare = 0 }: SeasonalQuantilesOptions,
): number[] {
  const end = values.length, known = Math.min(seasons, Math.floor(end / season));
  const level = (back: number): number => median(values.slice(end - back * season, end - (back - 1) * season));
  return LEVELS.flatMap((p) =>
    Array.from({ length: horizon }, (_, ahead) => {
      const near: number[] = [];
      for (let back = 1; back <= known; back++) {
        for (let offset = -window; offset <= window; offset += stride) {
          const value = values[end - back * season + ahead % season + offset];
          if (value !== undefined) near.push(value - levelShare * (level(back) - level(1)));
        }
      }
      return sampleQuantile(Float64Array.from(near).sort(), p);
    })
  );
}

Deno.test("seasonalQuantiles() keeps the laws of quantile models", () => {
  keepsQuantileLaws(seasonalQuantiles({ season: 24, seasons: 7, window: 1 }), { fewest: 48 });
  keepsQuantileLaws(seasonalQuantiles({ season: 24, seasons: 7, window: 6, stride: 2, levelShare: 0.5 }), {
    fewest: 48,
  });
  keepsQuantileLaws(seasonalQuantiles({ season: 7, seasons: 30 }), { fewest: 35 });
  keepsQuantileLaws(seasonalQuantiles({ season: 24, seasons: 14, window: 2, fewestSeasons: 9 }), { fewest: 216 });
});

Deno.test("seasonalQuantiles() gives what collecting each step gives", () => {
  const all: SeasonalQuantilesOptions[] = [
    { season: 24, seasons: 7 },
    { season: 24, seasons: 7, window: 2, levelShare: 1 },
    { season: 24, seasons: 100, window: 6, stride: 2, levelShare: 0.5 },
    { season: 7, seasons: 8, window: 1 },
  ];
  for (const options of all) {
    const values = sample(245);
    const got = seasonalQuantiles(options).quantiles(values, 60, LEVELS, HOURS)!;
    slowly(values, 60, options).forEach((value, place) => ok(Math.abs(value - got[place]!) < 1e-9, `${place}`));
  }
});

Deno.test("seasonalQuantiles() with the whole level share moves with the last season", () => {
  const values = Float64Array.from({ length: 240 }, (_, at) => at % 24 + (at < 216 ? 0 : 100));
  const model = seasonalQuantiles({ season: 24, seasons: 10, levelShare: 1 });
  const got = model.quantiles(values, 24, [0.5], HOURS)!;
  deepStrictEqual([...got], Array.from({ length: 24 }, (_, at) => at + 100));
});

Deno.test("seasonalQuantiles() checks its options and names them", () => {
  throws(() => seasonalQuantiles({ season: 0, seasons: 7 }), /expected season a whole number of 1 or more, got 0/);
  throws(() => seasonalQuantiles({ season: 24, seasons: 7, levelShare: 1.5 }), RangeError);
  const { name } = seasonalQuantiles({ season: 24, seasons: 7, window: 6, stride: 2, levelShare: 0.5 });
  strictEqual(name, "seasonal quantiles 24 x 7 ±6 every 2 level 0.5");
});
