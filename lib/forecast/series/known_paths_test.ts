import { ok, strictEqual } from "node:assert/strict";
import { forecastSeries } from "./forecast_series.ts";
import { seriesOrigins } from "./series_trial.ts";

Deno.test("a path that is known beforehand competes with the pool, and wins when it is right", () => {
  // No model of the pool can know these steps: they are drawn from nowhere.
  const truth = Float64Array.from({ length: 260 }, (_, day) => 50 + 30 * Math.sin(day * day));
  const history = { values: truth.slice(0, 246).fill(NaN, 0, 5), step: 86_400 };
  const input = { id: "a", history }, options = { horizon: 14, tier: "standard" } as const;
  const ends = [...seriesOrigins(input, options), 246];
  ok(ends.every((end) => end >= 20 && end <= 246));
  const known = { name: "oracle", paths: ends.map((end) => ({ end, points: truth.slice(end, end + 14) })) };
  const error = (inputs: Parameters<typeof forecastSeries>[0]): number => {
    const [{ forecast: { quantiles } } = { forecast: { quantiles: [] as Float64Array[] } }] = forecastSeries(
      inputs,
      options,
    );
    return quantiles[6]!.reduce((sum, value, step) => sum + Math.abs(value - truth[246 + step]!), 0) / 14;
  };
  ok(error([{ ...input, known: [known] }]) < 0.1 * error([input]));
  strictEqual(known.paths[0]!.points[0], truth[ends[0]!]);
});
