/** Which seasons a step suggests. */
import { DAY_SECONDS, DAYS_A_WEEK } from "@lib/core/day.ts";

/**
 * The seasons that people and machines live by, in steps of a series, ascending: a day and a week for steps below a day, a week and a year
 * for days, a year for weeks and months. Lengths that are no whole number of steps, or one step, are left out.
 *
 * @param step Seconds from one value to the next.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { seasonsOfStep } from "@lib/forecast/series/seasons_of_step.ts";
 * deepStrictEqual(seasonsOfStep(3600), [24, 168]);
 * deepStrictEqual(seasonsOfStep(86_400), [7, 365]);
 * deepStrictEqual(seasonsOfStep(7 * 86_400), [52]);
 * ```
 */
export function seasonsOfStep(step: number): number[] {
  if (step < DAY_SECONDS) {
    return [DAY_SECONDS / step, DAYS_A_WEEK * DAY_SECONDS / step].filter((length) =>
      length > 1 && Number.isInteger(length)
    );
  }
  const days = step / DAY_SECONDS;
  if (days === 1) return [DAYS_A_WEEK, 365];
  const year = Math.round(365.25 / days);
  return year > 1 ? [year] : [];
}
