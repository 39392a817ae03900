import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { calendarOf } from "@lib/core/calendar.ts";
import { DAY_MS, DAY_SECONDS, dayOf } from "@lib/core/day.ts";
import { randomFor } from "@lib/core/random.ts";
import { ridgePaths } from "../calendar/ridge_paths.ts";
import { calendarWeights } from "./calendar_days.ts";
import { forecastSeries } from "./forecast_series.ts";
import { seriesOrigins } from "./series_trial.ts";

Deno.test("a holiday is forecast as a holiday, although most models of the pool do not know of it", () => {
  const first = dayOf("2022-01-01"), length = dayOf("2024-12-10") - first, horizon = 30;
  const calendar = calendarOf("US-East", first, length + horizon), random = randomFor(1, "holidays");
  const load = calendar.map((day) =>
    (day.isWeekend ? 60 : 100) - (day.holiday === null ? 0 : 35) + 3 * random.normal()
  );
  const history = {
    values: Float64Array.from(load.slice(0, length)),
    step: DAY_SECONDS,
    start: first * DAY_MS,
    calendar,
  };
  const options = { horizon, tier: "standard" } as const, input = { id: "a", history };
  const known = [ridgePaths(history, [...seriesOrigins(input, options), length], horizon)];
  const christmas = dayOf("2024-12-25") - first - length;
  const median = (inputs: Parameters<typeof forecastSeries>[0]): number =>
    forecastSeries(inputs, options)[0]!.forecast.quantiles[6]![christmas]!;
  ok(Math.abs(median([{ ...input, known }]) - 65) < 6);
  ok(median([input]) > 80);
});

Deno.test("calendarWeights() leaves models alone that are far behind in some part", () => {
  const near = [[{ model: 0, weight: 1 }, { model: 1, weight: 0.5 }]],
    far = [[{ model: 0, weight: 1 }, { model: 1, weight: 0.1 }]];
  deepStrictEqual(calendarWeights(near, (model) => model === 1), [[{ model: 1, weight: 0.5 }]]);
  strictEqual(calendarWeights([...near, ...far], (model) => model === 1), undefined);
});
