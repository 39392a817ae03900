import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { rescaledHistory } from "./rescaled_history.ts";

const HOUR = 3600, DAY = 86_400;

/** Days with weekends at 60 %, noise of 5 %, and a factor by day. */
function days(length: number, seed: number, factor: (day: number) => number): Float64Array {
  const random = randomFor(seed, "rescaled");
  return Float64Array.from(
    { length },
    (_, day) => 40 * factor(day) * (day % 7 < 5 ? 1 : 0.6) * Math.exp(0.05 * random.normal()),
  );
}

Deno.test("rescaledHistory() brings the days before a resize to the level after it", () => {
  for (let seed = 0; seed < 20; seed++) {
    const values = days(400, seed, (day) => day < 250 ? 1 : 0.5), level = days(400, seed, () => 0.5);
    const { values: rescaled, shifts, notes } = rescaledHistory({ values, step: DAY, start: 0 }, [7]);
    strictEqual(shifts.length, 1);
    ok(Math.abs(shifts[0]!.at - 250) <= 1, `${shifts[0]!.at}`);
    for (let day = 0; day < 245; day++) ok(Math.abs(rescaled[day]! / level[day]! - 1) < 0.08);
    deepStrictEqual(rescaled.subarray(251), values.subarray(251));
    ok(
      /^The level fell by (4[6-9]|5[0-4]) % on 1970-09-0\d; the 2\d\d values before were multiplied by 0\.\d+\.$/
        .test(notes[0]!),
      `${notes[0]}`,
    );
  }
});

Deno.test("rescaledHistory() chains changes and shifts series that are not positive", () => {
  const values = days(500, 1, (day) => day < 150 ? 1 : day < 320 ? 3 : 8);
  const { values: rescaled, shifts } = rescaledHistory({ values, step: DAY }, [7]);
  strictEqual(shifts.length, 2);
  ok(Math.abs(rescaled[2]! / values[2]! / 8 - 1) < 0.15);
  const lowered = values.map((value, day) => (day < 320 ? value - 100 : value - 20) - 60);
  const shifted = rescaledHistory({ values: lowered, step: DAY }, [7]);
  ok(shifted.shifts.length >= 1);
  ok(
    /^The level rose by \d+ at value \d+; the \d+ values before were raised by as much\.$/.test(shifted.notes.at(-1)!),
  );
});

Deno.test("rescaledHistory() keeps what it cannot be sure of", () => {
  const quiet = (values: Float64Array, step: number, seasons: readonly number[]): void => {
    const result = rescaledHistory({ values, step }, seasons);
    strictEqual(result.values, values);
    deepStrictEqual(result.notes, []);
  };
  for (let seed = 0; seed < 20; seed++) {
    quiet(days(400, seed, () => 1), DAY, [7]);
    quiet(days(400, seed, (day) => 1 + day / 100), DAY, [7]);
    quiet(days(400, seed, (day) => day % 91 < 86 ? 1 : 1.4), DAY, [7]);
    quiet(days(400, seed, (day) => day >= 300 && day < 312 ? 3 : 1), DAY, [7]);
    // It went up and came back: the history knows the last level.
    quiet(days(400, seed, (day) => day < 150 || day >= 250 ? 1 : 2), DAY, [7]);
  }
  quiet(new Float64Array(300).fill(5), DAY, [7]);
  quiet(new Float64Array(300).fill(NaN), DAY, [7]);
  quiet(new Float64Array(300), DAY, [7]);
  quiet(Float64Array.of(1, 2, 3), DAY, []);
});

Deno.test("rescaledHistory() sees hours and minutes, through gaps, within bounds, and says when", () => {
  const random = randomFor(1, "hours");
  const values = Float64Array.from({ length: 60 * 288 }, (_, step) => {
    const level = step < 40 * 288 + 144 ? 30 : 75;
    return step % 10 === 3
      ? NaN
      : level * (1 + 0.3 * Math.sin(2 * Math.PI * step / 288)) * Math.exp(0.1 * random.normal());
  });
  const history = { values, step: 300, start: 0, bounds: { low: 0, high: 90 } };
  const { values: rescaled, shifts, notes } = rescaledHistory(history, [288, 2016]);
  strictEqual(shifts.length, 1);
  ok(Math.abs(shifts[0]!.at - (40 * 288 + 144)) <= 24);
  ok(rescaled.every((value, step) => Number.isNaN(value) === Number.isNaN(values[step]!)));
  ok(rescaled.subarray(0, 11_000).every((value) => !(value > 90)));
  ok(/on 1970-02-10 1\d:\d\d;/.test(notes[0]!), `${notes[0]}`);
  const hourly = values.filter((_, step) => step % 12 === 0);
  strictEqual(rescaledHistory({ values: hourly, step: HOUR }, [24, 168]).shifts.length, 1);
});
