/** Whose bank holidays a daily series keeps, told by what its values do on them. */
import { type Day, isoDate, weekdayOf } from "@lib/core/day.ts";
import { bankHolidays, FIRST_HOLIDAY_YEAR, LAST_HOLIDAY_YEAR, type Region } from "@lib/core/holidays.ts";
import { medianInPlace } from "@lib/stats/order_statistic.ts";

/** Regions that keep different holidays; both of the US keep the same. */
const CANDIDATES = ["US-East", "EU", "Asia"] as const satisfies readonly Region[];
/** Days of history below which hardly a holiday has been seen twice. */
const LEAST_DAYS = 400;
/** Weeks on each side that a day is held against. */
const WEEKS = 4;
/** What a holiday has to explain to count, in squared standard deviations: noise alone seldom does. */
const COST = 6;
/** What a region has to explain, by how many holidays, and how far ahead of the next it must be. */
const LEAST_EVIDENCE = 20, LEAST_HOLIDAYS = 3, LEAD = 1.25;
/** Median absolute deviation to standard deviation of normal values. */
const MAD_TO_SD = 1.4826;
const WEEKEND = 5;

/**
 * The region whose bank holidays stand out.
 *
 * Every working day is held against the same weekday of the four weeks before and after. A holiday that was seen twice
 * or more counts by its squared effect in units of the ordinary deviation.
 *
 * @param values One value a day, `NaN` = missing.
 * @param first Day of the first value.
 * @returns `undefined` when no region stands out, the history is shorter than 400 days, or lies outside of 1970 to 2100.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { dayOf } from "@lib/core/day.ts";
 * import { bankHolidays } from "@lib/core/holidays.ts";
 * import { guessRegion } from "@lib/forecast/tidy/region_guess.ts";
 * const first = dayOf("2022-01-01"), holidays = bankHolidays("EU", first, first + 999);
 * const values = Float64Array.from({ length: 1000 }, (_, day) => 50 + day % 11 - (holidays.has(first + day) ? 40 : 0));
 * strictEqual(guessRegion(values, first), "EU");
 * ```
 */
export function guessRegion(values: Float64Array, first: Day): Region | undefined {
  const last = first + values.length - 1;
  if (values.length < LEAST_DAYS || !isKnown(first) || !isKnown(last)) return undefined;
  const deviations = workingDayDeviations(values, first);
  if (!deviations) return undefined;
  const [best, next] = CANDIDATES
    .map((region) => ({ region, ...evidenceOf(bankHolidays(region, first, last), deviations, first) }))
    .sort((a, b) => b.evidence - a.evidence);
  const isClear = best!.evidence >= LEAST_EVIDENCE && best!.holidays >= LEAST_HOLIDAYS &&
    best!.evidence >= LEAD * next!.evidence;
  return isClear ? best!.region : undefined;
}

/** Whether the holidays of a day's year are known. */
function isKnown(day: Day): boolean {
  const year = Number(isoDate(day).slice(0, 4));
  return year >= FIRST_HOLIDAY_YEAR && year <= LAST_HOLIDAY_YEAR;
}

/** Deviations from the neighbours in units of the usual one; `NaN` on weekends. `undefined` of a series that never deviates. */
function workingDayDeviations(values: Float64Array, first: Day): Float64Array | undefined {
  const deviations = new Float64Array(values.length).fill(NaN), near = new Float64Array(2 * WEEKS);
  const sizes = new Float64Array(values.length);
  let known = 0;
  for (let index = 0; index < values.length; index++) {
    if (weekdayOf(first + index) >= WEEKEND) continue;
    let count = 0;
    for (let week = -WEEKS; week <= WEEKS; week++) {
      const value = week === 0 ? NaN : values[index + 7 * week] ?? NaN;
      if (value === value) near[count++] = value;
    }
    const deviation = count < WEEKS ? NaN : values[index]! - medianInPlace(near, count);
    if (deviation !== deviation) continue;
    deviations[index] = deviation;
    sizes[known++] = Math.abs(deviation);
  }
  const scale = MAD_TO_SD * medianInPlace(sizes, known);
  return scale > 0 ? deviations.map((deviation) => deviation / scale) : undefined;
}

function evidenceOf(
  holidays: ReadonlyMap<Day, string>,
  deviations: Float64Array,
  first: Day,
): { evidence: number; holidays: number } {
  let evidence = 0, counted = 0;
  for (const days of Map.groupBy(holidays.keys(), (day) => holidays.get(day)!).values()) {
    const seen = days.map((day) => deviations[day - first]!).filter((own) => own === own);
    const worth = seen.length * steadyEffect(seen) ** 2 - COST;
    if (worth <= 0) continue;
    evidence += worth;
    counted++;
  }
  return { evidence, holidays: counted };
}

/** What a holiday does in the lesser half of its years, 0 where it was seen but once: a single odd day is no holiday. */
function steadyEffect(seen: readonly number[]): number {
  const down = seen.filter((own) => own < 0).length * 2 > seen.length;
  const sizes = seen.map((own) => Math.max(0, down ? -own : own)).sort((a, b) => a - b);
  return seen.length < 2 ? 0 : sizes[(seen.length - 1) >> 1]!;
}
