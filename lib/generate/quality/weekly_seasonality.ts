/** Whether a week can be seen in a series. */
import { type Day, DAYS_A_WEEK, weekdayOf } from "@lib/core/day.ts";
import { friedman } from "@lib/stats/friedman.ts";

/** Complete weeks below which nothing is said. */
const FEWEST_WEEKS = 8;

/**
 * Friedman's test over the weekdays: each week is ranked on its own, after the mean of the seven days around each day is
 * taken off, so that neither growth nor a year nor the filling of a disk can pass for a week.
 *
 * The test takes the days of a week for interchangeable. Noise that persists makes neighbours alike, so that the probability
 * is too small: below 0.01 comes out in 1 % of series of white noise, and in 3 % at a persistence of 0.5 or more.
 *
 * @param values One value per day, any unit, `NaN` = missing.
 * @param start Day of the first value.
 * @returns Probability of weekdays that differ this much by chance; `NaN` below eight complete weeks.
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { weeklySeasonality } from "@lib/generate/quality/weekly_seasonality.ts";
 * const days = Float64Array.from({ length: 140 }, (_, day) => 50 + day * 0.1 - (day % 7 > 4 ? 10 : 0));
 * ok(weeklySeasonality(days, 18_995) < 0.001);
 * ```
 */
export function weeklySeasonality(values: Float64Array, start: Day): number {
  // Three days on either side are spent on the mean.
  const monday = 3 + (DAYS_A_WEEK - weekdayOf(start + 3)) % DAYS_A_WEEK;
  const weeks = Math.floor((values.length - 3 - monday) / DAYS_A_WEEK);
  if (weeks < FEWEST_WEEKS) return NaN;
  const deviations = Float64Array.from({ length: weeks * DAYS_A_WEEK }, (_, place) => {
    const day = monday + place;
    let sum = 0;
    for (let near = day - 3; near <= day + 3; near++) sum += values[near]!;
    return values[day]! - sum / DAYS_A_WEEK;
  });
  const { p, rows } = friedman(deviations, DAYS_A_WEEK);
  return rows < FEWEST_WEEKS ? NaN : p;
}
