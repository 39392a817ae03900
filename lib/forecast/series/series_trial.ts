/** The first pass over a series: every model of its pool tried on earlier origins. It looks at this series alone. */
import { DAY_SECONDS } from "@lib/core/day.ts";
import type { Candidate } from "../candidate.ts";
import type { History } from "../forecaster.ts";
import type { Tier } from "../tier.ts";
import { errorBuckets, weightSegments } from "./horizon_parts.ts";
import { knownModel, type KnownPaths } from "./known_paths.ts";
import type { Lender } from "./lending.ts";
import { LossTable } from "./model_scores.ts";
import { combined } from "./combined.ts";
import { type Folds, type FreshTrial, type ModelTrial, tryModel } from "./model_trial.ts";
import { modelWeights } from "./model_weights.ts";
import { countErrors, noErrors, normalised, type OuterErrors } from "./outer_errors.ts";
import { DECILES } from "./pinball.ts";
import { originLikeness } from "./origin_likeness.ts";
import { poolFor } from "./pools.ts";
import { rollingOrigins } from "./rolling_origins.ts";
import { type SeriesFrame, seriesFrame } from "./series_frame.ts";

/** A series to forecast. */
export interface SeriesInput {
  readonly id: string;
  readonly history: History;
  /** Points of models that need a whole fleet (known_paths.ts), for the origins of the series and for its end. */
  readonly known?: readonly KnownPaths[];
}

/** How to forecast. */
export interface SeriesOptions {
  /** Steps ahead, 1 or more. */
  readonly horizon: number;
  readonly tier: Tier;
}

/** What the first pass found. Plain data: it crosses to a worker and back. */
export interface SeriesTrial extends Lender {
  readonly id: string;
  /** One per model of the pool. */
  readonly trials: readonly ModelTrial[];
  /** Season lengths that its models use, in steps. */
  readonly seasons: readonly number[];
  /** Horizons that the origins span. */
  readonly span: number;
}

/** Origins at most, by tier. */
const MOST_ORIGINS: Readonly<Record<Tier, number>> = { fast: 6, standard: 8, full: 12 };

/** A series, its pool and its folds: what both passes start from. */
export interface Prepared {
  readonly frame: SeriesFrame;
  readonly pool: readonly Candidate[];
  readonly folds: Folds;
}

/**
 * Prepares a series.
 *
 * @throws {RangeError} when the horizon is not a whole number of 1 or more, or the history holds no value, or an infinite one.
 */
export function prepared({ history, known = [] }: SeriesInput, { horizon, tier }: SeriesOptions): Prepared {
  if (!(Number.isInteger(horizon) && horizon >= 1)) {
    throw new RangeError(`Cannot forecast a series: expected a horizon of 1 step or more, got ${horizon}`);
  }
  const frame = seriesFrame(history);
  const trimmed = history.values.length - frame.values.length;
  const origins = rollingOrigins(frame.values.length, frame, { horizon, most: MOST_ORIGINS[tier] });
  return {
    frame,
    pool: [...poolFor(frame, frame.values.length, tier), ...known.map((own) => knownModel(own, trimmed))],
    folds: {
      origins,
      actuals: origins.map((end) => frame.raw.subarray(end, end + horizon)),
      buckets: errorBuckets(horizon),
      segments: weightSegments(horizon),
    },
  };
}

/** How many values of its history each origin of a series sees, the latest first. */
export function seriesOrigins(input: SeriesInput, options: SeriesOptions): number[] {
  const { frame, folds } = prepared(input, options);
  return folds.origins.map((end) => end + input.history.values.length - frame.values.length);
}

/** Tries every model of the series' pool. */
export function trySeries(input: SeriesInput, options: SeriesOptions): SeriesTrial {
  const { frame, pool, folds } = prepared(input, options);
  const { origins } = folds;
  const fresh = pool.map((model) => tryModel(model, frame, folds));
  const trials = fresh.map(({ trial }) => trial);
  const losses = new LossTable(trials);
  const likeness = originLikeness(frame, origins, options.horizon);
  const { start, step, seasons, raw } = frame;
  return {
    id: input.id,
    kind: `${step} ${step > DAY_SECONDS ? "" : seasons.join()} ${options.horizon}`,
    names: pool.map(({ name }) => name),
    scores: losses.scores({ scale: frame.scale, likeness }),
    outer: outerErrorsOf(fresh, losses, frame, folds, likeness),
    ...(start !== undefined && { end: start + (raw.length - 1) * step * 1000 }),
    trials,
    seasons,
    span: spanOf(origins, options.horizon),
  };
}

/** The far errors of the pool itself: at each origin, combined with weights that have not seen it. */
function outerErrorsOf(
  fresh: readonly FreshTrial[],
  losses: LossTable,
  frame: SeriesFrame,
  { origins, actuals, segments }: Folds,
  likeness: Float64Array,
): OuterErrors {
  const errors = noErrors();
  if (origins.length < 2) return errors;
  const names = fresh.map(({ trial }) => trial.name), horizon = segments.at(-1)!;
  origins.forEach((_, origin) => {
    const scores = losses.scores({ scale: frame.scale, likeness, without: origin });
    const weights = modelWeights({ names, scores, span: origins.length }, undefined);
    const deciles = combined(fresh.map((own) => own.deciles[origin]), weights, segments, DECILES, INNER);
    if (!deciles) return;
    const [low, median, high] = INNER.map((place) => deciles.subarray(place * horizon, (place + 1) * horizon));
    countErrors(errors, { low: low!, median: median!, high: high! }, actuals[origin]!, frame.scale);
  });
  return normalised(errors);
}

/** Places of the 10, 50 and 90 % quantiles among the deciles. */
const INNER = [0.1, 0.5, 0.9].map((level) => DECILES.findIndex((own) => own === level));

/** Horizons that the origins span; half of one when there are none. */
export function spanOf(origins: readonly number[], horizon: number): number {
  return origins.length === 0 ? 0.5 : 1 + (origins[0]! - origins.at(-1)!) / horizon;
}
