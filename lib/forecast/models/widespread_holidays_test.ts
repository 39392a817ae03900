import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { bankHolidays } from "@lib/core/holidays.ts";
import { dayOf, isoDate, weekdayOf } from "@lib/core/day.ts";
import { easterSunday, widespreadHolidays } from "./widespread_holidays.ts";

Deno.test("easterSunday() gives the published dates, the earliest and the latest among them", () => {
  const published = [
    "1818-03-22",
    "1943-04-25",
    "1961-04-02",
    "2000-04-23",
    "2024-03-31",
    "2025-04-20",
    "2026-04-05",
    "2038-04-25",
  ];
  deepStrictEqual(published.map((date) => isoDate(easterSunday(Number(date.slice(0, 4))))), published);
  for (let year = 1900; year < 2100; year++) strictEqual(weekdayOf(easterSunday(year)), 6);
});

Deno.test("widespreadHolidays() has the movable holidays of the United States and Germany on their days", () => {
  const first = dayOf("2000-01-01"), last = dayOf("2030-12-31");
  const days = widespreadHolidays(first, last);
  const movable = {
    "US-East": /^(Thanksgiving|Memorial Day|Labour Day)/,
    EU: /^(Good Friday|Easter Monday|Ascension Day|Whit Monday|Corpus Christi)/,
  };
  for (const region of ["US-East", "EU"] as const) {
    const bank = [...bankHolidays(region, first, last)].filter(([, name]) => movable[region].test(name));
    ok(bank.length >= 3 * 31);
    for (const [day, name] of bank) ok(days.has(day), `${region}: ${name} on ${isoDate(day)}`);
  }
});

Deno.test("widespreadHolidays() keeps to its days, both ends included", () => {
  const days = widespreadHolidays(dayOf("2023-12-25"), dayOf("2024-01-01"));
  deepStrictEqual([...days.keys()].toSorted().map(isoDate), [
    "2023-12-25",
    "2023-12-26",
    "2023-12-27",
    "2023-12-30",
    "2023-12-31",
    "2024-01-01",
  ]);
});
