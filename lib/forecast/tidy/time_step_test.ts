import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { stepsBetween, stepText, timeAfter, timeStepOf } from "./time_step.ts";

const times = (...texts: string[]): Float64Array => Float64Array.from(texts, (text) => Date.parse(`${text}Z`));

Deno.test("timeStepOf(): minutes, hours and days, whatever is missing between", () => {
  strictEqual(timeStepOf(Float64Array.of(5)), undefined);
  deepStrictEqual(timeStepOf(times("2024-01-01T00:00", "2024-01-01T01:00", "2024-01-01T02:00", "2024-01-05T00:00")), {
    seconds: 3600,
  });
  deepStrictEqual(timeStepOf(times("2024-01-01T00:00", "2024-01-02T00:00")), { seconds: 86_400 });
  // Thirty days each are no months: the day of the month moves.
  deepStrictEqual(timeStepOf(times("2024-01-01T00:00", "2024-01-31T00:00", "2024-03-01T00:00", "2024-03-31T00:00")), {
    seconds: 30 * 86_400,
  });
});

Deno.test("timeStepOf(): a sampler that is seldom on the second means the round step it keeps on the whole", () => {
  const minutes = (count: number, lateOf: (index: number) => number): Float64Array =>
    Float64Array.from({ length: count }, (_, index) => 1000 * (300 * index + lateOf(index)));
  // Most steps are 296 seconds, and now and then one is 307.
  deepStrictEqual(timeStepOf(minutes(1000, (index) => index * 7 % 11)), { seconds: 300 });
  const withGap = minutes(1000, (index) => index * 7 % 11).filter((_, index) => index < 300 || index > 500);
  deepStrictEqual(timeStepOf(withGap), { seconds: 300 });
  // A clock that loses more than a second each time is a slow one.
  const slow = timeStepOf(minutes(1000, (index) => Math.floor(1.3 * index)))!.seconds;
  strictEqual(Math.round(10 * slow) / 10, 301.3);
});

Deno.test("timeStepOf(): months, quarters and years of the calendar, by first or last days", () => {
  for (
    const [texts, months, atMonthEnd] of [
      [["2024-01-01", "2024-02-01", "2024-03-01"], 1, undefined],
      [["2023-11-30", "2023-12-31", "2024-01-31", "2024-02-29"], 1, true],
      [["2023-03-31", "2023-06-30", "2023-09-30", "2024-03-31"], 3, true],
      [["2020-01-01", "2021-01-01", "2022-01-01"], 12, undefined],
    ] as const
  ) {
    const step = timeStepOf(times(...texts.map((text) => `${text}T00:00`)));
    deepStrictEqual([step?.months, step?.atMonthEnd], [months, atMonthEnd], texts[0]);
  }
});

Deno.test("timeAfter() and stepsBetween() undo each other", () => {
  const start = Date.parse("2023-01-31T06:00:00Z");
  for (const step of [{ seconds: 300 }, { seconds: 86_400 }, { seconds: 2_629_800, months: 1, atMonthEnd: true }]) {
    for (const count of [-30, -1, 0, 1, 13, 400]) {
      strictEqual(stepsBetween(start, timeAfter(start, step, count), step), count);
    }
  }
  strictEqual(
    new Date(timeAfter(start, { seconds: 2_629_800, months: 1 }, 1)).toISOString(),
    "2023-02-28T06:00:00.000Z",
  );
});

Deno.test("stepText(): the largest unit that divides it", () => {
  deepStrictEqual(
    [60, 300, 3600, 86_400, 604_800, 90, 0.5].map((seconds) => stepText({ seconds })),
    ["1 minute", "5 minutes", "1 hour", "1 day", "1 week", "90 seconds", "0.5 seconds"],
  );
  deepStrictEqual([1, 3, 12].map((months) => stepText({ seconds: 1, months })), ["1 month", "3 months", "1 year"]);
});
