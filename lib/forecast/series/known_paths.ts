/** Points that were made outside of the pool, by a model that needs a whole fleet: they compete like any other model's. */
import type { PointModel } from "../candidate.ts";

/** What a model outside of the pool says of one series. Plain data: it crosses to a worker. */
export interface KnownPaths {
  readonly name: string;
  readonly paths: readonly {
    /** Values of the history that the path has seen. */
    readonly end: number;
    /** One value per step ahead. */
    readonly points: Float64Array;
  }[];
}

/**
 * Known points as a model: what was said of so many values, and nothing of any other number of them.
 *
 * @param trimmed Values at the start of the history that the pool does not see.
 */
export function knownModel({ name, paths }: KnownPaths, trimmed: number): PointModel {
  const byEnd = new Map(paths.map(({ end, points }) => [end - trimmed, points]));
  return {
    name,
    // A copy: the pool bounds what it gets.
    points: (values, horizon) => byEnd.get(values.length)?.slice(0, horizon),
  };
}
