/** The yearly median: the same weekday of the same week in the last years, moved to today's level. */
import { DAY_SECONDS, DAYS_A_WEEK } from "@lib/core/day.ts";
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import type { PointModel } from "../candidate.ts";

/** A year of whole weeks, so that weekdays meet their own. */
const YEAR = 52 * DAYS_A_WEEK;
/** Years looked back on. */
const MOST_YEARS = 4;
/** Days before a year's date, or before the end, whose median is the level there. */
const LEVEL_DAYS = 4 * DAYS_A_WEEK;
/** Days that the earliest level needs. */
const FEWEST_LEVEL_DAYS = 30;
/** Share of the change of level since then that is carried over. */
const LEVEL_SHARE = 0.8;
/** Days below which the history is too short: one year says nothing about another. */
const FEWEST_DAYS = 800;

/**
 * The median of the values 364, 728 … days before, up to four, each moved by 0.8 × the change of level since then.
 *
 * Says nothing about a history of less than 800 days, or whose step is not a day.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { yearlyMedian } from "@lib/forecast/models/yearly_median.ts";
 * const values = Float64Array.from({ length: 900 }, (_, day) => day % 364 === 180 ? 90 : 40);
 * const forecast = yearlyMedian().points(values, 14, { step: 86_400, seasons: [7] })!;
 * deepStrictEqual([...forecast], Array.from({ length: 14 }, (_, ahead) => (900 + ahead) % 364 === 180 ? 90 : 40));
 * ```
 */
export function yearlyMedian(): PointModel {
  return {
    name: "yearly median",
    points(values, horizon, { step }) {
      const end = values.length;
      if (end < FEWEST_DAYS || step !== DAY_SECONDS) return undefined;
      const years = Math.min(MOST_YEARS, Math.floor((end - FEWEST_LEVEL_DAYS) / YEAR));
      const levelBefore = (day: number): number => medianInPlace(values.slice(day - LEVEL_DAYS, day));
      const today = levelBefore(end);
      const changes = Float64Array.from(
        { length: years },
        (_, back) => LEVEL_SHARE * (today - levelBefore(end - (back + 1) * YEAR)),
      );
      const past = new Float64Array(years);
      const points = new Float64Array(horizon);
      for (let ahead = 0; ahead < horizon; ahead++) {
        for (let back = 0; back < years; back++) {
          past[back] = values[end - (back + 1) * YEAR + ahead % YEAR]! + changes[back]!;
        }
        points[ahead] = medianInPlace(past);
      }
      return points;
    },
  };
}
