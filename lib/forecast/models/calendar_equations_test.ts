import { ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { calendarColumns } from "./calendar_columns.ts";
import { type CalendarColumns, calendarEquations, calendarFit, columnCount } from "./calendar_equations.ts";

/** The row of the design that the module does without. */
function designRow(
  { knots, harmonics, events, weekday, event, waves }: CalendarColumns,
  day: number,
  time = day,
): number[] {
  return [
    ...[...knots].map((knot) => Math.max(0, time - knot) / 365.25),
    1,
    ...Array.from({ length: 6 }, (_, index) => weekday[day] === index ? 1 : 0),
    ...Array.from({ length: 2 * harmonics }, (_, wave) => waves[wave * weekday.length + day]!),
    ...Array.from({ length: events }, (_, index) => event[day] === index ? 1 : 0),
  ];
}

const cases = fc.record({
  start: fc.integer({ min: 0, max: 20_000 }),
  days: fc.integer({ min: 20, max: 500 }),
  knots: fc.nat(5),
  harmonics: fc.nat(4),
  value: fc.func(fc.double({ min: -5, max: 5, noNaN: true })),
  weight: fc.func(fc.double({ min: 0, max: 3, noNaN: true })),
});

Deno.test("calendarEquations() gives what a design matrix gives", () => {
  fc.assert(
    fc.property(cases, ({ start, days, knots, harmonics, value, weight }) => {
      const frame = { step: 86_400, seasons: [], start: start * 86_400_000 };
      const columns = calendarColumns(frame, days, 30, { knots, harmonics });
      const values = Float64Array.from({ length: days }, (_, day) => value(day));
      const weights = Float64Array.from({ length: days }, (_, day) => weight(day));
      const { gram, moments } = calendarEquations(columns, values, weights);
      const size = columnCount(columns);
      const expected = new Float64Array(size * size), expectedMoments = new Float64Array(size);
      for (let day = 0; day < days; day++) {
        const row = designRow(columns, day);
        strictEqual(row.length, size);
        row.forEach((x, i) => {
          expectedMoments[i]! += weights[day]! * x * values[day]!;
          for (let j = 0; j <= i; j++) expected[i * size + j]! += weights[day]! * x * row[j]!;
        });
      }
      expectedMoments.forEach((want, place) => ok(Math.abs(want - moments[place]!) < 1e-8, `moment ${place}`));
      for (let i = 0; i < size; i++) {
        for (let j = 0; j <= i; j++) {
          ok(Math.abs(expected[i * size + j]! - gram[i * size + j]!) < 1e-8, `gram ${i}, ${j}`);
        }
      }
    }),
    { numRuns: 40 },
  );
});

Deno.test("calendarFit() is the design times the coefficients; the trend stays where it ends", () => {
  const frame = { step: 86_400, seasons: [], start: Date.UTC(2022, 2, 3) };
  const columns = calendarColumns(frame, 400, 300, { knots: 3, harmonics: 2 });
  const coefficients = Float64Array.from({ length: columnCount(columns) }, (_, index) => Math.sin(index + 1));
  const fit = calendarFit(columns, coefficients, 0, 700, 400);
  fit.forEach((value, day) => {
    const row = designRow(columns, day, Math.min(day, 400));
    const expected = row.reduce((sum, x, index) => sum + x * coefficients[index]!, 0);
    ok(Math.abs(value - expected) < 1e-9, `${day}`);
  });
});
