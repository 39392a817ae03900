import { deepStrictEqual, ok } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { findSeasons } from "./find_seasons.ts";

const HOUR = 3600, DAY = 86_400, WEEK = 7 * DAY;

interface Made {
  readonly length: number;
  /** Correlation of the noise, standard deviation 1, from one value to the next. */
  readonly memory?: number;
  readonly pattern?: (index: number) => number;
}

function made({ length, memory = 0.5, pattern = () => 0 }: Made, seed: number): Float64Array {
  const random = randomFor(seed, "find seasons", length);
  let noise = 0;
  return Float64Array.from({ length }, (_, index) => {
    noise = memory * noise + Math.sqrt(1 - memory * memory) * random.normal();
    return 50 + noise + pattern(index);
  });
}

/** Share of 100 made series in which exactly these seasons are found. */
function shareOf(seasons: readonly number[], step: number, series: Made): number {
  let right = 0;
  for (let seed = 0; seed < 100; seed++) if (findSeasons(made(series, seed), step).join() === seasons.join()) right++;
  return right / 100;
}

Deno.test("findSeasons() finds none in noise, in at least 95 of 100 series", () => {
  for (const memory of [0, 0.5, 0.9]) {
    for (
      const [length, step] of [[8, DAY], [30, DAY], [400, DAY], [96, HOUR], [700, HOUR], [250, 300], [
        200,
        WEEK,
      ]] as const
    ) {
      const share = shareOf([], step, { length, memory });
      ok(share >= 0.95, `memory ${memory}, ${length} values every ${step} s: ${share}`);
    }
  }
});

Deno.test("findSeasons() finds a week of days, a day of hours, a year of weeks, and two at once", () => {
  const wave = (index: number, length: number): number => Math.sin(2 * Math.PI * index / length);
  ok(shareOf([7], DAY, { length: 60, pattern: (day) => day % 7 < 5 ? 2 : 0 }) >= 0.95);
  ok(shareOf([24], HOUR, { length: 96, pattern: (hour) => 2 * wave(hour, 24) }) >= 0.95);
  ok(shareOf([52], WEEK, { length: 300, pattern: (week) => wave(week, 52.18) }) >= 0.9);
  ok(shareOf([7, 365], DAY, { length: 1461, pattern: (day) => (day % 7 < 5 ? 2 : 0) + wave(day, 365.25) }) >= 0.95);
  ok(shareOf([24, 168], HOUR, { length: 700, pattern: (hour) => wave(hour, 24) + (hour % 168 < 120 ? 2 : 0) }) >= 0.95);
});

Deno.test("findSeasons() finds a period that the step does not suggest", () => {
  ok(shareOf([37], 60, { length: 400, pattern: (minute) => 2 * Math.sin(2 * Math.PI * minute / 37) }) >= 0.9);
  // Rows that skip an hour a day: a day has 23 of them.
  ok(shareOf([23], HOUR, { length: 650, pattern: (hour) => hour % 23 < 9 ? 4 : 0 }) >= 0.9);
});

Deno.test("findSeasons() uses no season longer than half of the history", () => {
  const weekly = made({ length: 400, pattern: (hour) => hour % 168 < 120 ? 3 : 0 }, 1);
  ok(findSeasons(weekly, HOUR).includes(168));
  ok(!findSeasons(weekly.subarray(0, 335), HOUR).includes(168));
});

Deno.test("findSeasons() sees through gaps and takes other lengths to test", () => {
  const gappy = made({ length: 300, pattern: (hour) => hour % 24 < 9 ? 3 : 0 }, 1)
    .map((value, hour) => hour % 5 === 2 || (hour > 100 && hour < 130) ? NaN : value);
  deepStrictEqual(findSeasons(gappy, HOUR), [24]);
  deepStrictEqual(findSeasons(made({ length: 300, pattern: (hour) => hour % 24 < 9 ? 3 : 0 }, 1), 1, [10, 24]), [24]);
});

Deno.test("findSeasons() of constant, missing and tiny histories is empty", () => {
  deepStrictEqual(findSeasons(new Float64Array(500).fill(4), HOUR), []);
  deepStrictEqual(findSeasons(new Float64Array(500).fill(NaN), HOUR), []);
  deepStrictEqual(findSeasons(new Float64Array(0), HOUR), []);
  deepStrictEqual(findSeasons(Float64Array.of(3), DAY), []);
});
