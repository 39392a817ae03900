import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { forecastSeries } from "@lib/forecast/series/forecast_series.ts";
import { dayOf } from "@lib/core/day.ts";
import { bankHolidays } from "@lib/core/holidays.ts";
import type { PlainSeries } from "./series_batch.ts";
import { hasFailed, SeriesCrew } from "./series_crew.ts";

const START = Date.UTC(2024, 0, 1);

/** Hours with a daily wave; each series ends a little later than the one before. */
function waves(count: number): PlainSeries[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `s${index}`,
    values: Float64Array.from(
      { length: 240 + index },
      (_, hour) => 50 + 20 * Math.sin(hour * Math.PI / 12) + (hour * 7919 * (index + 1)) % 11,
    ),
    step: 3600,
    start: START,
  }));
}

Deno.test("a crew says what one thread says, with any number of workers, in the order of the series", async () => {
  const series = waves(11), options = { horizon: 24, tier: "fast" } as const;
  const alone = forecastSeries(series.map(({ id, ...history }) => ({ id, history })), options);
  for (const workers of [1, 3]) {
    using crew = new SeriesCrew(workers);
    const told: number[] = [];
    const outcomes = await crew.forecastAll(series, options, { onProgress: (done, total) => told.push(done / total) });
    outcomes.forEach((outcome, index) => {
      ok(!hasFailed(outcome));
      deepStrictEqual({ id: outcome.id, forecast: outcome.forecast }, {
        id: `s${index}`,
        forecast: alone[index]!.forecast,
      });
      deepStrictEqual(outcome.seasons, [24]);
    });
    deepStrictEqual([told.length, told.at(-1)], [22, 1]);
  }
});

Deno.test("a series that cannot be forecast is named and does not cost the others", async () => {
  const [first, second, third] = waves(3);
  const bad = { ...second!, values: new Float64Array(50).fill(NaN) };
  using crew = new SeriesCrew(2);
  const outcomes = await crew.forecastAll([first!, bad, third!], { horizon: 5, tier: "fast" });
  deepStrictEqual(outcomes.map(hasFailed), [false, true, false]);
  ok(hasFailed(outcomes[1]!));
  match(outcomes[1].problem, /^Cannot forecast series s1: expected at least 1 value/);
});

Deno.test("every model alone comes with the milliseconds that it takes; what is kept is up to the caller", async () => {
  using crew = new SeriesCrew(1);
  let seen = 0;
  const outcomes = await crew.forecastAll(waves(2), { horizon: 5, tier: "fast", everyModel: true }, {
    keep: (outcome, index) => {
      ok(!hasFailed(outcome));
      strictEqual(outcome.id, `s${index}`);
      seen += outcome.alone!.length;
      strictEqual(outcome.fitMs?.length, outcome.alone!.length);
      const { alone: _, ...kept } = outcome;
      return kept;
    },
  });
  ok(seen > 2);
  ok(outcomes.every((outcome) => !("alone" in outcome)));
});

Deno.test("values far beyond what can be squared are forecast like any others", async () => {
  const [wave] = waves(1);
  const huge = { ...wave!, id: "huge", values: wave!.values.map((value) => value * 2 ** 990) };
  using crew = new SeriesCrew(1);
  const [plain, large] = await crew.forecastAll([{ ...wave!, values: wave!.values }, huge], {
    horizon: 24,
    tier: "fast",
  });
  ok(plain && !hasFailed(plain) && large && !hasFailed(large));
  // Apart from the rounding to whole numbers that only the first one has, and what the two lend each other.
  const ratio = large.forecast.mean[3]! / 2 ** 990 / plain.forecast.mean[3]!;
  ok(ratio > 0.98 && ratio < 1.02, `${ratio}`);
});

Deno.test("days whose holidays are known: the forecast keeps them", async () => {
  const first = dayOf("2021-11-01"), length = dayOf("2024-12-01") - first;
  const holidays = bankHolidays("EU", first, first + length + 60);
  const valueOf = (day: number): number =>
    60 + 10 * Math.sin(day * 2 * Math.PI / 7) + (day * 7919) % 5 - (holidays.has(day) ? 30 : 0);
  const days: PlainSeries = {
    id: "days",
    values: Float64Array.from({ length }, (_, index) => valueOf(first + index)),
    step: 86_400,
    start: first * 86_400_000,
    region: "EU",
  };
  using crew = new SeriesCrew(1);
  const [outcome] = await crew.forecastAll([days], { horizon: 40, tier: "standard", everyModel: true });
  ok(outcome && !hasFailed(outcome));
  ok(outcome.alone!.some(({ model }) => model === "calendar ridge"));
  const meanOn = (date: string): number => outcome.forecast.mean[dayOf(date) - first - length]!;
  ok(meanOn("2024-12-25") < 45 && meanOn("2024-12-26") < 45, `${meanOn("2024-12-25")}`);
  ok(meanOn("2024-12-18") > 45 && meanOn("2025-01-08") > 45, `${meanOn("2024-12-18")}`);
});

Deno.test("every step from a minute to a year can be forecast, in every tier, with a season of its own or none", async () => {
  using crew = new SeriesCrew(2);
  const steps = [60, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400, 604_800, 2_629_800, 31_557_600];
  const [wave] = waves(1);
  const series = steps.flatMap((step) => [
    { ...wave!, id: `${step}`, step },
    { ...wave!, id: `${step} by 7`, step, seasons: [7] },
  ]);
  for (const tier of ["fast", "full"] as const) {
    const outcomes = await crew.forecastAll(series, { horizon: 5, tier });
    deepStrictEqual(outcomes.filter(hasFailed), []);
  }
});
