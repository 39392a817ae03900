import { deepStrictEqual } from "node:assert/strict";
import { outlierDays } from "./outliers.ts";

const DAYS = 120;
const weekly = () => Float64Array.from({ length: DAYS }, (_, day) => (day % 7 < 5 ? 50 : 20) + (day * 7919 % 13) / 10);
const ordinary = new Uint8Array(DAYS);

Deno.test("outlierDays() finds a spike and leaves the weekly pattern alone", () => {
  const values = weekly();
  deepStrictEqual(outlierDays("cpu_p95", values, ordinary, 8), []);
  values[80] = 95;
  values[100] = 0.5;
  deepStrictEqual(outlierDays("cpu_p95", values, ordinary, 8), [80, 100]);
});

Deno.test("outlierDays() keeps peaks on days when peaks are expected", () => {
  const values = weekly();
  values[80] = 95;
  deepStrictEqual(outlierDays("cpu_p95", values, Uint8Array.from(ordinary, (_, day) => day === 80 ? 1 : 0), 8), []);
});

Deno.test("outlierDays() flags only the start of a lasting change of level", () => {
  const values = weekly().map((value, day) => day < 70 ? value : value + 40);
  const found = outlierDays("cpu_p95", values, ordinary, 8);
  deepStrictEqual(found.every((day) => day >= 70 && day < 77), true);
  deepStrictEqual(found.length > 0 && found.length <= 5, true);
});

Deno.test("outlierDays() needs four same weekdays and skips missing days", () => {
  const values = weekly().fill(NaN, 28, 60);
  values[20] = 99;
  deepStrictEqual(outlierDays("cpu_p95", values, ordinary, 8), []);
});

Deno.test("outlierDays() takes what comes again and again for the load's habit", () => {
  const values = weekly();
  for (const day of [42, 56, 70, 84, 98, 112]) values[day] = 90;
  deepStrictEqual(outlierDays("cpu_p95", values, ordinary, 8), [42, 56]);
  values[103] = 0.5;
  deepStrictEqual(outlierDays("cpu_p95", values, ordinary, 8), [42, 56, 103]);
});
