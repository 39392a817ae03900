/** Laws of numbers that every forecast of any series keeps, whatever the series. */
import { deepStrictEqual, ok } from "node:assert/strict";
import fc from "fast-check";
import { randomFor } from "@lib/core/random.ts";
import type { Forecast, History } from "../forecaster.ts";
import type { Tier } from "../tier.ts";
import { forecastSeries } from "./forecast_series.ts";

const START = Date.UTC(2024, 0, 1), WEEK_MS = 7 * 86_400_000;
const UNBOUNDED = { low: -Infinity, high: Infinity };

function forecastOf(history: History, horizon: number, tier: Tier = "fast"): Forecast {
  return forecastSeries([{ id: "a", history }], { horizon, tier })[0]!.forecast;
}

/** Every number of a forecast. */
function numbersOf({ mean, quantiles }: Forecast): number[] {
  return [mean, ...quantiles].flatMap((line) => [...line]);
}

function isNear(got: Forecast, expected: readonly number[], tolerance: number): void {
  numbersOf(got).forEach((value, index) =>
    ok(Math.abs(value - expected[index]!) <= tolerance, `${value} for ${expected[index]}`)
  );
}

/** A rhythm with noise, well above 0. */
function sample(length: number, season: number): Float64Array {
  const random = randomFor(length, "forecast laws", season);
  return new Float64Array(length).map((_, at) => 60 + 10 * Math.sin(2 * Math.PI * at / season) + 3 * random.normal());
}

/** Lengths, steps and seasons of histories that each have a pool of their own. */
const KINDS = [[400, 3600, 24], [200, 86_400, 7], [150, 604_800, 52], [60, 2_592_000, 12]] as const;

/** What servers and people write down: noise, whole numbers, zeros, spikes, steps, gaps and sizes from tiny to huge. */
const SHAPES: Readonly<Record<string, (at: number, noise: number, uniform: number) => number>> = {
  noise: (_, noise) => 50 + 3 * noise,
  whole: (at, noise) => Math.round(20 + 5 * noise + 5 * Math.sin(at / 4)),
  "whole with a step": (at, noise) => (at > 60 ? 500 : 20) + Math.round(5 * noise),
  "mostly zero": (_, noise, uniform) => uniform < 0.9 ? 0 : Math.abs(10 * noise),
  binary: (_, __, uniform) => uniform < 0.5 ? 0 : 1,
  spikes: (at, noise) => at % 97 === 50 ? 1e6 : 5 + noise,
  exponential: (at) => Math.exp(at / 20),
  "small changes of a large number": (at, noise) => 1e9 + Math.sin(at) + noise,
  alternating: (at) => at % 2 ? -1000 : 1000,
  "heavy tails": (_, __, uniform) => Math.tan(3 * (uniform - 0.5)),
  gaps: (at, _, uniform) => at > 0 && uniform < 0.7 ? NaN : 40 + at % 24,
  tiny: (_, __, uniform) => 1e-12 * (1 + uniform),
  huge: (_, __, uniform) => 1e200 * (uniform - 0.5),
  "above its bounds": (_, noise) => 140 + noise,
  "below its bounds": (_, noise) => -20 + noise,
};

Deno.test("forecastSeries(): finite numbers in order, the mean among them, within the bounds, whole where the history is", () => {
  fc.assert(
    fc.property(
      fc.record({
        shape: fc.constantFrom(...Object.keys(SHAPES)),
        length: fc.integer({ min: 1, max: 160 }),
        step: fc.constantFrom(60, 3600, 86_400, 604_800, 2_592_000),
        horizon: fc.integer({ min: 1, max: 30 }),
        tier: fc.constantFrom<Tier>("fast", "standard"),
        isPercent: fc.boolean(),
        seed: fc.nat(1000),
      }),
      ({ shape, length, step, horizon, tier, isPercent, seed }) => {
        const random = randomFor(seed, "forecast laws");
        const values = new Float64Array(length).map((_, at) => SHAPES[shape]!(at, random.normal(), random.uniform()));
        const bounds = isPercent ? { low: 0, high: 100 } : undefined;
        const { mean, quantiles } = forecastOf({ values, step, start: START, ...bounds && { bounds } }, horizon, tier);
        const isWhole = values.every((value) => value !== value || Number.isInteger(value));
        const low = bounds?.low ?? (values.some((value) => value < 0) ? -Infinity : 0), high = bounds?.high ?? Infinity;
        mean.forEach((middle, ahead) => {
          const own = quantiles.map((line) => line[ahead]!), first = own[0]!, last = own.at(-1)!;
          ok(
            own.every((value, level) => Number.isFinite(value) && (level === 0 || value >= own[level - 1]!)),
            `${own}`,
          );
          ok(first >= low && last <= high, `${own}`);
          ok(!isWhole || own.every(Number.isInteger), `${own}`);
          const rounding = 1e-9 * (Math.abs(first) + Math.abs(last));
          ok(middle >= first - rounding && middle <= last + rounding, `${middle} of ${own}`);
        });
      },
    ),
    { numRuns: 250 },
  );
});

Deno.test("forecastSeries(): a series in another unit is the same forecast in that unit", () => {
  for (const tier of ["fast", "standard"] as const) {
    for (const [length, step, season] of KINDS) {
      const values = sample(length, season), usual = numbersOf(forecastOf({ values, step }, 10, tier));
      for (const unit of [1000, 1e-3, 1e7]) {
        const inUnit = forecastOf({ values: values.map((value) => value * unit), step }, 10, tier);
        isNear(inUnit, usual.map((value) => value * unit), 1e-8 * unit);
      }
    }
  }
});

Deno.test("forecastSeries(): without bounds, a raised series is forecast as much higher, a mirrored one mirrored", () => {
  // Models on logarithms, which longer steps and richer tiers have, see shares and not differences.
  for (const [length, step, season] of KINDS.slice(0, 2)) {
    const values = sample(length, season),
      of = (own: Float64Array) => forecastOf({ values: own, step, bounds: UNBOUNDED }, 10);
    const usual = of(values);
    for (const more of [1000, -500]) {
      isNear(of(values.map((value) => value + more)), numbersOf(usual).map((value) => value + more), 1e-6);
    }
    const mirrored = of(values.map((value) => -value));
    isNear({ ...mirrored, quantiles: mirrored.quantiles.toReversed() }, numbersOf(usual).map((value) => -value), 1e-6);
  }
});

Deno.test("forecastSeries(): whole weeks later, without a calendar, changes nothing", () => {
  for (const tier of ["fast", "standard"] as const) {
    for (const [length, step, season] of KINDS.slice(0, 2)) {
      const values = sample(length, season);
      const of = (weeks: number) => forecastOf({ values, step, start: START + weeks * WEEK_MS }, 10, tier);
      for (const weeks of [1, 53, -200]) deepStrictEqual(of(weeks), of(0));
    }
  }
});

Deno.test("forecastSeries(): a history too short for the pool goes on around its last values, however far ahead", () => {
  const { quantiles } = forecastOf(
    { values: Float64Array.of(3, 9, 4, 5, 20, 8, 10), step: 60, bounds: UNBOUNDED },
    2000,
  );
  ok(quantiles[6]!.every((median) => median === 10));
});
