/** The loss by which models are weighed: the mean pinball loss of nine deciles. */
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";

/** Places of the deciles, of the median and of the inner 80 % among QUANTILE_LEVELS. */
export const DECILES: readonly number[] = QUANTILE_LEVELS.flatMap((level, index) =>
  Math.abs(level * 10 - Math.round(level * 10)) < 1e-9 ? [index] : []
);
export const MEDIAN = QUANTILE_LEVELS.indexOf(0.5),
  Q10 = QUANTILE_LEVELS.indexOf(0.1),
  Q90 = QUANTILE_LEVELS.indexOf(0.9);

/**
 * Mean pinball loss of the deciles, doubled, so that it is on the scale of an absolute error; `NaN` when nothing came.
 *
 * @param quantiles Of QUANTILE_LEVELS, `[level * horizon + step]`.
 * @param actual What came, `NaN` = missing.
 * @see Koenker and Bassett, Regression Quantiles (1978)
 */
export function decileLoss(quantiles: Float64Array, actual: Float64Array): number {
  const horizon = actual.length;
  let loss = 0, count = 0;
  for (let step = 0; step < horizon; step++) {
    const value = actual[step]!;
    if (value !== value) continue;
    count++;
    for (const index of DECILES) {
      const above = value - quantiles[index * horizon + step]!, level = QUANTILE_LEVELS[index]!;
      loss += above >= 0 ? level * above : (level - 1) * above;
    }
  }
  return count === 0 ? NaN : 2 * loss / DECILES.length / count;
}

/** Mean absolute error of the median over steps `from` … `end − 1`; `NaN` when nothing came. */
export function medianError(quantiles: Float64Array, actual: Float64Array, from: number, end: number): number {
  const at = MEDIAN * actual.length;
  let sum = 0, count = 0;
  for (let step = from; step < end; step++) {
    const error = Math.abs(actual[step]! - quantiles[at + step]!);
    if (error !== error) continue;
    sum += error;
    count++;
  }
  return sum / count;
}
