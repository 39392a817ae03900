/** Bank holidays of the regions that servers live in, from the date-holidays library. */
import Holidays from "date-holidays";
import { type Day, DAY_MS, isoDate } from "./day.ts";

/**
 * Where a server's users work; `none` for a source that does not say.
 * EU follows Frankfurt (Hesse), the seat of the euro area's central bank; Asia follows Singapore.
 */
export type Region = "US-East" | "US-West" | "EU" | "Asia" | "none";

/** The regions of a fleet, in the order of the metadata contract. */
export const REGIONS = ["US-East", "US-West", "EU", "Asia"] as const satisfies readonly Region[];

const PLACES: Readonly<Record<Region, readonly [country: string, state?: string] | undefined>> = {
  "US-East": ["US"],
  "US-West": ["US"],
  EU: ["DE", "HE"],
  Asia: ["SG"],
  none: undefined,
};

/**
 * Holidays by region and year, kept because the lunar calendars cost some 40 ms a year to compute and never change.
 */
const KNOWN = new Map<string, readonly (readonly [day: Day, name: string])[]>();

/**
 * The bank holidays of a region between two days, both included.
 *
 * @returns Day → English name; empty for `none`.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { bankHolidays } from "@lib/core/holidays.ts";
 * import { dayOf } from "@lib/core/day.ts";
 * const days = bankHolidays("US-East", dayOf("2024-01-01"), dayOf("2024-12-31"));
 * strictEqual(days.get(dayOf("2024-07-04")), "Independence Day");
 * ```
 */
export function bankHolidays(region: Region, first: Day, last: Day): Map<Day, string> {
  const found = new Map<Day, string>();
  if (!PLACES[region]) return found;
  for (let year = yearOf(first); year <= yearOf(last); year++) {
    for (const [day, name] of holidaysOfYear(region, year)) if (day >= first && day <= last) found.set(day, name);
  }
  return found;
}

function holidaysOfYear(region: Region, year: number): readonly (readonly [day: Day, name: string])[] {
  const key = `${region} ${year}`;
  const known = KNOWN.get(key);
  if (known) return known;
  const [country, state] = PLACES[region]!;
  // The zone is pinned to UTC so that the machine's own zone cannot move a holiday by a day.
  const options = { types: ["public", "bank"] as ("public" | "bank")[], languages: ["en"], timezone: "UTC" };
  const source = state ? new Holidays(country, state, options) : new Holidays(country, options);
  const days = source.getHolidays(year).map(({ date, name }) =>
    [Math.round(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / DAY_MS), name] as const
  );
  KNOWN.set(key, days);
  return days;
}

function yearOf(day: Day): number {
  return Number(isoDate(day).slice(0, 4));
}
