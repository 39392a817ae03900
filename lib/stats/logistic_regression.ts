/** Logistic regression with a ridge: the simplest classifier that gives a probability. */
import { cholesky, solveCholesky } from "./cholesky.ts";

/** A fitted classifier: the intercept, then one weight per column. */
export type LogisticWeights = Float64Array;

const STEPS = 25;

/**
 * Fits the chance of being positive as a logistic function of the columns, by Newton's method.
 *
 * @param rows Row-major, `columns` finite values each; standardise them, because the ridge treats all alike.
 * @param isPositive One flag per row.
 * @param ridge Penalty on the squared weights (not on the intercept), above 0: it also keeps separable data finite.
 * @throws {RangeError} when the number of values does not fit, or the ridge is not above 0.
 * @see Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2nd ed., section 4.4.1
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { fitLogistic, logisticScore } from "@lib/stats/logistic_regression.ts";
 * const weights = fitLogistic(Float64Array.of(-2, -1, 1, 2), 1, [false, false, true, true], 0.1);
 * ok(logisticScore(weights, Float64Array.of(1.5)) > logisticScore(weights, Float64Array.of(-1.5)));
 * ```
 */
export function fitLogistic(
  rows: Float64Array,
  columns: number,
  isPositive: readonly boolean[],
  ridge: number,
): LogisticWeights {
  if (rows.length !== columns * isPositive.length) {
    throw new RangeError(
      `Cannot fit a classifier: expected ${columns * isPositive.length} values, got ${rows.length}`,
    );
  }
  if (!(ridge > 0)) throw new RangeError(`Cannot fit a classifier: expected a ridge above 0, got ${ridge}`);
  const size = columns + 1;
  const weights = new Float64Array(size);
  const row = new Float64Array(size);
  row[0] = 1;
  for (let step = 0; step < STEPS; step++) {
    const curvature = new Float64Array(size * size), slope = new Float64Array(size);
    // The intercept's tiny share keeps the matrix definite when every row is one kind.
    for (let place = 0; place < size; place++) {
      const penalty = place === 0 ? 1e-9 : ridge;
      curvature[place * size + place] = penalty;
      slope[place] = -penalty * weights[place]!;
    }
    isPositive.forEach((positive, index) => {
      for (let column = 0; column < columns; column++) row[column + 1] = rows[index * columns + column]!;
      const chance = 1 / (1 + Math.exp(-dot(weights, row)));
      const weight = chance * (1 - chance), error = (positive ? 1 : 0) - chance;
      for (let i = 0; i < size; i++) {
        slope[i]! += error * row[i]!;
        for (let j = 0; j <= i; j++) curvature[i * size + j]! += weight * row[i]! * row[j]!;
      }
    });
    const change = solveCholesky(cholesky(curvature, size), size, slope);
    let largest = 0;
    for (let place = 0; place < size; place++) {
      weights[place]! += change[place]!;
      largest = Math.max(largest, Math.abs(change[place]!));
    }
    if (largest < 1e-8) break;
  }
  return weights;
}

/** The log-odds of being positive; above 0 = more likely than not. */
export function logisticScore(weights: LogisticWeights, row: Float64Array): number {
  let score = weights[0]!;
  for (let column = 0; column < row.length; column++) score += weights[column + 1]! * row[column]!;
  return score;
}

function dot(first: Float64Array, second: Float64Array): number {
  let sum = 0;
  for (let place = 0; place < first.length; place++) sum += first[place]! * second[place]!;
  return sum;
}
