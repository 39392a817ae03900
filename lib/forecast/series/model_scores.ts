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

/**
 * Scores of the models of a series.
 *
 * A model that was silent at some origins, as its history was too short there, is compared with the middle model of those where it spoke.
 */
export function modelScores(trials: readonly ModelTrial[], context: ScoreContext): ModelScores {
  const [first] = trials;
  const origins = first?.losses.length ?? 0;
  const segments = origins === 0 ? 0 : first!.segmentErrors.length / origins;
  const recency = Float64Array.from(
    { length: origins },
    (_, origin) => origin === context.without ? 0 : RECENCY ** origin,
  );
  const likely = recency.map((weight, origin) => weight * context.likeness[origin]!);
  const floor = FLOOR * context.scale;
  return {
    overall: relative(trials.map(({ losses }) => losses), likely, floor),
    segments: Array.from({ length: segments }, (_, segment) =>
      relative(
        trials.map(({ segmentErrors }) => segmentErrors.subarray(segment * origins, (segment + 1) * origins)),
        recency,
        floor,
      )),
  };
}

/** Weight of origins, as a share, at which a model must have spoken. */
const LEAST_SPOKEN = 0.2;

function relative(losses: readonly Float64Array[], weights: Float64Array, floor: number): Float64Array {
  const middles = weights.map((_, origin) => {
    const known = Float64Array.from(losses, (own) => own[origin]!).filter((loss) => loss === loss);
    return medianInPlace(known);
  });
  let all = 0;
  weights.forEach((weight, origin) => {
    if (middles[origin] === middles[origin]) all += weight;
  });
  const logs = Float64Array.from(losses, (own) => {
    let sum = 0, middle = 0, total = 0;
    for (let origin = 0; origin < weights.length; origin++) {
      const loss = own[origin]!, weight = weights[origin]!;
      if (loss !== loss) continue;
      sum += weight * loss;
      middle += weight * middles[origin]!;
      total += weight;
    }
    if (!(total > LEAST_SPOKEN * all)) return NaN;
    return Math.log(sum / total + floor) - Math.log(middle / total + floor);
  });
  const centre = medianInPlace(logs.filter((value) => value === value));
  return logs.map((value) => value - centre);
}
