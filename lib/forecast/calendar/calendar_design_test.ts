import { deepStrictEqual, ok } from "node:assert/strict";
import { calendarOf } from "@lib/core/calendar.ts";
import { dayOf } from "@lib/core/day.ts";
import { randomFor } from "@lib/core/random.ts";
import { calendarDesign, gramWithout, rowValue } from "./calendar_design.ts";
import { fitOf, projected } from "./design_passes.ts";

const DAYS = 900;
const calendar = calendarOf("US-East", dayOf("2022-01-01"), DAYS + 90);
const design = calendarDesign(calendar, DAYS, { events: true });
const random = randomFor(1, "calendar design");
const dense = Array.from({ length: DAYS }, (_, row) => design.terms.map((term) => term.value(calendar[row]!, row)));
const near = (got: number, expected: number): boolean => Math.abs(got - expected) <= 1e-9 * (1 + Math.abs(expected));

Deno.test("projected() is Xᵀy over the days that have a value", () => {
  const values = Float64Array.from({ length: DAYS }, () => random.uniform() < 0.1 ? NaN : random.normal());
  const got = projected(design, values);
  got.forEach((value, column) => {
    const expected = dense.reduce(
      (sum, row, day) => sum + (values[day] === values[day] ? row[column]! * values[day]! : 0),
      0,
    );
    ok(near(value, expected), design.terms[column]!.name);
  });
});

Deno.test("fitOf() and rowValue() are Xβ", () => {
  const coefficients = Float64Array.from(design.terms, () => random.normal());
  const fit = fitOf(design, coefficients);
  dense.forEach((row, day) => {
    const expected = row.reduce((sum, value, column) => sum + value * coefficients[column]!, 0);
    ok(near(fit[day]!, expected) && near(rowValue(design, day, coefficients), expected));
  });
});

Deno.test("gramWithout() is XᵀX of the remaining days", () => {
  const missing = [3, 4, 5, 100, 800];
  const size = design.terms.length;
  const expected = new Float64Array(size * size);
  dense.forEach((row, day) => {
    if (missing.includes(day)) return;
    for (let a = 0; a < size; a++) for (let b = 0; b <= a; b++) expected[a * size + b]! += row[a]! * row[b]!;
  });
  ok(gramWithout(design, missing).every((value, index) => near(value, expected[index]!)));
});

Deno.test("calendarDesign() leaves out what the history cannot carry", () => {
  const groups = (days: number): string[] => [
    ...new Set(calendarDesign(calendar, days, { events: true }).terms.map(({ group }) => group)),
  ];
  const names = (days: number): string[] =>
    calendarDesign(calendar, days, { events: true }).terms.map(({ name }) => name);
  ok(!groups(500).includes("annual") && groups(600).includes("annual"));
  ok(!names(80).includes("quarter-end ramp") && names(90).includes("quarter-end ramp"));
  ok(!names(200).includes("Christmas Day") && names(400).includes("Christmas Day"));
  deepStrictEqual(groups(10).includes("weekday"), true);
});
