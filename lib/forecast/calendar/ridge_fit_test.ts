import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { calendarOf } from "@lib/core/calendar.ts";
import { dayOf } from "@lib/core/day.ts";
import { randomFor } from "@lib/core/random.ts";
import { calendarDesign } from "./calendar_design.ts";
import { factoredDesign, factorWithout } from "./factored_design.ts";
import { NO_LESSON } from "./lesson.ts";
import { fitRidge, type RidgeFit } from "./ridge_fit.ts";

const DAYS = 900;
const calendar = calendarOf("US-East", dayOf("2022-01-01"), DAYS + 90);
const model = factoredDesign(calendarDesign(calendar, DAYS, { events: true }), NO_LESSON);

/** Weekends −0.5, growth 0.1 a year, noise of 0.05; then what a test adds to a day. */
function made(seed: number, add: (day: number) => number = () => 0): Float64Array {
  const random = randomFor(seed, "ridge fit");
  return Float64Array.from(
    { length: DAYS },
    (_, day) => (calendar[day]!.isWeekend ? -0.5 : 0) + 0.1 * day / 365.25 + 0.05 * random.normal() + add(day),
  );
}

function fit(values: Float64Array): RidgeFit {
  const missing = [...values.keys()].filter((day) => Number.isNaN(values[day]));
  return fitRidge(model, factorWithout(model, missing), values);
}

const coefficientOf = ({ coefficients }: RidgeFit, name: string): number =>
  coefficients[model.design.terms.findIndex((term) => term.name === name)]!;

Deno.test("fitRidge() finds no shift where there is none, in 19 of 20 series", () => {
  const found = Array.from({ length: 40 }, (_, seed) => fit(made(seed)).shifts.length).filter((count) => count > 0);
  ok(found.length <= 2, `${found.length} of 40`);
});

Deno.test("fitRidge() finds a resize and moves the history before it", () => {
  const { shifts, noise, ...rest } = fit(made(1, (day) => day < 600 ? Math.log(2) : 0));
  strictEqual(shifts.length, 1);
  ok(Math.abs(shifts[0]!.at - 600) <= 2 && Math.abs(shifts[0]!.size + Math.log(2)) < 0.05);
  ok(Math.abs(noise - 0.05) < 0.01);
  ok(Math.abs(coefficientOf({ shifts, noise, ...rest }, "slope") - 0.1) < 0.05);
});

Deno.test("fitRidge() finds a shift among missing days", () => {
  const values = made(2, (day) => day < 600 ? 0.4 : 0).map((value, day) => day % 5 === 0 ? NaN : value);
  const { shifts, residuals } = fit(values);
  strictEqual(shifts.length, 1);
  ok(Math.abs(shifts[0]!.at - 600) <= 2 && Math.abs(shifts[0]!.size + 0.4) < 0.06);
  values.forEach((value, day) => strictEqual(Number.isNaN(residuals[day]), Number.isNaN(value)));
});

Deno.test("fitRidge(): an incident is no shift, and hardly moves the effects", () => {
  const calm = fit(made(3)), troubled = fit(made(3, (day) => day >= 500 && day < 509 ? 0.5 : 0));
  deepStrictEqual(troubled.shifts, []);
  ok(Math.abs(coefficientOf(calm, "slope") - coefficientOf(troubled, "slope")) < 0.02);
  ok(Math.abs(coefficientOf(calm, "Saturday") - coefficientOf(troubled, "Saturday")) < 0.02);
});

Deno.test("fitRidge() fits what has no noise, and a constant exactly", () => {
  const constant = fit(new Float64Array(DAYS));
  ok(constant.noise === 0 && constant.shifts.length === 0 && constant.residuals.every((value) => value === 0));
  const clean = Float64Array.from({ length: DAYS }, (_, day) => calendar[day]!.isWeekend ? -0.5 : 0);
  ok(fit(clean).residuals.every((value) => Math.abs(value) < 0.1));
});
