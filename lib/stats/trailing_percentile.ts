/** Percentiles by nearest rank of the days before each day. */
import { rankOf } from "./nearest_rank.ts";
import { fewestKnown, knownAtFirst } from "./trailing_window.ts";

/** What a window is asked for. */
export interface TrailingPercentileOptions {
  /** Length of the window in days, 2 or more. */
  readonly days: number;
  /** Probability, above 0 and up to 1. Cheapest near 1, where few values lie above the percentile. */
  readonly p: number;
}

/**
 * The exact percentile of the `days` values before each value, which itself takes no part, by nearest rank: of n known
 * values the ⌈p·n⌉-th smallest. Of fewer than 20 days the 95th percentile is the largest, of 20 to 39 the second largest.
 *
 * The series is cut into blocks as long as the window. A window is the end of one block and the beginning of the next,
 * and only the few largest values of each are kept. A result is missing before the window lies inside the series, and
 * where less than half of the window is known.
 *
 * @param values One value per day, any unit, finite or `NaN` = missing.
 * @param into Receives the results, in the unit of the values, `NaN` = missing; as long as the values.
 * @throws {RangeError} when the window is shorter than 2 or p is outside (0, 1].
 * @see Hyndman and Fan, Sample quantiles in statistical packages (1996), definition 1
 * @see van Herk, A fast algorithm for local minimum and maximum filters, Pattern Recognition Letters 13 (1992)
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { trailingPercentile } from "@lib/stats/trailing_percentile.ts";
 * const median = new Float64Array(5);
 * trailingPercentile(Float64Array.of(4, 1, 3, 2, 9), { days: 3, p: 0.5 }, median);
 * deepStrictEqual([...median], [NaN, NaN, NaN, 3, 2]);
 * ```
 */
export function trailingPercentile(
  values: Float64Array,
  { days, p }: TrailingPercentileOptions,
  into: Float64Array,
): void {
  const fewest = fewestKnown(days);
  // How many of the known values lie above the percentile.
  const above = Int32Array.from({ length: days + 1 }, (_, count) => count - rankOf(count, p));
  into.fill(NaN, 0, days);
  if (above[days]! < 2) largestTwo(values, { days, fewest, above }, into);
  else largestFew(values, { days, fewest, above }, into);
}

interface Window {
  readonly days: number;
  readonly fewest: number;
  readonly above: Int32Array;
}

/** The percentile is the largest or the second largest: both fit into variables. */
function largestTwo(values: Float64Array, { days, fewest, above }: Window, into: Float64Array): void {
  const count = values.length;
  // The two largest from each day of a block to its end.
  const firstTo = new Float64Array(days), secondTo = new Float64Array(days);
  let known = knownAtFirst(values, days);
  for (let block = 0; block + days < count; block += days) {
    let first = -Infinity, second = -Infinity;
    for (let place = days - 1; place >= 0; place--) {
      const value = values[block + place]!;
      if (value > second) {
        second = value > first ? first : value;
        if (value > first) first = value;
      }
      firstTo[place] = first;
      secondTo[place] = second;
    }
    first = second = -Infinity;
    const end = Math.min(days, count - block - days);
    for (let place = 0; place < end; place++) {
      const day = block + days + place;
      const firstBefore = firstTo[place]!, secondBefore = secondTo[place]!;
      if (known < fewest) into[day] = NaN;
      else if (above[known] === 0) into[day] = first > firstBefore ? first : firstBefore;
      else if (first > firstBefore) into[day] = second > firstBefore ? second : firstBefore;
      else into[day] = secondBefore > first ? secondBefore : first;
      const enters = values[day]!, leaves = values[block + place]!;
      if (enters > second) {
        second = enters > first ? first : enters;
        if (enters > first) first = enters;
      }
      if (enters === enters) known++;
      if (leaves === leaves) known--;
    }
  }
}

/** The same for any rank, on sorted lists of the largest values. */
function largestFew(values: Float64Array, { days, fewest, above }: Window, into: Float64Array): void {
  const count = values.length, few = above[days]! + 1;
  const listsTo = new Float64Array(days * few), largest = new Float64Array(few);
  let known = knownAtFirst(values, days);
  for (let block = 0; block + days < count; block += days) {
    largest.fill(-Infinity);
    for (let place = days - 1; place >= 0; place--) {
      insert(largest, values[block + place]!);
      for (let index = 0; index < few; index++) listsTo[place * few + index] = largest[index]!;
    }
    largest.fill(-Infinity);
    const end = Math.min(days, count - block - days);
    for (let place = 0; place < end; place++) {
      const day = block + days + place;
      let before = place * few, after = 0, value = NaN;
      for (let left = known < fewest ? -1 : above[known]!; left >= 0; left--) {
        value = listsTo[before]! > largest[after]! ? listsTo[before++]! : largest[after++]!;
      }
      into[day] = value;
      const enters = values[day]!, leaves = values[block + place]!;
      insert(largest, enters);
      if (enters === enters) known++;
      if (leaves === leaves) known--;
    }
  }
}

/** Puts a value into a list of the largest ones, the largest first; a missing or too small one stays out. */
function insert(largest: Float64Array, value: number): void {
  let place = largest.length - 1;
  if (!(value > largest[place]!)) return;
  for (; place > 0 && value > largest[place - 1]!; place--) largest[place] = largest[place - 1]!;
  largest[place] = value;
}
