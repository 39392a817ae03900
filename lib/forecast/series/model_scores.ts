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

/** The loss of the middle model at each origin; `NaN` where nothing came. */
export interface MiddleLosses {
  readonly overall: Float64Array;
  /** One per segment. */
  readonly segments: readonly Float64Array[];
}

/** The losses of the middle model of those that spoke. */
export function middleLosses(trials: readonly ModelTrial[]): MiddleLosses {
  const known = new Float64Array(trials.length);
  const middle = (lossOf: (trial: ModelTrial) => number): number => {
    let count = 0;
    for (const trial of trials) {
      const loss = lossOf(trial);
      if (loss === loss) known[count++] = loss;
    }
    return medianInPlace(known, count);
  };
  const origins = trials[0]?.losses.length ?? 0,
    segments = origins === 0 ? 0 : trials[0]!.segmentErrors.length / origins;
  return {
    overall: new Float64Array(origins).map((_, origin) => middle(({ losses }) => losses[origin]!)),
    segments: Array.from(
      { length: segments },
      (_, segment) =>
        new Float64Array(origins).map((_, origin) =>
          middle(({ segmentErrors }) => segmentErrors[segment * origins + origin]!)
        ),
    ),
  };
}

/**
 * Scores of the models of a series.
 *
 * A model that was silent at some origins, as its history was too short there, is compared with the middle model of those where it spoke.
 */
export function modelScores(
  trials: readonly ModelTrial[],
  context: ScoreContext,
  middles: MiddleLosses = middleLosses(trials),
): ModelScores {
  const origins = middles.overall.length;
  const recency = new Float64Array(origins).map((_, origin) => origin === context.without ? 0 : RECENCY ** origin);
  const likely = recency.map((weight, origin) => weight * context.likeness[origin]!);
  const floor = FLOOR * context.scale;
  return {
    overall: relative(trials.map(({ losses }) => losses), middles.overall, likely, floor),
    segments: middles.segments.map((middle, segment) =>
      relative(
        trials.map(({ segmentErrors }) => segmentErrors.subarray(segment * origins, (segment + 1) * origins)),
        middle,
        recency,
        floor,
      )
    ),
  };
}

/** Weight of origins, as a share, at which a model must have spoken. */
const LEAST_SPOKEN = 0.2;

function relative(
  losses: readonly Float64Array[],
  middles: Float64Array,
  weights: Float64Array,
  floor: number,
): Float64Array {
  let all = 0;
  for (let origin = 0; origin < weights.length; origin++) {
    if (middles[origin] === middles[origin]) all += weights[origin]!;
  }
  const logs = new Float64Array(losses.length).map((_, model) => {
    const own = losses[model]!;
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
