/** The last touch on a combined forecast: a little wider, within its bounds, in order, whole numbers where the series has only such. */
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import type { SeriesFrame } from "./series_frame.ts";

const MEDIAN = QUANTILE_LEVELS.indexOf(0.5);
/** Widening of the 10 and 90 % quantiles that any series gets, and that of one whose errors were seen over a single horizon. */
const LEAST_WIDENING = 0.02, WIDENING = 0.25;

/**
 * Shapes the quantiles of one series.
 *
 * Errors of overlapping folds say less than their number: the fewer horizons they span, the wider the forecast becomes, most at the ends.
 *
 * @param combined Of QUANTILE_LEVELS, `[level * horizon + step]`.
 * @param span Horizons that the origins span.
 * @returns One array per level, one value per step.
 */
export function finalShape(combined: Float64Array, frame: SeriesFrame, span: number): Float64Array[] {
  const horizon = combined.length / QUANTILE_LEVELS.length;
  const widening = QUANTILE_LEVELS.map((level) => 1 + (LEAST_WIDENING + WIDENING / span) * ((level - 0.5) / 0.4) ** 2);
  const quantiles = QUANTILE_LEVELS.map(() => new Float64Array(horizon));
  const own = new Float64Array(QUANTILE_LEVELS.length);
  const { bounds: { low, high }, isWhole } = frame;
  for (let step = 0; step < horizon; step++) {
    const median = combined[MEDIAN * horizon + step]!;
    for (let level = 0; level < own.length; level++) {
      const value = median + (combined[level * horizon + step]! - median) * widening[level]!;
      own[level] = Math.min(high, Math.max(low, isWhole ? Math.round(value) : value));
    }
    own.sort();
    for (let level = 0; level < own.length; level++) quantiles[level]![step] = own[level]!;
  }
  return quantiles;
}
