/** How models compare on one series: their losses as logarithms, relative to the middle model. */
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import type { ModelTrial } from "./model_trial.ts";

/** Scores of models over the whole horizon and per segment: lower is better, 0 is the middle model, `NaN` = unknown. */
export interface ModelScores {
  readonly overall: Float64Array;
  /** One per segment. */
  readonly segments: readonly Float64Array[];
}

/** What the losses are weighed by. */
export interface ScoreContext {
  /** Added to every loss so that a loss of zero is no infinite merit, as a share of `scale`. */
  readonly scale: number;
  /** Weight of each origin for the overall loss, the latest first. */
  readonly likeness: Float64Array;
  /** An origin that must not take part. */
  readonly without?: number;
}

/** Share of the naive error below which losses do not differ. */
const FLOOR = 0.003;
/** Weight of an origin relative to the one after it. */
const RECENCY = 0.95;

/** Scores of the models of a series. */
export function modelScores(trials: readonly ModelTrial[], context: ScoreContext): ModelScores {
  const [first] = trials;
  const origins = first?.losses.length ?? 0;
  const segments = origins === 0 ? 0 : first!.segmentErrors.length / origins;
  const recency = Float64Array.from({ length: origins }, (_, origin) => RECENCY ** origin);
  // An origin after which nothing came tells nothing of any model; a model that was silent where others spoke has no score.
  const told = recency.map((_, origin) => Number(trials.some(({ losses }) => losses[origin] === losses[origin])));
  const overall = trials.map(({ losses }) => {
    for (let origin = 0; origin < origins; origin++) {
      if (origin !== context.without && told[origin] && losses[origin] !== losses[origin]) return NaN;
    }
    return meanLoss(losses, 0, recency.map((weight, origin) => weight * context.likeness[origin]!), context.without);
  });
  return {
    overall: relative(overall, context.scale),
    segments: Array.from({ length: segments }, (_, segment) =>
      relative(
        trials.map(({ segmentErrors }) => meanLoss(segmentErrors, segment * origins, recency, context.without)),
        context.scale,
      )),
  };
}

function meanLoss(losses: Float64Array, at: number, weights: Float64Array, without: number | undefined): number {
  let sum = 0, total = 0;
  for (let origin = 0; origin < weights.length; origin++) {
    const loss = losses[at + origin]!;
    if (origin === without || loss !== loss) continue;
    sum += weights[origin]! * loss;
    total += weights[origin]!;
  }
  return sum / total;
}

function relative(losses: readonly number[], scale: number): Float64Array {
  const logs = Float64Array.from(losses, (loss) => Math.log(loss + FLOOR * scale));
  const middle = medianInPlace(logs.filter((value) => value === value));
  return logs.map((value) => value - middle);
}
