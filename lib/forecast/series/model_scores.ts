/** How models compare on one series: their losses as logarithms, relative to the middle model. */
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import { DECILE_GROUPS } from "./decile_groups.ts";
import type { ModelTrial } from "./model_trial.ts";

/**
 * Scores of the models, one array per part of the forecast (`segment * DECILE_GROUPS + group`): lower is better, 0 is about the middle model,
 * `NaN` = unknown.
 */
export type ModelScores = readonly Float64Array[];

/** What the losses are weighed by. */
export interface ScoreContext {
  /** The naive error of the series: a small share of it is added to every loss, so that a loss of zero is no infinite merit. */
  readonly scale: number;
  /** Weight of each origin for the decile loss, the latest first. */
  readonly likeness: Float64Array;
  /** An origin that must not take part. */
  readonly without?: number;
}

/** Share of the naive error below which losses do not differ. */
const FLOOR = 0.003;
/** Weight of an origin relative to the one after it. */
const RECENCY = 0.85;
/** Share of a segment's own error beside the loss of the whole horizon, and of a decile group's beside both. */
const SEGMENT_SHARE = 0.5, GROUP_SHARE = 0.5;
/** Weight of origins, as a share, at which a model must have spoken. */
const LEAST_SPOKEN = 0.2;

/** The losses of the models of a series, by what they are losses of. They are the same whichever origin is left out. */
export class LossTable {
  readonly #origins: number;
  readonly #overall: Losses;
  readonly #groups: readonly Losses[];
  readonly #segments: readonly Losses[];

  constructor(trials: readonly ModelTrial[]) {
    const [first] = trials;
    const origins = this.#origins = (first?.groupLosses.length ?? 0) / DECILE_GROUPS;
    const segments = origins === 0 ? 0 : first!.segmentErrors.length / origins;
    const part = (own: Float64Array, index: number): Float64Array =>
      own.subarray(index * origins, (index + 1) * origins);
    this.#groups = Array.from(
      { length: DECILE_GROUPS },
      (_, group) => new Losses(trials.map(({ groupLosses }) => part(groupLosses, group))),
    );
    this.#segments = Array.from(
      { length: segments },
      (_, segment) => new Losses(trials.map(({ segmentErrors }) => part(segmentErrors, segment))),
    );
    this.#overall = new Losses(trials.map(({ groupLosses }) =>
      new Float64Array(origins).map((_, origin) => {
        let sum = 0;
        for (let group = 0; group < DECILE_GROUPS; group++) sum += groupLosses[group * origins + origin]!;
        return sum;
      })
    ));
  }

  /**
   * Scores of the models.
   *
   * Each part blends the decile loss over the whole horizon, the error of the median in its segment, and the loss of its group of deciles.
   */
  scores({ scale, likeness, without }: ScoreContext): ModelScores {
    const recency = new Float64Array(this.#origins).map((_, origin) => origin === without ? 0 : RECENCY ** origin);
    const likely = recency.map((weight, origin) => weight * likeness[origin]!);
    const floor = FLOOR * scale;
    const overall = this.#overall.scores(likely, floor);
    const groups = this.#groups.map((own) => own.scores(likely, floor / DECILE_GROUPS));
    return this.#segments.flatMap((own) => {
      const segment = own.scores(recency, floor);
      return groups.map((group) =>
        overall.map((score, model) => {
          const near = segment[model]!;
          const whole = near === near ? (1 - SEGMENT_SHARE) * score + SEGMENT_SHARE * near : score;
          return (1 - GROUP_SHARE) * whole + GROUP_SHARE * group[model]!;
        })
      );
    });
  }
}

/** Losses of one kind, by model and origin. */
class Losses {
  /** Of the middle model of those that spoke; `NaN` where nothing came. */
  readonly #middles: Float64Array;

  constructor(readonly ofModel: readonly Float64Array[]) {
    const known = new Float64Array(ofModel.length);
    this.#middles = new Float64Array(ofModel[0]?.length ?? 0).map((_, origin) => {
      let count = 0;
      for (const losses of ofModel) if (losses[origin] === losses[origin]) known[count++] = losses[origin]!;
      return medianInPlace(known, count);
    });
  }

  /**
   * Logarithms of mean losses. A model that was silent at some origins, as its history was too short there, is compared with the middle model
   * of those where it spoke.
   */
  scores(weights: Float64Array, floor: number): Float64Array {
    const middles = this.#middles;
    let all = 0;
    for (let origin = 0; origin < weights.length; origin++) {
      if (middles[origin] === middles[origin]) all += weights[origin]!;
    }
    const logs = new Float64Array(this.ofModel.length).map((_, model) => {
      const losses = this.ofModel[model]!;
      let sum = 0, middle = 0, total = 0;
      for (let origin = 0; origin < weights.length; origin++) {
        const loss = losses[origin]!, weight = weights[origin]!;
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
}
