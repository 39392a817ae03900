/** How near a forecast comes to the least error that chance allows: its error over that of an oracle who knows the expectation. */

/** Forecasts beside what came and what was to be expected; all of one length, in one unit. */
export interface FloorInput {
  /** What came, `NaN` = missing. */
  readonly actual: ArrayLike<number>;
  /** The forecast. */
  readonly median: ArrayLike<number>;
  /** Expected value given everything that began before the origin, `NaN` = not known. */
  readonly expected: ArrayLike<number>;
  /** Which values count (not 0); default all. */
  readonly mask?: ArrayLike<number>;
}

/** Errors of a forecast and of the oracle over the same values. */
export interface FloorRatio {
  /** Values compared. */
  readonly n: number;
  /** Mean absolute error of the forecast, in the unit of the values; `NaN` of nothing. */
  readonly error: number;
  /** Mean absolute error of the oracle: the noise floor. */
  readonly floor: number;
  /** Error over floor; 1 = as good as the oracle. `NaN` where the floor is 0. */
  readonly ratio: number;
}

/**
 * Error over noise floor.
 *
 * The floor is what |actual − expected| comes to. It is not the least error possible: the oracle says the mean where an absolute error asks
 * for the median, and knows nothing of the noise of the last days, which persists; so a forecast may come out below 1. Values without
 * actual, median or expectation are left out of both errors.
 *
 * @throws {RangeError} when the lengths differ.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { errorOverFloor } from "@lib/forecast/mod.ts";
 * const input = { actual: [10, 14, 12], median: [13, 14, 99], expected: [11, 13, 12], mask: [1, 1, 0] };
 * deepStrictEqual(errorOverFloor(input), { n: 2, error: 1.5, floor: 1, ratio: 1.5 });
 * ```
 */
export function errorOverFloor(input: FloorInput): FloorRatio {
  const tally = new FloorTally();
  tally.add(input);
  return tally.ratio();
}

/** Sums the errors of several forecasts. */
export class FloorTally {
  #n = 0;
  #error = 0;
  #floor = 0;

  /** Adds the values of a forecast. */
  add({ actual, median, expected, mask }: FloorInput): void {
    for (const [name, other] of Object.entries({ median, expected, mask })) {
      if (other && other.length !== actual.length) {
        throw new RangeError(`Cannot compare errors: expected ${actual.length} values of ${name}, got ${other.length}`);
      }
    }
    for (let step = 0; step < actual.length; step++) {
      if (!mask || mask[step]) this.addValue(actual[step]!, median[step]!, expected[step]!);
    }
  }

  /** Adds one value; left out where any of the three is `NaN`. */
  addValue(actual: number, median: number, expected: number): void {
    const error = Math.abs(actual - median), floor = Math.abs(actual - expected);
    if (error !== error || floor !== floor) return;
    this.#n++;
    this.#error += error;
    this.#floor += floor;
  }

  /** What was added so far. */
  ratio(): FloorRatio {
    const error = this.#error / this.#n, floor = this.#floor / this.#n;
    return { n: this.#n, error, floor, ratio: floor > 0 ? error / floor : NaN };
  }
}
