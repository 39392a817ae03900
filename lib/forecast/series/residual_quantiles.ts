/** What a model's own errors on earlier origins say about its next ones. */
import { conformalQuantiles } from "@lib/stats/conformal_rank.ts";

/** Errors of a bucket at which half of their median is believed: errors of one origin hang together, so they are fewer than they look. */
const HALF_BELIEVED = 400;

/** Error quantiles: `offsets[bucket * levels + level]`, in the unit of the series. */
export type ErrorOffsets = Float64Array;

/** The errors of one horizon bucket, ascending: of all origins together, and of each origin. */
interface Bucket {
  readonly all: Float64Array;
  readonly ofOrigin: readonly Float64Array[];
}

/** The errors of a model on its origins, by horizon bucket, each pooled with its neighbours. */
export class ResidualQuantiles {
  readonly #buckets: readonly Bucket[];

  /**
   * @param points What the model said at each origin; `undefined` where it said nothing.
   * @param actuals What came, `NaN` = missing.
   * @param edges Error buckets (horizon_parts.ts).
   */
  constructor(
    points: readonly (Float64Array | undefined)[],
    actuals: readonly Float64Array[],
    edges: readonly number[],
  ) {
    this.#buckets = edges.slice(1).map((_, bucket) => {
      const from = edges[Math.max(0, bucket - 1)]!, end = edges[Math.min(edges.length - 1, bucket + 2)]!;
      const all = new Float64Array(points.length * (end - from));
      let count = 0;
      const ofOrigin = points.map((path, origin) => {
        const first = count, actual = actuals[origin]!;
        for (let step = from; path && step < end; step++) {
          const error = actual[step]! - path[step]!;
          if (error === error) all[count++] = error;
        }
        return all.slice(first, count).sort();
      });
      return { all: all.subarray(0, count).sort(), ofOrigin };
    });
  }

  /**
   * The error quantiles over all origins, or all but one.
   *
   * The median error is shrunk to 0, the more the fewer errors there are: a model that missed on one side before misses less so the next time.
   *
   * @returns All 0 when no error is known.
   */
  offsets(levels: readonly number[], without?: number): ErrorOffsets {
    const offsets = new Float64Array(this.#buckets.length * levels.length);
    this.#buckets.forEach(({ all, ofOrigin }, bucket) => {
      const errors = without === undefined ? all : allBut(all, ofOrigin[without]!);
      const [middle = 0] = conformalQuantiles(errors, [0.5]);
      const disbelieved = middle * HALF_BELIEVED / (errors.length + HALF_BELIEVED);
      const quantiles = conformalQuantiles(errors, levels);
      quantiles.forEach((quantile, level) => offsets[bucket * levels.length + level] = quantile - disbelieved);
    });
    return offsets;
  }
}

/** What remains of sorted values when some of them, sorted too, are taken out. */
function allBut(all: Float64Array, some: Float64Array): Float64Array {
  const others = new Float64Array(all.length - some.length);
  let count = 0, taken = 0;
  for (let index = 0; index < all.length; index++) {
    if (taken < some.length && all[index] === some[taken]) taken++;
    else others[count++] = all[index]!;
  }
  return others;
}

/**
 * A point path with its error quantiles.
 *
 * @returns `[level * horizon + step]`.
 */
export function withOffsets(points: Float64Array, offsets: ErrorOffsets, edges: readonly number[]): Float64Array {
  const horizon = points.length, levels = offsets.length / (edges.length - 1);
  const quantiles = new Float64Array(levels * horizon);
  for (let bucket = 0; bucket + 1 < edges.length; bucket++) {
    for (let level = 0; level < levels; level++) {
      const offset = offsets[bucket * levels + level]!;
      for (let step = edges[bucket]!; step < edges[bucket + 1]!; step++) {
        quantiles[level * horizon + step] = points[step]! + offset;
      }
    }
  }
  return quantiles;
}
