/** How well the types of server can be told apart by what their servers do. */
import { momentsOf } from "@lib/stats/moments.ts";

/** What was found. */
export interface Separation {
  /** Share of the servers that are nearest to the centre of their own type, 0 to 1. */
  readonly accuracy: number;
  /** Share of the largest type: what guessing would reach. */
  readonly guessing: number;
  /** Mean silhouette, -1 to 1: above 0, servers are nearer to their own type than to the next one. */
  readonly silhouette: number;
}

/**
 * Nearest-centroid classification, each server left out of its own centre, and the mean silhouette; both on features of
 * variance 1.
 *
 * @param features One row per server, finite numbers in the same order.
 * @param types One per server. A type with one server takes no part.
 * @returns `NaN` when fewer than two types have two servers.
 * @see Tibshirani et al., Diagnosis of multiple cancer types by shrunken centroids (2002); Rousseeuw, Silhouettes (1987)
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { separationOf } from "@lib/generate/quality/separation.ts";
 * const { accuracy } = separationOf([[0, 1], [0, 2], [9, 1], [9, 2]], ["a", "a", "b", "b"]);
 * strictEqual(accuracy, 1);
 * ```
 */
export function separationOf(features: readonly (readonly number[])[], types: readonly string[]): Separation {
  const members = new Map(
    [...Map.groupBy(types.keys(), (server) => types[server]!)].filter(([, own]) => own.length > 1),
  );
  const servers = [...members.values()].flat();
  if (members.size < 2) return { accuracy: NaN, guessing: NaN, silhouette: NaN };
  const scaled = standardised(features, servers);
  let right = 0, silhouettes = 0;
  const sums = new Map([...members].map(([type, own]) => [type, sumOf(own.map((server) => scaled[server]!))]));
  for (const [type, own] of members) {
    for (const server of own) {
      const point = scaled[server]!;
      const nearest = [...members].map(([other, { length }]) => {
        const sum = sums.get(other)!;
        const centre = other === type
          ? sum.map((value, feature) => (value - point[feature]!) / (length - 1))
          : sum.map((value) => value / length);
        return { other, distance: distance(point, centre) };
      }).reduce((best, next) => next.distance < best.distance ? next : best);
      if (nearest.other === type) right++;
      silhouettes += silhouetteOf(server, type, members, scaled);
    }
  }
  return {
    accuracy: right / servers.length,
    guessing: Math.max(...[...members.values()].map(({ length }) => length)) / servers.length,
    silhouette: silhouettes / servers.length,
  };
}

function silhouetteOf(
  server: number,
  type: string,
  members: ReadonlyMap<string, readonly number[]>,
  points: readonly Float64Array[],
): number {
  let within = NaN, between = Infinity;
  for (const [other, own] of members) {
    let sum = 0;
    for (const neighbour of own) sum += distance(points[server]!, points[neighbour]!);
    if (other === type) within = sum / (own.length - 1);
    else between = Math.min(between, sum / own.length);
  }
  return (between - within) / Math.max(between, within);
}

function standardised(features: readonly (readonly number[])[], servers: readonly number[]): Float64Array[] {
  const moments = Array.from(
    { length: features[0]?.length ?? 0 },
    (_, feature) => momentsOf(servers.map((server) => features[server]![feature]!)),
  );
  return features.map((row) =>
    Float64Array.from(row, (value, feature) => {
      const { mean, variance } = moments[feature]!;
      return (value - mean) / (Math.sqrt(variance) || 1);
    })
  );
}

function sumOf(points: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(points[0]!.length);
  for (const point of points) point.forEach((value, feature) => sum[feature]! += value);
  return sum;
}

function distance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let feature = 0; feature < a.length; feature++) sum += (a[feature]! - b[feature]!) ** 2;
  return Math.sqrt(sum);
}
