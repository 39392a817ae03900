/** Models that are asked from several origins of one series, as a backtest does, and share the work between them. */
import type { Frame } from "../candidate.ts";

/** What such a model offers beside its points. */
export interface ManyOrigins {
  /**
   * The points from each origin: those that `points` gives for the values before it, to rounding. No value from an origin on has any say in its
   * points, to the last bit.
   *
   * @param values The whole history, or more than it. Not to be changed.
   * @param ends How many values each origin sees, in any order.
   * @returns One path per end, `undefined` where those values cannot carry the model.
   */
  pointsFrom(
    values: Float64Array,
    ends: readonly number[],
    horizon: number,
    frame: Frame,
  ): (Float64Array | undefined)[];
}
