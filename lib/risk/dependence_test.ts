import { ok, strictEqual } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { dependenceOf } from "./dependence.ts";
import { forecastRuns } from "./forecast_runs.ts";
import { madeForecast } from "./small_forecast_test.ts";

Deno.test("dependenceOf() finds the two speeds that errors were made with", () => {
  const truth = { slowShare: 0.5, slowMemory: 0.985, fastMemory: 0.3 };
  const series = Array.from({ length: 1500 }, (_, index) => {
    const random = randomFor(1, "errors", index);
    const errors = new Float64Array(90);
    let slow = random.normal(), fast = random.normal();
    for (let day = 0; day < 90; day++) {
      errors[day] = Math.sqrt(truth.slowShare) * slow + Math.sqrt(1 - truth.slowShare) * fast;
      slow = truth.slowMemory * slow + Math.sqrt(1 - truth.slowMemory ** 2) * random.normal();
      fast = truth.fastMemory * fast + Math.sqrt(1 - truth.fastMemory ** 2) * random.normal();
    }
    return {
      server: `s${index}`,
      metric: "cpu_p95" as const,
      mean: 50,
      deviation: 5,
      actual: (step: number) => 50 + 5 * errors[step - 1]!,
    };
  });
  const table = madeForecast(series, 90, "backtest");
  const found = dependenceOf(table, forecastRuns(table));
  ok(Math.abs(found.slowShare - truth.slowShare) < 0.05, `${found.slowShare}`);
  ok(Math.abs(found.slowMemory - truth.slowMemory) < 0.005, `${found.slowMemory}`);
  ok(Math.abs(found.fastMemory - truth.fastMemory) < 0.05, `${found.fastMemory}`);
  strictEqual(found.errors, 1500 * 90);
});

Deno.test("dependenceOf() assumes where nothing is known", () => {
  const table = madeForecast([], 90, "backtest");
  strictEqual(dependenceOf(table, []).errors, 0);
  const silent = madeForecast([{ server: "a", metric: "cpu_p95", mean: 1, deviation: 1 }], 10, "backtest");
  ok(dependenceOf(silent, forecastRuns(silent)).slowShare > 0);
});
