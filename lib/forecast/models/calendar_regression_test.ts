import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { calendarOf } from "@lib/core/calendar.ts";
import { DAY_MS, dayOf } from "@lib/core/day.ts";
import { randomFor } from "@lib/core/random.ts";
import type { Frame } from "../candidate.ts";
import { calendarRegression } from "./calendar_regression.ts";
import { HOURS, keepsLaws, sample } from "./point_model_fixture.ts";

const start = dayOf("2021-01-01");
const DAYS: Frame = { step: 86_400, seasons: [7], start: start * DAY_MS };

Deno.test("calendarRegression() keeps the laws of point models", () => {
  keepsLaws(calendarRegression({ passes: 1, carry: 0 }), { fewest: 400, frame: DAYS });
  keepsLaws(calendarRegression({ knots: 3, harmonics: 2 }), { fewest: 400, frame: DAYS, tolerance: 1e-6 });
});

/** Weekend, year, trend and Christmas of a known series; one value per day from the start. */
function truth(day: number): number {
  const date = new Date((start + day) * DAY_MS);
  const christmas = date.getUTCMonth() === 11 && date.getUTCDate() === 25 ? -25 : 0;
  const weekend = date.getUTCDay() % 6 === 0 ? -12 : 0;
  return 60 + 8 * Math.sin(2 * Math.PI * (start + day) / 365.2425) + weekend + christmas + 0.004 * Math.min(day, 700);
}

Deno.test("calendarRegression() finds weekdays, the year, a bend of the trend and a holiday under noise", () => {
  const random = randomFor(8, "calendar regression", 0);
  const count = 365 * 5 - 30;
  const values = Float64Array.from({ length: count }, (_, day) => truth(day) + random.normal());
  for (const passes of [1, 4]) {
    const got = calendarRegression({ passes }).points(values, 90, DAYS)!;
    const errors = Array.from(got, (value, ahead) => Math.abs(value - truth(count + ahead)));
    ok(errors.reduce((sum, error) => sum + error / 90, 0) < 0.9, `${passes} passes`);
    // Of four Christmases the penalty leaves four fifths; the later passes take them for outliers and believe them less.
    const christmas = dayOf("2025-12-25") - start - count;
    ok(got[christmas]! < got[christmas - 7]! - (passes === 1 ? 15 : 1), `${passes} passes: ${got[christmas]}`);
  }
});

Deno.test("calendarRegression() on logarithms multiplies, and needs values above 0", () => {
  const values = Float64Array.from({ length: 900 }, (_, day) => 50 * (day % 7 < 5 ? 2 : 1) * Math.exp(0.002 * day));
  const got = calendarRegression({ log: true, carry: 1 }).points(values, 14, DAYS)!;
  got.forEach((value, ahead) => {
    const expected = 50 * ((900 + ahead) % 7 < 5 ? 2 : 1) * Math.exp(0.002 * 900);
    ok(Math.abs(value / expected - 1) < 0.06, `${ahead}: ${expected}, ${value}`);
  });
  strictEqual(calendarRegression({ log: true }).points(values.map((v, day) => day === 9 ? 0 : v), 14, DAYS), undefined);
});

Deno.test("calendarRegression() carries on from where the series is", () => {
  const random = randomFor(8, "calendar regression", 1);
  const values = new Float64Array(900);
  for (let day = 1; day < 900; day++) values[day] = 0.9 * values[day - 1]! + random.normal();
  values[899] = values[898]! + 20;
  const carried = calendarRegression({ carry: 1 }).points(values, 10, DAYS)!;
  const not = calendarRegression({ carry: 0 }).points(values, 10, DAYS)!;
  ok(carried[0]! > not[0]! + 10 && Math.abs(carried[9]! - not[9]!) < Math.abs(carried[0]! - not[0]!));
});

Deno.test("calendarRegression() uses the holidays that the calendar names", () => {
  const calendar = calendarOf("Asia", start, 1600);
  const values = Float64Array.from({ length: 1500 }, (_, day) => calendar[day]!.holiday === null ? 50 : 20);
  const got = calendarRegression({ passes: 1 }).points(values, 100, { ...DAYS, calendar })!;
  const seen = calendar.slice(1500).filter(({ holiday }) => holiday !== null);
  ok(seen.length > 1);
  for (const { day } of seen) ok(got[day - start - 1500]! < 35, `${day}: ${got[day - start - 1500]}`);
});

Deno.test("calendarRegression() from many origins gives what each beginning gives, and never looks beyond one", () => {
  const values = sample(1000), ends = [900, 399, 844, 620];
  for (const options of [{}, { log: true, passes: 1, carry: 0 }]) {
    const model = calendarRegression(options), usual = model.pointsFrom(values, ends, 30, DAYS);
    ends.forEach((end, index) => {
      const alone = model.points(values.slice(0, end), 30, DAYS);
      strictEqual(usual[index] === undefined, alone === undefined);
      alone?.forEach((value, ahead) => ok(Math.abs(value - usual[index]![ahead]!) < 1e-8, `${end}, ${ahead}`));
      const changed = values.map((value, day) => day < end ? value : -3 * value);
      deepStrictEqual(model.pointsFrom(changed, ends, 30, DAYS)[index], usual[index]);
    });
  }
});

Deno.test("calendarRegression() is for dated days; its options are checked and named", () => {
  const { start: _, ...undated } = DAYS;
  strictEqual(calendarRegression({}).points(sample(900), 5, undated), undefined);
  strictEqual(calendarRegression({}).points(sample(900), 5, HOURS), undefined);
  for (const wrong of [{ passes: 0 }, { knots: -1 }, { harmonics: 1.5 }, { carry: 2 }, { trendPenalty: 0 }]) {
    throws(() => calendarRegression(wrong), RangeError);
  }
  deepStrictEqual(
    [calendarRegression({}).name, calendarRegression({ log: true, passes: 1, harmonics: 6, carry: 0 }).name],
    ["absolute calendar regression, 12 bends, 10 waves", "calendar regression, 12 bends, 6 waves, log, carry 0"],
  );
});
