/** What a model's own errors on earlier origins say about its next ones. */
import { conformalQuantiles } from "@lib/stats/conformal_rank.ts";

/** Error quantiles: `offsets[bucket * levels + level]`, in the unit of the series. */
export type ErrorOffsets = Float64Array;

/** The errors of a model on its origins, by horizon bucket, each pooled with its neighbours. */
export class ResidualQuantiles {
  readonly #buckets: readonly { readonly errors: Float64Array; readonly origins: Uint8Array }[];

  /**
   * @param points What the model said at each origin; `undefined` where it said nothing.
   * @param actuals What came, `NaN` = missing.
   * @param edges Error buckets (horizon_parts.ts).
   */
  constructor(
    points: readonly (Float64Array | undefined)[],
    actuals: readonly Float64Array[],
    edges: readonly number[],
    readonly levels: readonly number[],
  ) {
    this.#buckets = edges.slice(1).map((_, bucket) => {
      const from = edges[Math.max(0, bucket - 1)]!, end = edges[Math.min(edges.length - 1, bucket + 2)]!;
      const errors = new Float64Array(points.length * (end - from)), origins = new Uint8Array(errors.length);
      let count = 0;
      points.forEach((path, origin) => {
        if (!path) return;
        for (let step = from; step < end; step++) {
          const error = actuals[origin]![step]! - path[step]!;
          if (error !== error) continue;
          errors[count] = error;
          origins[count++] = origin;
        }
      });
      const order = Uint32Array.from({ length: count }, (_, index) => index).sort((a, b) => errors[a]! - errors[b]!);
      return {
        errors: Float64Array.from(order, (index) => errors[index]!),
        origins: Uint8Array.from(order, (index) => origins[index]!),
      };
    });
  }

  /** The error quantiles over all origins but one; all 0 when no error is known. */
  offsets(without?: number): ErrorOffsets {
    const offsets = new Float64Array(this.#buckets.length * this.levels.length);
    this.#buckets.forEach(({ errors, origins }, bucket) => {
      const others = without === undefined ? errors : errors.filter((_, index) => origins[index] !== without);
      offsets.set(conformalQuantiles(others, this.levels), bucket * this.levels.length);
    });
    return offsets;
  }
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
