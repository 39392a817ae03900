import { ok, strictEqual } from "node:assert/strict";
import type { Frame } from "../candidate.ts";
import { HOURS, keepsLaws, sample } from "./point_model_fixture.ts";
import { yearlyMedian } from "./yearly_median.ts";

const DAYS: Frame = { step: 86_400, seasons: [7], start: Date.UTC(2020, 0, 1) };

Deno.test("yearlyMedian() keeps the laws of point models", () => {
  keepsLaws(yearlyMedian(), { fewest: 800, repeats: 364, frame: DAYS });
});

Deno.test("yearlyMedian() takes the median over the years, so one odd year has no say", () => {
  const values = Float64Array.from({ length: 1500 }, (_, day) => 40 + day % 7);
  for (let day = 1500 - 2 * 364; day < 1500 - 2 * 364 + 30; day++) values[day]! += 500;
  yearlyMedian().points(values, 30, DAYS)!.forEach((value, ahead) => strictEqual(value, 40 + (1500 + ahead) % 7));
});

Deno.test("yearlyMedian() carries four fifths of a change of level", () => {
  // 1,000 days: two years back; the level rose by 10 after each of them.
  const values = Float64Array.from({ length: 1000 }, (_, day) => day < 272 ? 10 : day < 636 ? 20 : 30);
  const [first] = yearlyMedian().points(values, 5, DAYS)!;
  // 728 days before: 20 (from day 272 on) + 0.8·(30 − 10); 364 before: 30 + 0.8·(30 − 20).
  ok(Math.abs(first! - (20 + 16 + 30 + 8) / 2) < 1e-12, `${first}`);
});

Deno.test("yearlyMedian() is for days, and goes on beyond a year", () => {
  strictEqual(yearlyMedian().points(sample(2000), 5, HOURS), undefined);
  const far = yearlyMedian().points(sample(2000), 800, DAYS)!;
  strictEqual(far[700], far[700 - 364]);
});
