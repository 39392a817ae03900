/** The errors that every other error is measured against: those of a seasonal naive forecast within the history. */

/** Mean errors of the seasonal naive, one season ahead; `NaN` when no two values are a season apart. */
export interface NaiveErrors {
  /** Mean absolute change from season to season, in the unit of the series: the denominator of MASE. */
  readonly absolute: number;
  /** Mean squared change, in that unit squared: the denominator of RMSSE. */
  readonly squared: number;
}

/**
 * How much a history changes from one season to the next.
 *
 * @param values `NaN` = missing.
 * @param season Steps of a season; default 7, a week of days.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { naiveErrors } from "@lib/forecast/evaluate/naive_errors.ts";
 * deepStrictEqual(naiveErrors(Float64Array.of(1, 5, 3, 9), 2), { absolute: 3, squared: 10 });
 * ```
 */
export function naiveErrors(values: Float64Array, season = 7): NaiveErrors {
  let absolute = 0, squared = 0, count = 0;
  for (let index = season; index < values.length; index++) {
    const change = values[index]! - values[index - season]!;
    if (change !== change) continue;
    absolute += Math.abs(change);
    squared += change * change;
    count++;
  }
  return { absolute: absolute / count, squared: squared / count };
}
