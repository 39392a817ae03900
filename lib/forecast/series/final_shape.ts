/** The last touch on a combined forecast: its outer quantiles, a little wider, within its bounds, in order, whole numbers where due. */
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import { isOuter } from "./combined.ts";
import { halfWidths, type OuterErrors } from "./outer_errors.ts";
import type { SeriesFrame } from "./series_frame.ts";

const MEDIAN = QUANTILE_LEVELS.indexOf(0.5), Q10 = QUANTILE_LEVELS.indexOf(0.1), Q90 = QUANTILE_LEVELS.indexOf(0.9);
/** Widening of the 10 and 90 % quantiles of a series whose errors were seen over a single horizon. */
const WIDENING = 0.4;
/** Weight, as an exponent, of what the pool's errors say of the outer quantiles; the models say the rest. */
const POOL_SHARE = 0.5;

/** What is known of a series' errors. */
export interface ErrorsSeen {
  /** Horizons that the origins span. */
  readonly span: number;
  /** Far errors of the series and its peers; without them the models alone say the outer quantiles. */
  readonly outer?: OuterErrors;
}

/**
 * Shapes the quantiles of one series.
 *
 * Errors of overlapping folds say less than their number: the fewer horizons they span, the wider the forecast becomes, most at the ends.
 * The distance of an outer quantile from the median is the geometric mean of what the models say and of what the pool's errors say, where
 * these reach farther.
 *
 * @param combined Of QUANTILE_LEVELS, `[level * horizon + step]`.
 * @returns One array per level, one value per step.
 */
export function finalShape(combined: Float64Array, frame: SeriesFrame, { span, outer }: ErrorsSeen): Float64Array[] {
  const horizon = combined.length / QUANTILE_LEVELS.length;
  const widening = QUANTILE_LEVELS.map((level) => 1 + WIDENING / span * ((level - 0.5) / 0.4) ** 2);
  const reach = QUANTILE_LEVELS.map((level) => outer && isOuter(level) ? Math.max(1, halfWidths(outer, level)) : NaN);
  const quantiles = QUANTILE_LEVELS.map(() => new Float64Array(horizon));
  const own = new Float64Array(QUANTILE_LEVELS.length);
  const { bounds: { low, high }, isWhole } = frame;
  for (let step = 0; step < horizon; step++) {
    const at = (place: number): number => combined[place * horizon + step]!;
    const median = at(MEDIAN);
    for (let place = 0; place < own.length; place++) {
      let distance = at(place) - median;
      if (reach[place] === reach[place]) {
        const pooled = reach[place]! * (at(place < MEDIAN ? Q10 : Q90) - median);
        const blend = Math.abs(distance) ** (1 - POOL_SHARE) * Math.abs(pooled) ** POOL_SHARE;
        distance = Math.sign(place - MEDIAN) * Math.max(blend, Math.abs(distance));
      }
      const value = median + distance * widening[place]!;
      own[place] = Math.min(high, Math.max(low, isWhole ? Math.round(value) : value));
    }
    own.sort();
    for (let place = 0; place < own.length; place++) quantiles[place]![step] = own[place]!;
  }
  return quantiles;
}
