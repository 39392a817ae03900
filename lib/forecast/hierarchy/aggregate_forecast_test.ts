import { deepStrictEqual, ok } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { aggregateForecast } from "./aggregate_forecast.ts";

/** Errors of origins of 60 steps: a share of the deviation of 10 % is common to the days of an origin. */
function errorsOf(origins: number, common: number, seed: number): Float64Array[] {
  const random = randomFor(seed, "aggregate", origins);
  return Array.from({ length: origins }, () => {
    const shared = Math.sqrt(common) * random.normal();
    return Float64Array.from({ length: 60 }, () => 0.1 * (shared + Math.sqrt(1 - common) * random.normal()));
  });
}

Deno.test("aggregateForecast() covers what it promises, with few origins that are off as a whole too", () => {
  for (const [origins, common, tolerance] of [[8, 0, 0.04], [8, 0.7, 0.06], [4, 0.7, 0.1]] as const) {
    let inside = 0, days = 0;
    for (let seed = 0; seed < 300; seed++) {
      const [next, ...errors] = errorsOf(origins + 1, common, seed);
      const mean = new Float64Array(60).fill(50);
      const [low, high] = aggregateForecast({ mean, steps: 60, errors, levels: [0.1, 0.9], reach: 14 });
      next!.forEach((error, step) => {
        const value = 50 * (1 + error);
        days++;
        if (value >= low![step]! && value <= high![step]!) inside++;
      });
    }
    ok(Math.abs(inside / days - 0.8) < tolerance, `${origins} origins, ${common} in common: ${inside / days}`);
  }
});

Deno.test("aggregateForecast() never crosses, stays at 0 or above, and leaves out what is not known", () => {
  const random = randomFor(1, "wild");
  const errors = Array.from(
    { length: 3 },
    () => Float64Array.from({ length: 40 }, () => random.uniform() < 0.2 ? NaN : 3 * random.normal()),
  );
  const levels = [0.025, 0.1, 0.4, 0.5, 0.6, 0.9, 0.975];
  const mean = Float64Array.from({ length: 40 }, (_, index) => index);
  const quantiles = aggregateForecast({ mean, steps: 20, errors, levels, reach: 2 });
  for (let index = 0; index < 40; index++) {
    for (let level = 0; level < levels.length; level++) {
      ok(quantiles[level]![index]! >= (level === 0 ? 0 : quantiles[level - 1]![index]!));
    }
  }
});

Deno.test("aggregateForecast() without errors is the mean", () => {
  const mean = Float64Array.of(1, 2, 3);
  deepStrictEqual(aggregateForecast({ mean, steps: 3, errors: [], levels: [0.1, 0.9], reach: 1 }), [mean, mean]);
  const unknown = [new Float64Array(3).fill(NaN)];
  deepStrictEqual(aggregateForecast({ mean, steps: 3, errors: unknown, levels: [0.1, 0.9], reach: 1 }), [mean, mean]);
});
