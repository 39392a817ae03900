import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { calendarOf } from "@lib/core/calendar.ts";
import { DAY_MS, dayOf } from "@lib/core/day.ts";
import { randomFor } from "@lib/core/random.ts";
import { calendarPool } from "./calendar_pool.ts";
import { calendarRidge } from "./calendar_ridge.ts";

const first = dayOf("2022-01-01"), days = 1400, start = first * DAY_MS;
const calendar = calendarOf("US-East", first, days + 61);

/** Weekends −50 %, holidays −60 %, and a level that only drifts. */
function drifting(seed: number): { values: Float64Array; level: number } {
  const random = randomFor(seed, "calendar pool");
  let log = Math.log(30);
  const values = Float64Array.from({ length: days }, (_, index) => {
    const day = calendar[index]!;
    log += 0.02 * random.normal();
    return Math.exp(log + 0.03 * random.normal()) * (day.isWeekend ? 0.5 : 1) * (day.holiday === null ? 1 : 0.4);
  });
  return { values, level: Math.exp(log) };
}

Deno.test("calendarPool stays nearer to a level that drifts than a straight trend does, and knows the calendar", () => {
  let pool = 0, ridge = 0;
  for (let seed = 0; seed < 20; seed++) {
    const { values, level } = drifting(seed);
    const errorOf = (model: typeof calendarPool): number => {
      const { quantiles: [median] } = model.fit({ values, start, calendar }).predict(61, [0.5]);
      return median!.reduce((sum, value, step) => {
        const day = calendar[days + step]!;
        const expected = level * (day.isWeekend ? 0.5 : 1) * (day.holiday === null ? 1 : 0.4);
        return sum + Math.abs(Math.log(value / expected));
      }, 0) / 61;
    };
    pool += errorOf(calendarPool) / 20;
    ridge += errorOf(calendarRidge) / 20;
  }
  ok(pool < ridge && pool < 0.1, `${pool} beside ${ridge}`);
});

Deno.test("calendarPool copes with missing days, also at the start, and names the ridge's fallback", () => {
  const values = drifting(1).values.fill(NaN, 0, 900).map((value, day) => day % 6 === 0 ? NaN : value);
  const fitted = calendarPool.fit({ values, start, calendar });
  strictEqual(fitted.model, "calendar pool");
  ok(fitted.predict(30, [0.1, 0.9]).quantiles.every((line) => line.every(Number.isFinite)));
  const short = { values: values.slice(-5), start };
  deepStrictEqual(calendarPool.fit(short).model, calendarRidge.fit(short).model);
});
