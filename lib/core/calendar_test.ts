import assert from "node:assert/strict";
import fc from "fast-check";
import { calendarOf, REGIMES } from "./calendar.ts";
import { dayOf, isoDate, weekdayOf } from "./day.ts";
import { bankHolidays } from "./holidays.ts";

const YEARS = calendarOf("US-East", dayOf("2022-01-01"), 1461);

Deno.test("calendarOf() marks the last five days of every quarter", () => {
  const steps = YEARS.filter(({ quarterEndStep }) => quarterEndStep > 0);
  assert.equal(steps.length, 16 * 5);
  assert.deepEqual(
    steps.slice(0, 5).map(({ day, quarterEndStep }) => [isoDate(day), quarterEndStep]),
    [["2022-03-27", 1], ["2022-03-28", 2], ["2022-03-29", 3], ["2022-03-30", 4], ["2022-03-31", 5]],
  );
});

Deno.test("calendarOf() knows leap days and counts a month's last three days as month end", () => {
  const ends = YEARS.filter(({ year, month, monthEndStep }) => year === 2024 && month === 2 && monthEndStep > 0);
  assert.deepEqual(ends.map(({ day }) => isoDate(day)), ["2024-02-27", "2024-02-28", "2024-02-29"]);
});

Deno.test("calendarOf() gives a day its first fitting regime", () => {
  for (const day of YEARS) {
    const expected = day.holiday
      ? "holiday"
      : day.quarterEndStep
      ? "quarter end"
      : day.monthEndStep
      ? "month end"
      : day.isWeekend
      ? "weekend"
      : "ordinary";
    assert.equal(day.regime, expected);
    assert.ok(REGIMES.includes(day.regime));
  }
});

Deno.test("bankHolidays() follow the region: US, Frankfurt and Singapore differ, none has none", () => {
  const year = (region: Parameters<typeof bankHolidays>[0]) =>
    bankHolidays(region, dayOf("2024-01-01"), dayOf("2024-12-31"));
  assert.ok(year("US-East").has(dayOf("2024-11-28")));
  assert.ok(!year("EU").has(dayOf("2024-11-28")));
  assert.ok(year("EU").has(dayOf("2024-05-01")));
  assert.ok(year("Asia").has(dayOf("2024-08-09")));
  assert.equal(year("none").size, 0);
});

Deno.test("calendarOf() calls the Friday after a Thursday holiday a bridge day", () => {
  const [friday] = calendarOf("EU", dayOf("2024-05-10"), 1); // Ascension was Thursday 9 May 2024
  assert.equal(friday?.isBridge, true);
});

Deno.test("calendarOf() gives a day the same facts wherever the window starts", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1400 }), fc.integer({ min: 1, max: 60 }), (offset, days) => {
      const window = calendarOf("US-East", dayOf("2022-01-01") + offset, days);
      assert.deepEqual(window, YEARS.slice(offset, offset + days).concat(window.slice(YEARS.length - offset)));
    }),
    { numRuns: 30 },
  );
});

Deno.test("weekdayOf() agrees with Date on every day, before 1970 too", () => {
  fc.assert(fc.property(fc.integer({ min: -50_000, max: 50_000 }), (day) => {
    assert.equal(weekdayOf(day), (new Date(day * 86_400_000).getUTCDay() + 6) % 7);
  }));
});

Deno.test("dayOf() refuses what is no date", () => {
  for (const text of ["2023-02-29", "2023-13-01", "23-01-01", "", "2023-1-1"]) {
    assert.throws(() => dayOf(text), RangeError, text);
  }
});
