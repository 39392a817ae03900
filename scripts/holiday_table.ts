/**
 * Writes lib/core/holiday_table.json from the date-holidays library: `deno task holidays`.
 *
 * The library needs some 40 ms for a year of lunar holidays and a quarter of a second to load, which every command
 * would pay for; the dates never change, so they are kept.
 */
import Holidays from "date-holidays";
import { FIRST_HOLIDAY_YEAR, type HolidayTable, LAST_HOLIDAY_YEAR } from "@lib/core/holidays.ts";
import { DAY_MS } from "@lib/core/day.ts";

/** The places whose holidays the regions keep, as the library names them. */
const PLACES: Readonly<Record<string, readonly [country: string, state?: string]>> = {
  US: ["US"],
  Hesse: ["DE", "HE"],
  Singapore: ["SG"],
};

/** The holidays of all places, from the library. */
export function holidayTable(first = FIRST_HOLIDAY_YEAR, last = LAST_HOLIDAY_YEAR): HolidayTable {
  return Object.fromEntries(
    Object.entries(PLACES).map(([place, [country, state]]) => {
      // The zone is pinned to UTC so that the machine's own zone cannot move a holiday by a day.
      const options = { types: ["public", "bank"] as ("public" | "bank")[], languages: ["en"], timezone: "UTC" };
      const source = state ? new Holidays(country, state, options) : new Holidays(country, options);
      const days: Record<string, number[]> = {};
      for (let year = first; year <= last; year++) {
        for (const { date, name } of source.getHolidays(year)) {
          (days[name] ??= []).push(Math.round(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / DAY_MS));
        }
      }
      return [place, days];
    }),
  );
}

if (import.meta.main) {
  const lines = Object.entries(holidayTable()).map(([place, days]) => {
    const names = Object.entries(days).map(([name, list]) => `    ${JSON.stringify(name)}: [${list.join(",")}]`);
    return `  ${JSON.stringify(place)}: {\n${names.join(",\n")}\n  }`;
  });
  await Deno.writeTextFile(
    new URL("../lib/core/holiday_table.json", import.meta.url),
    `{\n${lines.join(",\n")}\n}\n`,
  );
}
