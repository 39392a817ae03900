import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { randomFor } from "@lib/core/random.ts";
import { TIERS } from "../tier.ts";
import { forecastSeries } from "./forecast_series.ts";
import type { SeriesInput } from "./series_trial.ts";

const HOUR = 3600, start = Date.UTC(2024, 0, 1);

/** Hours of a day's rhythm with noise of a seed's own. */
function hours(id: string, length: number, seed: number): SeriesInput {
  const random = randomFor(seed, "hours");
  const values = new Float64Array(length).map((_, hour) =>
    50 + 20 * Math.sin(2 * Math.PI * hour / 24) + 4 * random.normal()
  );
  return { id, history: { values, step: HOUR, start } };
}

Deno.test("forecastSeries() follows a rhythm, with more models from tier to tier", () => {
  for (const tier of TIERS) {
    const [made] = forecastSeries([hours("a", 400, 1)], { horizon: 24, tier, everyModel: true });
    const { forecast: { mean, quantiles, model }, alone } = made!;
    strictEqual(model, `pool, ${tier}`);
    ok(alone!.length >= { fast: 5, standard: 10, full: 20 }[tier], `${tier}: ${alone!.length}`);
    mean.forEach((value, step) => ok(Math.abs(value - 50 - 20 * Math.sin(2 * Math.PI * (400 + step) / 24)) < 5));
    ok(quantiles.every((line) => line.every(Number.isFinite)));
  }
});

Deno.test("forecastSeries() holds about four of five values of what comes in its inner 80 %", () => {
  const whole = Array.from({ length: 20 }, (_, index) => hours(`${index}`, 424, 10 * index));
  const past = whole.map(({ id, history }) => ({
    id,
    history: { ...history, values: history.values.subarray(0, 400) },
  }));
  const made = forecastSeries(past, { horizon: 24, tier: "standard" });
  let inside = 0;
  made.forEach(({ forecast: { quantiles } }, index) => {
    for (let step = 0; step < 24; step++) {
      const value = whole[index]!.history.values[400 + step]!;
      if (value >= quantiles[2]![step]! && value <= quantiles[10]![step]!) inside++;
    }
  });
  ok(inside / 480 > 0.7 && inside / 480 < 0.92, `${inside / 480}`);
});

Deno.test("forecastSeries() sees nothing of what comes after a series' own end: neither its values nor those of its peers", () => {
  const early = [1, 2, 3].map((seed) => hours(`early ${seed}`, 240, seed));
  fc.assert(
    fc.property(
      fc.integer({ min: 241, max: 400 }),
      fc.integer({ min: 0, max: 239 }),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      (length, from, value) => {
        const late = hours("late", length, 4), changed = hours("late", length, 4);
        changed.history.values.fill(value, from);
        const of = (peer: SeriesInput) =>
          forecastSeries([...early, peer], { horizon: 12, tier: "standard" }).slice(0, 3);
        deepStrictEqual(of(changed), of(late));
      },
    ),
    { numRuns: 12 },
  );
});

Deno.test("forecastSeries() does not mind the order of the series", () => {
  const inputs = [1, 2, 3, 4].map((seed) => hours(`${seed}`, 200 + 10 * seed, seed));
  const forwards = forecastSeries(inputs, { horizon: 12, tier: "standard" });
  const backwards = forecastSeries([...inputs].reverse(), { horizon: 12, tier: "standard" }).reverse();
  backwards.forEach(({ forecast }, index) => {
    forecast.mean.forEach((value, step) => ok(Math.abs(value - forwards[index]!.forecast.mean[step]!) < 1e-9));
  });
});

Deno.test("forecastSeries() labels what a history is too short for", () => {
  for (const values of [[5], [5, 6], [1, 2, 3, 4, 5, 6, 7, 8], [NaN, 3, NaN, NaN]]) {
    const [made] = forecastSeries([{ id: "a", history: { values: Float64Array.from(values), step: HOUR } }], {
      horizon: 10_000,
      tier: "full",
    });
    ok(/^naive \(\d values? (is|are) too few/.test(made!.forecast.model), made!.forecast.model);
    ok(made!.forecast.quantiles.every((line) => line.every(Number.isFinite)));
  }
  const values = new Float64Array(60).fill(NaN).fill(5, 0, 6);
  const [mostlyMissing] = forecastSeries([{ id: "a", history: { values, step: HOUR } }], { horizon: 3, tier: "fast" });
  strictEqual(mostlyMissing!.forecast.model, "seasonal naive (6 values are too few to try models on earlier origins)");
});

Deno.test("forecastSeries() says what was done to a counter and to a level that changed", () => {
  const counter = new Float64Array(300).map((_, hour) => 10 * (hour % 200) + Math.sin(hour) ** 2);
  const resized = new Float64Array(600).map((_, day) => (day < 300 ? 80 : 20) * (1 + 0.1 * Math.sin(day * day)));
  const [of = [], level = []] = [{ values: counter, step: HOUR }, { values: resized, step: 24 * HOUR }].map((history) =>
    forecastSeries([{ id: "a", history }], { horizon: 24, tier: "fast" })[0]!.notes
  );
  ok(of.some((note) => /reset once/.test(note)), `${of}`);
  ok(level.some((note) => /level fell/.test(note)), `${level}`);
});

Deno.test("forecastSeries() stops when told to, reports progress, and refuses a horizon of zero", () => {
  const inputs = [hours("a", 100, 1), hours("b", 100, 2)], options = { horizon: 5, tier: "fast" } as const;
  const seen: number[] = [];
  forecastSeries(inputs, options, { onProgress: (done, total) => seen.push(done / total) });
  deepStrictEqual(seen, [0.25, 0.5, 0.75, 1]);
  throws(() => forecastSeries(inputs, options, { signal: AbortSignal.abort() }), { name: "AbortError" });
  throws(() => forecastSeries(inputs, { horizon: 0, tier: "fast" }), /expected a horizon of 1 step or more, got 0/);
});
