/** The forecasts of the models as one, quantile by quantile. */
import type { Weighed } from "./model_weights.ts";
import { weightedMidMean } from "./weighted_mid_mean.ts";

/** Central share of the weight whose mean is taken. */
const BAND = 0.3;
/** The same for the outermost quantiles, where each model knows little: all of them. */
const OUTER_BAND = 1;

/**
 * Combines quantile forecasts: each quantile of each step is the weighted mid-mean of what the models say.
 *
 * @param quantiles Of every model, `[level * horizon + step]`; `undefined` where a model says nothing.
 * @param weights Per segment (model_weights.ts).
 * @param segments Edges of the segments.
 * @param levels Places of the levels to combine; the others stay 0.
 * @param outer Those of them that are outermost: they take the mean of all models.
 * @returns `[level * horizon + step]`, `undefined` when no model with a weight said anything.
 */
export function combined(
  quantiles: readonly (Float64Array | undefined)[],
  weights: readonly (readonly Weighed[])[],
  segments: readonly number[],
  levels: readonly number[],
  outer: ReadonlySet<number> = NONE,
): Float64Array | undefined {
  const horizon = segments.at(-1)!;
  const length = quantiles.find((own) => own)?.length ?? 0;
  const result = new Float64Array(length);
  for (let segment = 0; segment + 1 < segments.length; segment++) {
    const heard = weights[segment]!.filter(({ model }) => quantiles[model]);
    if (heard.length === 0) return undefined;
    const lines = heard.map(({ model }) => quantiles[model]!), shares = heard.map(({ weight }) => weight);
    const values = new Float64Array(heard.length), own = new Float64Array(heard.length);
    for (const level of levels) {
      const band = outer.has(level) ? OUTER_BAND : BAND;
      for (let step = segments[segment]!; step < segments[segment + 1]!; step++) {
        const at = level * horizon + step;
        for (let model = 0; model < lines.length; model++) {
          values[model] = lines[model]![at]!;
          own[model] = shares[model]!;
        }
        result[at] = weightedMidMean(values, own, band);
      }
    }
  }
  return result;
}

const NONE: ReadonlySet<number> = new Set();
