import assert from "node:assert/strict";
import { bankHolidays } from "@lib/core/holidays.ts";
import { dayOf } from "@lib/core/day.ts";
import { holidayTable } from "./holiday_table.ts";

Deno.test("the committed holidays are those of the library, for years that fleets use", () => {
  const regions = { US: "US-East", Hesse: "EU", Singapore: "Asia" } as const;
  for (const year of [1998, 2013, 2022, 2025, 2040]) {
    for (const [place, names] of Object.entries(holidayTable(year, year))) {
      const known = bankHolidays(
        regions[place as keyof typeof regions],
        dayOf(`${year}-01-01`),
        dayOf(`${year}-12-31`),
      );
      // A holiday of one year may be observed in the year before.
      const days = Object.values(names).flat().filter((day) => day >= dayOf(`${year}-01-01`));
      for (const day of days) assert.ok(known.has(day), `${place}, day ${day} of ${year}`);
      assert.ok(Math.abs(known.size - new Set(days).size) <= 1, `${place} ${year}: ${known.size} and ${days.length}`);
    }
  }
});
