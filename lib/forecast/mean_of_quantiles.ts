/** The expected value of a forecast that is known by its quantiles. */
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";

/** Probability that each of QUANTILE_LEVELS stands for: half-way to its neighbours, the outer ones to 0 and 1. */
const WEIGHTS = QUANTILE_LEVELS.map((level, index) => {
  const from = index === 0 ? 0 : (QUANTILE_LEVELS[index - 1]! + level) / 2;
  const to = index === QUANTILE_LEVELS.length - 1 ? 1 : (QUANTILE_LEVELS[index + 1]! + level) / 2;
  return to - from;
});

/**
 * Mean of a distribution, each quantile standing for the probability around it.
 *
 * @param quantiles One array per level of QUANTILE_LEVELS, one value per step.
 * @returns One value per step.
 */
export function meanOfQuantiles(quantiles: readonly Float64Array[]): Float64Array {
  const mean = new Float64Array(quantiles[0]?.length ?? 0);
  quantiles.forEach((values, index) => {
    const weight = WEIGHTS[index]!;
    for (let step = 0; step < mean.length; step++) mean[step]! += weight * values[step]!;
  });
  return mean;
}
