/** Mean and deviation of the days before each day, in one pass over a series. */
import { momentsOf } from "./moments.ts";
import { fewestKnown } from "./trailing_window.ts";

/** Where the results go: arrays as long as the series. */
export interface TrailingMoments {
  readonly mean: Float64Array;
  /** Sample deviation (n − 1). */
  readonly deviation: Float64Array;
}

/** Share of the largest sum of squares since the last fresh start below which the running sums have lost digits. */
const CANCELLED = 1e-4;
/** Days after which the running sums start afresh anyway, so that rounding cannot pile up. */
const LONGEST_RUN = 512;

/**
 * Mean and sample deviation over the `days` values before each value, which itself takes no part.
 *
 * Sums of distances from the window's own mean run along with the window; they start afresh as soon as they could have
 * lost digits, so that a spike that has left, or a level of 1e9, costs no accuracy. A window with missing values is
 * computed for itself. A result is missing before the window lies inside the series, and where less than half of the
 * window is known.
 *
 * @param values One value per day, any unit, finite or `NaN` = missing.
 * @param days Length of the window, 2 or more.
 * @param into Receives the results, in the unit of the values, `NaN` = missing.
 * @throws {RangeError} when the window is shorter than 2.
 * @see Chan, Golub and LeVeque, Algorithms for computing the sample variance, The American Statistician 37 (1983)
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { trailingMoments } from "@lib/stats/trailing_moments.ts";
 * const mean = new Float64Array(4), deviation = new Float64Array(4);
 * trailingMoments(Float64Array.of(1, 3, 5, 100), 2, { mean, deviation });
 * deepStrictEqual([...mean], [NaN, NaN, 2, 4]);
 * ```
 */
export function trailingMoments(values: Float64Array, days: number, into: TrailingMoments): void {
  const fewest = fewestKnown(days);
  into.mean.fill(NaN, 0, days);
  into.deviation.fill(NaN, 0, days);
  for (let day = days; day < values.length;) {
    const { count, mean, variance } = momentsOf(values.subarray(day - days, day));
    const isKnown = count >= fewest;
    into.mean[day] = isKnown ? mean : NaN;
    into.deviation[day] = isKnown ? Math.sqrt(variance * count / (count - 1)) : NaN;
    day++;
    if (count === days) day = roll(values, { days, first: day, origin: mean }, into);
  }
}

/** Where a window rolls on from: its length, its first day, and a value that its distances are taken from. */
interface Start {
  readonly days: number;
  readonly first: number;
  readonly origin: number;
}

/**
 * Rolls a window onwards as long as it is complete and no digits are lost.
 *
 * @returns The first day without a result.
 */
function roll(values: Float64Array, { days, first, origin }: Start, { mean, deviation }: TrailingMoments): number {
  let sum = 0, squares = 0;
  for (let day = first - days; day < first; day++) {
    const distance = values[day]! - origin;
    sum += distance;
    squares += distance * distance;
  }
  let largest = squares, least = squares * CANCELLED;
  const end = Math.min(values.length, first + LONGEST_RUN);
  const perDay = 1 / days, perDegree = 1 / (days - 1);
  for (let day = first, oldest = first - days; day < end; day++, oldest++) {
    const shift = sum * perDay, around = squares - sum * shift;
    // A missing value makes the sums NaN, which is not above anything either.
    if (!(around >= least)) return day;
    mean[day] = origin + shift;
    deviation[day] = Math.sqrt(around * perDegree);
    const enters = values[day]! - origin, leaves = values[oldest]! - origin;
    sum += enters - leaves;
    squares += enters * enters - leaves * leaves;
    if (squares > largest) {
      largest = squares;
      least = squares * CANCELLED;
    }
  }
  return end;
}
