import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import type { Frame } from "../candidate.ts";
import { kernelQuantiles, type KernelQuantilesOptions } from "./kernel_quantiles.ts";
import { HOURS, sample } from "./point_model_fixture.ts";
import { keepsQuantileLaws } from "./quantile_model_fixture.ts";

const LEVELS = [0.1, 0.5, 0.9];

/** The weighted values behind one step, by the definition, with dates. */
function neighbours(
  values: Float64Array,
  ahead: number,
  options: KernelQuantilesOptions,
  frame: Frame,
): { value: number; weight: number }[] {
  const { day, tau, mismatch = 1, window = 0, levelShare = 0 } = options;
  const end = values.length, reach = Math.min(Math.floor(end / day), Math.ceil(3.5 * tau), 60);
  const level = (from: number, to: number): number => medianInPlace(values.slice(from, to));
  const today = (level(end - day, end) + level(Math.max(0, end - Math.max(3, day >> 2)), end)) / 2;
  const weekend = (at: number): boolean => [0, 6].includes(new Date(frame.start! + at * frame.step * 1000).getUTCDay());
  const near: { value: number; weight: number }[] = [];
  const nearest = Math.floor(ahead / day) + 1;
  for (let back = nearest; back < nearest + reach; back++) {
    const center = end + ahead - back * day;
    if (center < 0) break;
    let match = mismatch;
    if (mismatch === 1 || back % 7 === 0) match = 1;
    else if (frame.start !== undefined && weekend(center) === weekend(end + ahead)) match = 0.6;
    const weight = Math.exp(-(back - nearest) / tau) * match;
    if (weight < 0.005) continue;
    for (let at = center - window; at <= center + window; at += Math.max(1, window >> 1)) {
      if (at < 0 || at >= end) continue;
      const past = Math.min(reach - 1, Math.floor((end - 1 - at) / day));
      const off = today - level(end - (past + 1) * day, end - past * day);
      near.push({ value: values[at]! + levelShare * off, weight });
    }
  }
  return near;
}

Deno.test("kernelQuantiles() keeps the laws of quantile models", () => {
  keepsQuantileLaws(kernelQuantiles({ day: 24, tau: 3, window: 1 }), { fewest: 72 });
  keepsQuantileLaws(kernelQuantiles({ day: 24, tau: 7, mismatch: 0.2, window: 1 }), { fewest: 72 });
  keepsQuantileLaws(kernelQuantiles({ day: 24, tau: 14, mismatch: 0.15, window: 4, levelShare: 0.7 }), { fewest: 72 });
});

Deno.test("kernelQuantiles() gives what the definition gives", () => {
  const all: KernelQuantilesOptions[] = [
    { day: 24, tau: 3, window: 1 },
    { day: 24, tau: 7, mismatch: 0.2, window: 2 },
    { day: 24, tau: 20, mismatch: 0.1, window: 5, levelShare: 0.7 },
    { day: 24, tau: 2, window: 2, levelShare: 1 },
  ];
  for (const frame of [HOURS, { step: 3600, seasons: [24] }]) {
    for (const options of all) {
      for (const length of [80, 245]) {
        const values = sample(length);
        const got = kernelQuantiles(options).quantiles(values, 60, LEVELS, frame)!;
        for (let ahead = 0; ahead < 60; ahead++) {
          const near = neighbours(values, ahead, options, frame);
          const weightOf = (among: (value: number) => boolean): number =>
            near.reduce((sum, { value, weight }) => among(value) ? sum + weight : sum, 0);
          const total = weightOf(() => true);
          LEVELS.forEach((level, row) => {
            const quantile = got[row * 60 + ahead]!,
              told = `${JSON.stringify(options)}, ${length} values, step ${ahead}`;
            ok(near.some(({ value }) => Math.abs(value - quantile) < 1e-9), told);
            ok(weightOf((value) => value < quantile - 1e-9) <= (level + 1e-12) * total, told);
            ok(weightOf((value) => value < quantile + 1e-9) >= (level - 1e-12) * total, told);
          });
        }
      }
    }
  }
});

Deno.test("kernelQuantiles() tells weekends from working days when it knows the time", () => {
  // From a Monday on: four weeks and five days, so that Saturday comes next.
  const values = Float64Array.from({ length: 33 * 24 }, (_, at) => Math.floor(at / 24) % 7 < 5 ? 50 : 10);
  const model = kernelQuantiles({ day: 24, tau: 7, mismatch: 0.1 });
  const got = model.quantiles(values, 72, [0.5], HOURS)!;
  deepStrictEqual([...got], Array.from({ length: 72 }, (_, at) => at < 48 ? 10 : 50));
  // Without the time only whole weeks count more, and they outweigh the many days of another kind no longer.
  const { start: _, ...undated } = HOURS;
  ok(kernelQuantiles({ day: 24, tau: 7, mismatch: 0.5 }).quantiles(values, 1, [0.5], undated)![0] === 50);
});

Deno.test("kernelQuantiles() of daily values by weeks: every past day is whole weeks back, so the mismatch has no say", () => {
  const days: Frame = { step: 86_400, seasons: [7], start: Date.UTC(2024, 0, 1) };
  const values = sample(100);
  deepStrictEqual(
    kernelQuantiles({ day: 7, tau: 4, mismatch: 0.1 }).quantiles(values, 20, LEVELS, days),
    kernelQuantiles({ day: 7, tau: 4 }).quantiles(values, 20, LEVELS, days),
  );
});

Deno.test("kernelQuantiles() checks its options and names them", () => {
  throws(() => kernelQuantiles({ day: 24, tau: 0 }), /expected tau above 0, got 0/);
  throws(() => kernelQuantiles({ day: 24, tau: 3, mismatch: 2 }), RangeError);
  strictEqual(
    kernelQuantiles({ day: 24, tau: 4, mismatch: 0.3, window: 1, levelShare: 0.7 }).name,
    "kernel quantiles 24, tau 4, mismatch 0.3 ±1 level 0.7",
  );
});
