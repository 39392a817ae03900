/** Bank holidays of the regions that servers live in, as the date-holidays library gives them. */
import { type Day, dayOf } from "./day.ts";
import { CapacityError } from "./errors.ts";
import TABLE from "./holiday_table.json" with { type: "json" };

/**
 * Where a server's users work; `none` for a source that does not say.
 * EU follows Frankfurt (Hesse), the seat of the euro area's central bank; Asia follows Singapore.
 */
export type Region = "US-East" | "US-West" | "EU" | "Asia" | "none";

/** The regions of a fleet, in the order of the metadata contract. */
export const REGIONS = ["US-East", "US-West", "EU", "Asia"] as const satisfies readonly Region[];

/** Holidays by place and name: the days on which each falls, counted from 1970-01-01. */
export type HolidayTable = Readonly<Record<string, Readonly<Record<string, readonly Day[]>>>>;

/** The years of the table. */
export const FIRST_HOLIDAY_YEAR = 1970, LAST_HOLIDAY_YEAR = 2100;

const PLACES: Readonly<Record<Region, keyof typeof TABLE | undefined>> = {
  "US-East": "US",
  "US-West": "US",
  EU: "Hesse",
  Asia: "Singapore",
  none: undefined,
};

/** The holidays of a place in one map, made when first asked for. */
const KNOWN = new Map<string, ReadonlyMap<Day, string>>();

/**
 * The bank holidays of a region between two days, both included.
 *
 * @returns Day → English name; empty for `none`.
 * @throws {CapacityError} when a day lies outside 1970 to 2100, beyond which the lunar holidays are not known.
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
  const place = PLACES[region];
  if (!place) return found;
  const low = dayOf(`${FIRST_HOLIDAY_YEAR}-01-01`) - MARGIN_DAYS,
    high = dayOf(`${LAST_HOLIDAY_YEAR}-12-31`) + MARGIN_DAYS;
  if (first < low || last > high) {
    throw new CapacityError(
      `Cannot tell the bank holidays of ${region}: expected days from ${FIRST_HOLIDAY_YEAR} to ${LAST_HOLIDAY_YEAR}`,
    );
  }
  const known = holidaysOf(place);
  for (let day = first; day <= last; day++) {
    const name = known.get(day);
    if (name !== undefined) found.set(day, name);
  }
  return found;
}

/** A calendar looks a few days over its edges for bridge days. */
const MARGIN_DAYS = 7;

function holidaysOf(place: keyof typeof TABLE): ReadonlyMap<Day, string> {
  const known = KNOWN.get(place);
  if (known) return known;
  const days = new Map<Day, string>();
  for (const [name, list] of Object.entries(TABLE[place])) {
    // Two holidays on one day: the library's first name stays.
    for (const day of list) if (!days.has(day)) days.set(day, name);
  }
  KNOWN.set(place, days);
  return days;
}
