/** The levels of the last seasons: what models take off values of long ago before they compare them with today's. */
import { medianInPlace } from "@lib/stats/order_statistic.ts";

/**
 * The median of each of the last seasons, counted back from the end of the history.
 *
 * @param values Finite. Not changed.
 * @param season Steps of a season.
 * @param count Seasons, all inside the history.
 * @returns The last season first, in the unit of the values.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { seasonLevels } from "@lib/forecast/models/season_levels.ts";
 * deepStrictEqual(seasonLevels(Float64Array.of(99, 1, 2, 3, 4, 5, 6), 3, 2), Float64Array.of(5, 2));
 * ```
 */
export function seasonLevels(values: Float64Array, season: number, count: number): Float64Array {
  const levels = new Float64Array(count);
  // One copy for all, because the median reorders what it gets.
  const own = new Float64Array(season);
  for (let back = 0; back < count; back++) {
    const first = values.length - (back + 1) * season;
    for (let step = 0; step < season; step++) own[step] = values[first + step]!;
    levels[back] = medianInPlace(own);
  }
  return levels;
}
