/**
 * Sums of products of a series with its own past: the normal equations of an autoregression, without its design matrix.
 *
 * Each column of the design is the series itself, shifted by a lag, so a product of two columns is a window of the product of the series
 * with itself a fixed number of steps apart. Pairs of lags with the same distance differ only by where their window lies: the sum slides.
 */

import { dotProduct } from "./dot_product.ts";

/** Normal equations; column 0 is the constant 1, column k the series `lags[k − 1]` steps before. */
export interface LagProducts {
  /** Σ w·xᵢ·xⱼ, row-major, (lags + 1)²; the lower triangle only. */
  readonly gram: Float64Array;
  /** Σ w·xᵢ·y, y being the series itself. */
  readonly moments: Float64Array;
}

/**
 * The normal equations of a series on its lags, over all steps that have them all.
 *
 * @param values Finite, more than the largest lag.
 * @param lags Whole steps, 1 or more, ascending.
 * @param weights One per step from the largest lag on; default all 1, which is several times faster.
 * @throws {RangeError} when the lags do not ascend, or reach before the first value, or the weights are not as many as the steps.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { lagProducts } from "@lib/stats/lag_products.ts";
 * const { gram, moments } = lagProducts(Float64Array.of(1, 2, 3, 4), [1]);
 * deepStrictEqual([gram[0], gram[2], gram[3]], [3, 1 + 2 + 3, 1 + 4 + 9]);
 * deepStrictEqual(moments, Float64Array.of(2 + 3 + 4, 1 * 2 + 2 * 3 + 3 * 4));
 * ```
 */
export function lagProducts(values: Float64Array, lags: readonly number[], weights?: Float64Array): LagProducts {
  const reach = lags.at(-1) ?? 0, steps = values.length - reach;
  const ascends = lags.every((lag, index) => Number.isInteger(lag) && lag > (lags[index - 1] ?? 0));
  if (!ascends || !(steps >= 1)) {
    throw new RangeError(
      `Cannot multiply a series with its past: expected lags ascending from 1 to ${values.length - 1}, got ${lags}`,
    );
  }
  if (weights && weights.length !== steps) {
    throw new RangeError(
      `Cannot multiply a series with its past: expected ${steps} weights, got ${weights.length}`,
    );
  }
  return weights ? weightedProducts(values, lags, weights) : slidingProducts(values, lags);
}

/**
 * Adds the steps `from` to `end` (not included) to normal equations, in place.
 *
 * @param from The largest lag or later.
 * @param lags Those that the equations were made with.
 */
export function addLagProducts(
  { gram, moments }: LagProducts,
  values: Float64Array,
  lags: readonly number[],
  from: number,
  end: number,
): void {
  const size = moments.length, row = new Float64Array(size);
  row[0] = 1;
  for (let at = from; at < end; at++) {
    for (let column = 1; column < size; column++) row[column] = values[at - lags[column - 1]!]!;
    for (let i = 0; i < size; i++) {
      const value = row[i]!, start = i * size;
      moments[i]! += value * values[at]!;
      for (let j = 0; j <= i; j++) gram[start + j]! += value * row[j]!;
    }
  }
}

function slidingProducts(values: Float64Array, lags: readonly number[]): LagProducts {
  const size = lags.length + 1, reach = lags.at(-1) ?? 0, steps = values.length - reach;
  const gram = new Float64Array(size * size), moments = new Float64Array(size);
  gram[0] = steps;
  for (let at = reach; at < values.length; at++) moments[0]! += values[at]!;
  // By distance between two lags: where the earlier window lay last, and its sum.
  const lastFrom = new Int32Array(reach + 1).fill(-1), lastSum = new Float64Array(reach + 1);
  const product = (from: number, distance: number): number => {
    const before = lastFrom[distance]!, passed = before - from;
    const sum = before >= 0 && 2 * passed < steps
      ? lastSum[distance]! + dotProduct(values, from, values, from + distance, passed) -
        dotProduct(values, from + steps, values, from + steps + distance, passed)
      : dotProduct(values, from, values, from + distance, steps);
    lastFrom[distance] = from;
    return lastSum[distance] = sum;
  };
  for (let row = 1; row < size; row++) {
    const lag = lags[row - 1]!, from = reach - lag;
    for (let at = from; at < from + steps; at++) gram[row * size]! += values[at]!;
    moments[row] = product(from, lag);
    for (let column = 1; column <= row; column++) gram[row * size + column] = product(from, lag - lags[column - 1]!);
  }
  return { gram, moments };
}

function weightedProducts(values: Float64Array, lags: readonly number[], weights: Float64Array): LagProducts {
  const size = lags.length + 1, reach = lags.at(-1) ?? 0, steps = weights.length;
  const gram = new Float64Array(size * size), moments = new Float64Array(size);
  // Where the window of each column begins, from column 1 on; the last is that of the series itself.
  const from = Int32Array.from([...lags.map((lag) => reach - lag), reach]);
  const weighted = weights.slice(), four = new Float64Array(4);
  for (let step = 0; step < steps; step++) gram[0]! += weights[step]!;
  for (let column = 0; column < size; column++) {
    const own = column > 0 ? from[column - 1]! : 0;
    if (column > 0) { for (let step = 0; step < steps; step++) weighted[step] = weights[step]! * values[own + step]!; }
    for (let row = Math.max(1, column); row <= size; row += 4) {
      fourDots(weighted, values, from, row - 1, four);
      for (let next = row; next < row + 4 && next <= size; next++) {
        if (next < size) gram[next * size + column] = four[next - row]!;
        else moments[column] = four[next - row]!;
      }
    }
  }
  return { gram, moments };
}

/** The products of one column with four windows of the series at once, so that each of its values is read once for four. */
function fourDots(
  column: Float64Array,
  values: Float64Array,
  from: Int32Array,
  first: number,
  into: Float64Array,
): void {
  const last = from.length - 1;
  const atA = from[first]!, atB = from[Math.min(last, first + 1)]!;
  const atC = from[Math.min(last, first + 2)]!, atD = from[Math.min(last, first + 3)]!;
  let a = 0, b = 0, c = 0, d = 0;
  for (let step = 0; step < column.length; step++) {
    const value = column[step]!;
    a += value * values[atA + step]!;
    b += value * values[atB + step]!;
    c += value * values[atC + step]!;
    d += value * values[atD + step]!;
  }
  into[0] = a, into[1] = b, into[2] = c, into[3] = d;
}
