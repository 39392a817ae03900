import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { calendarOf } from "@lib/core/calendar.ts";
import { DAY_MS, dayOf } from "@lib/core/day.ts";
import { calendarColumns, withHistory } from "./calendar_columns.ts";

const start = dayOf("2023-01-02");
const frame = { step: 86_400, seasons: [7], start: start * DAY_MS };
const options = { knots: 2, harmonics: 3 };

Deno.test("calendarColumns() knows weekdays, waves and where the trend may bend", () => {
  const { weekday, waves, knots } = calendarColumns(frame, 300, 100, options);
  strictEqual(weekday.length, 400);
  deepStrictEqual([...weekday.subarray(0, 8)], [0, 1, 2, 3, 4, 5, 6, 0]);
  deepStrictEqual(knots, Float64Array.of(0, 97, 194));
  for (const day of [0, 123, 399]) {
    for (let harmonic = 1; harmonic <= 3; harmonic++) {
      const phase = 2 * Math.PI * harmonic * (start + day) / 365.2425, at = (2 * harmonic - 2) * 400 + day;
      ok(Math.abs(waves[at]! - Math.sin(phase)) < 1e-9 && Math.abs(waves[at + 400]! - Math.cos(phase)) < 1e-9);
    }
  }
});

Deno.test("calendarColumns() takes the holidays that the calendar names, each name one event", () => {
  const calendar = calendarOf("Asia", start, 800);
  const { event, events } = calendarColumns({ ...frame, calendar }, 700, 100, options);
  const names = new Set(calendar.map(({ holiday }) => holiday).filter((name) => name !== null));
  strictEqual(events, names.size);
  calendar.forEach(({ holiday }, day) => strictEqual(event[day]! >= 0, holiday !== null, `day ${day}`));
  const christmas = dayOf("2023-12-25") - start;
  strictEqual(event[christmas], event[christmas + 366]);
});

Deno.test("calendarColumns() falls back on widespread holidays without a calendar, with one that names none or ends too soon", () => {
  const { event } = calendarColumns(frame, 700, 100, options);
  const goodFriday = dayOf("2024-03-29") - start;
  ok(event[goodFriday]! >= 0 && event[goodFriday - 1] === -1);
  for (const calendar of [calendarOf("none", start, 800), calendarOf("Asia", start, 799)]) {
    deepStrictEqual(calendarColumns({ ...frame, calendar }, 700, 100, options).event, event);
  }
});

Deno.test("withHistory() moves the bends of the trend and keeps the days", () => {
  const whole = calendarColumns(frame, 300, 100, options), shorter = withHistory(whole, 200);
  deepStrictEqual(shorter.knots, calendarColumns(frame, 200, 100, options).knots);
  deepStrictEqual({ ...shorter, knots: whole.knots }, whole);
});
