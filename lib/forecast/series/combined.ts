/** The forecasts of the models as one, quantile by quantile. */
import { DECILE_GROUPS, groupOfLevel } from "./decile_groups.ts";
import type { Weighed } from "./model_weights.ts";
import { weightedMidMean } from "./weighted_mid_mean.ts";

/** Central share of the weight whose mean is taken; of the outer quantiles, where each model knows little, all of it. */
const BAND = 0.3, OUTER_BAND = 1;

/** Whether a level lies outside of the inner 80 %. */
export function isOuter(level: number): boolean {
  return level < 0.1 || level > 0.9;
}

/**
 * Combines quantile forecasts: each quantile of each step is the weighted mid-mean of what the models say.
 *
 * @param quantiles Of every model, `[level * horizon + step]`; `undefined` where a model says nothing.
 * @param weights One list per part: `segment * DECILE_GROUPS + group` (model_weights.ts).
 * @param segments Edges of the segments.
 * @param levels Probability levels of the quantiles.
 * @param wanted Places of the levels to combine; the others stay 0. Default all.
 * @returns `[level * horizon + step]`, `undefined` when no model with a weight said anything of some part.
 */
export function combined(
  quantiles: readonly (Float64Array | undefined)[],
  weights: readonly (readonly Weighed[])[],
  segments: readonly number[],
  levels: readonly number[],
  wanted: readonly number[] = [...levels.keys()],
): Float64Array | undefined {
  const horizon = segments.at(-1)!;
  const result = new Float64Array(levels.length * horizon);
  for (let segment = 0; segment + 1 < segments.length; segment++) {
    const heard = Array.from(
      { length: DECILE_GROUPS },
      (_, group) => (weights[segment * DECILE_GROUPS + group] ?? []).filter(({ model }) => quantiles[model]),
    );
    if (heard.some((group) => group.length === 0)) return undefined;
    for (const place of wanted) {
      const level = levels[place]!, models = heard[groupOfLevel(level)]!, band = isOuter(level) ? OUTER_BAND : BAND;
      const lines = models.map(({ model }) => quantiles[model]!);
      const values = new Float64Array(models.length), shares = new Float64Array(models.length);
      for (let step = segments[segment]!; step < segments[segment + 1]!; step++) {
        const at = place * horizon + step;
        for (let index = 0; index < lines.length; index++) {
          values[index] = lines[index]![at]!;
          shares[index] = models[index]!.weight;
        }
        result[at] = weightedMidMean(values, shares, band);
      }
    }
  }
  return result;
}
