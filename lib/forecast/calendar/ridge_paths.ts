/** The calendar ridge as one model among others: its points for the origins of a daily series. */
import type { DailyHistory } from "./outlook.ts";
import { calendarRidge, FEWEST_DAYS } from "./calendar_ridge.ts";

/** Points of the ridge, as a pool of models takes them. */
export interface RidgePaths {
  readonly name: string;
  readonly paths: readonly { readonly end: number; readonly points: Float64Array }[];
}

/**
 * Fits the ridge to the first values of a series, for each of some lengths, and says what comes after them.
 *
 * @param history Of days, with its start; what is known of the days reaches over the horizon.
 * @param ends Values that each fit sees; those with fewer than 14 known ones are left out.
 * @param horizon Days ahead.
 */
export function ridgePaths(history: DailyHistory, ends: readonly number[], horizon: number): RidgePaths {
  const paths = ends.flatMap((end) => {
    const values = history.values.subarray(0, end);
    if (values.reduce((known, value) => known + Number(value === value), 0) < FEWEST_DAYS) return [];
    const { quantiles: [points] } = calendarRidge.fit({ ...history, values }).predict(horizon, [0.5]);
    return [{ end, points: points! }];
  });
  return { name: calendarRidge.name, paths };
}
