/** The loss by which models are weighed: the mean pinball loss of nine deciles. */
import { DECILE_GROUPS, groupOfLevel } from "./decile_groups.ts";

/** The deciles, in the order of every array of deciles. */
export const DECILES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;
/** Place of the median among the deciles. */
const MIDDLE = DECILES.indexOf(0.5);
const GROUPS = DECILES.map(groupOfLevel);

/**
 * Pinball loss of the deciles, by group (decile_groups.ts): their sum is the mean over the deciles, doubled, so that it is on the scale of an
 * absolute error; `NaN` when nothing came.
 *
 * @param deciles `[decile * horizon + step]`.
 * @param actual What came, `NaN` = missing.
 * @see Koenker and Bassett, Regression Quantiles (1978)
 */
export function groupLosses(deciles: Float64Array, actual: Float64Array): Float64Array {
  const horizon = actual.length;
  const losses = new Float64Array(DECILE_GROUPS);
  let count = 0;
  for (let step = 0; step < horizon; step++) if (actual[step] === actual[step]) count++;
  for (let index = 0; index < DECILES.length; index++) {
    const level = DECILES[index]!, at = index * horizon;
    let loss = 0;
    for (let step = 0; step < horizon; step++) {
      const above = actual[step]! - deciles[at + step]!;
      if (above >= 0) loss += level * above;
      else if (above < 0) loss += (level - 1) * above;
    }
    losses[GROUPS[index]!]! += loss;
  }
  for (let group = 0; group < losses.length; group++) {
    losses[group] = count === 0 ? NaN : 2 * losses[group]! / DECILES.length / count;
  }
  return losses;
}

/** Mean absolute error of the median over steps `from` … `end − 1`; `NaN` when nothing came. */
export function medianError(deciles: Float64Array, actual: Float64Array, from: number, end: number): number {
  const at = MIDDLE * actual.length;
  let sum = 0, count = 0;
  for (let step = from; step < end; step++) {
    const error = Math.abs(actual[step]! - deciles[at + step]!);
    if (error !== error) continue;
    sum += error;
    count++;
  }
  return sum / count;
}
