/** Pearson's correlation of two series with gaps. */

/**
 * The correlation over the places at which both series have a value.
 *
 * @param first Values of any unit, `NaN` = missing.
 * @param second Values of any unit, as many, `NaN` = missing.
 * @returns -1 to 1; `NaN` when fewer than two places count or either side does not vary there.
 * @see Welford, Note on a method for calculating corrected sums of squares and products, Technometrics 4 (1962)
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { correlation } from "@lib/stats/correlation.ts";
 * strictEqual(correlation(Float64Array.of(1, 2, NaN, 3), Float64Array.of(6, 4, 9, 2)), -1);
 * ```
 */
export function correlation(first: ArrayLike<number>, second: ArrayLike<number>): number {
  let count = 0, firstMean = 0, secondMean = 0, firstSquares = 0, secondSquares = 0, products = 0;
  for (let place = 0; place < first.length; place++) {
    const x = first[place]!, y = second[place]!;
    if (Number.isNaN(x + y)) continue;
    count++;
    const xStep = x - firstMean, yStep = y - secondMean;
    firstMean += xStep / count;
    secondMean += yStep / count;
    firstSquares += xStep * (x - firstMean);
    secondSquares += yStep * (y - secondMean);
    products += xStep * (y - secondMean);
  }
  return products / Math.sqrt(firstSquares * secondSquares);
}
