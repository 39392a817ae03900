/** One model tried on the earlier origins of one series. */
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import { type Candidate, type PointModel, type QuantileModel, saysQuantiles } from "../candidate.ts";
import { DECILE_GROUPS } from "./decile_groups.ts";
import { DECILES, groupLosses, medianError } from "./pinball.ts";
import { ResidualQuantiles, withOffsets } from "./residual_quantiles.ts";
import type { SeriesFrame } from "./series_frame.ts";

/** The origins of a series and what came after each. */
export interface Folds {
  /** Values that each origin sees, the latest first. */
  readonly origins: readonly number[];
  /** What came, `NaN` = missing. */
  readonly actuals: readonly Float64Array[];
  /** Error buckets and weight segments (horizon_parts.ts). */
  readonly buckets: readonly number[];
  readonly segments: readonly number[];
}

/** How a model did. Plain data. */
export interface ModelTrial {
  readonly name: string;
  /** Decile loss, `[group * origins + origin]`; `NaN` where the model said nothing or nothing came. */
  readonly groupLosses: Float64Array;
  /** Mean absolute error of the median, `[segment * origins + origin]`. */
  readonly segmentErrors: Float64Array;
  /** For a point model, the quantiles of its errors over all origins. */
  readonly offsets?: Float64Array;
}

/** A trial with the deciles of every origin, which are not kept. */
export interface FreshTrial {
  readonly trial: ModelTrial;
  /** `[decile * horizon + step]`, each origin's without the errors of its own. */
  readonly deciles: readonly (Float64Array | undefined)[];
}

/** Tries a model on every origin. */
export function tryModel(model: Candidate, frame: SeriesFrame, folds: Folds): FreshTrial {
  const { origins, actuals, buckets, segments } = folds;
  const horizon = segments.at(-1)!;
  let offsets: Float64Array | undefined;
  let deciles: (Float64Array | undefined)[];
  if (saysQuantiles(model)) {
    deciles = origins.map((end) => quantilesAt(model, frame, end, horizon, DECILES));
  } else {
    const paths = pathsFrom(model, frame, origins, horizon);
    const residuals = new ResidualQuantiles(paths, actuals, buckets);
    offsets = residuals.offsets(QUANTILE_LEVELS);
    deciles = paths.map((path, origin) =>
      path && bounded(withOffsets(path, residuals.offsets(DECILES, origin), buckets), frame)
    );
  }
  const byGroup = new Float64Array(DECILE_GROUPS * origins.length).fill(NaN);
  deciles.forEach((own, origin) => {
    if (own) {
      groupLosses(own, actuals[origin]!).forEach((loss, group) => byGroup[group * origins.length + origin] = loss);
    }
  });
  const segmentErrors = new Float64Array((segments.length - 1) * origins.length);
  for (let segment = 0; segment + 1 < segments.length; segment++) {
    deciles.forEach((own, origin) => {
      segmentErrors[segment * origins.length + origin] = own
        ? medianError(own, actuals[origin]!, segments[segment]!, segments[segment + 1]!)
        : NaN;
    });
  }
  return { trial: { name: model.name, groupLosses: byGroup, segmentErrors, ...(offsets && { offsets }) }, deciles };
}

/**
 * What a model says after the first `end` values, with the error quantiles of its trial.
 *
 * @returns `[level * horizon + step]`, `undefined` when it says nothing.
 */
export function modelQuantiles(
  model: Candidate,
  { offsets }: ModelTrial,
  frame: SeriesFrame,
  end: number,
  { buckets, segments }: Pick<Folds, "buckets" | "segments">,
): Float64Array | undefined {
  const horizon = segments.at(-1)!;
  if (saysQuantiles(model)) return quantilesAt(model, frame, end, horizon, QUANTILE_LEVELS);
  const points = pointsAt(model, frame, end, horizon);
  return points && offsets && bounded(withOffsets(points, offsets, buckets), frame);
}

/** A model that can share work between origins does. */
function pathsFrom(
  model: PointModel,
  frame: SeriesFrame,
  origins: readonly number[],
  horizon: number,
): (Float64Array | undefined)[] {
  if (!model.pointsFrom) return origins.map((end) => pointsAt(model, frame, end, horizon));
  return model.pointsFrom(frame.values, origins, horizon, frame).map((points) => points && bounded(points, frame));
}

function pointsAt(
  model: PointModel,
  frame: SeriesFrame,
  end: number,
  horizon: number,
): Float64Array | undefined {
  const points = model.points(frame.values.subarray(0, end), horizon, frame);
  return points && bounded(points, frame);
}

function quantilesAt(
  model: QuantileModel,
  frame: SeriesFrame,
  end: number,
  horizon: number,
  levels: readonly number[],
): Float64Array | undefined {
  const quantiles = model.quantiles(frame.values.subarray(0, end), horizon, levels, frame);
  return quantiles && bounded(quantiles, frame);
}

/** Brings values into the bounds, in place; a model that blows up, at whatever step, has nothing to say. */
function bounded(values: Float64Array, { bounds: { low, high } }: SeriesFrame): Float64Array | undefined {
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value !== value) return undefined;
    if (value < low) values[index] = low;
    else if (value > high) values[index] = high;
  }
  return values;
}
