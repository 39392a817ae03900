/** How the metrics of a server, and the servers of a fleet, move together: Spearman's correlation of the hours. */
import type { ReadingMetric } from "@lib/core/metric.ts";
import { averageRanks } from "@lib/stats/average_ranks.ts";
import { correlation } from "@lib/stats/correlation.ts";
import { type HourlyFleet, hoursOf } from "./hourly_fleet.ts";

/** The hours of every server as ranks (see `averageRanks`). */
export function ranksOf(fleet: HourlyFleet, metric: ReadingMetric): Float64Array[] {
  return fleet.utcOffsetHours.map((_, server) => averageRanks(hoursOf(fleet, metric, server)));
}

/**
 * The correlation of two metrics within each server, over the hours that have both.
 *
 * @param first Ranks of one metric, server by server, `NaN` = missing.
 * @param second Ranks of the other.
 * @returns -1 to 1, `NaN` where one of the two does not vary.
 */
export function withinServers(first: readonly Float64Array[], second: readonly Float64Array[]): number[] {
  return first.map((x, server) => {
    const y = second[server]!;
    const isMissing = (at: number): boolean => Number.isNaN(x[at]! + y[at]!);
    const isAlike = x.every((rank, at) => Number.isNaN(rank) === Number.isNaN(y[at]));
    if (isAlike) return correlation(x, y);
    // Ranks of ranks: what is left after one metric's own gaps has to be ranked among itself.
    const common = (ranks: Float64Array) => averageRanks(ranks.map((rank, at) => isMissing(at) ? NaN : rank));
    return correlation(common(x), common(y));
  });
}

/**
 * The correlation of one metric between every two servers, row-major.
 *
 * Each server is standardised over its own hours; a pair is averaged over the hours that both have.
 *
 * @param ranks Ranks of the metric, server by server, `NaN` = missing.
 * @returns `servers`² values, `NaN` for a server that does not vary; the diagonal is not filled.
 */
export function betweenServers(ranks: readonly Float64Array[]): Float64Array {
  const size = ranks.length;
  const servers = ranks.map(standardised);
  const result = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < a; b++) {
      result[a * size + b] = result[b * size + a] = productMean(servers[a]!, servers[b]!);
    }
  }
  return result;
}

/** Ranks with mean 0 and variance 1; a gap is 0, so that it adds nothing to a product. */
interface Standardised {
  readonly ranks: Float64Array;
  readonly isPresent: Uint8Array;
}

function standardised(ranks: Float64Array): Standardised {
  const isPresent = Uint8Array.from(ranks, (rank) => Number.isNaN(rank) ? 0 : 1);
  let count = 0;
  for (const one of isPresent) count += one;
  const mean = (count + 1) / 2;
  const centred = new Float64Array(ranks.length);
  let squares = 0;
  for (let hour = 0; hour < ranks.length; hour++) {
    if (!isPresent[hour]) continue;
    centred[hour] = ranks[hour]! - mean;
    squares += centred[hour]! ** 2;
  }
  const factor = squares > 0 ? Math.sqrt(count / squares) : NaN;
  for (let hour = 0; hour < ranks.length; hour++) centred[hour]! *= factor;
  return { ranks: centred, isPresent };
}

function productMean(a: Standardised, b: Standardised): number {
  const x = a.ranks, y = b.ranks;
  let products = 0;
  for (let hour = 0; hour < x.length; hour++) products += x[hour]! * y[hour]!;
  let common = 0;
  for (let hour = 0; hour < x.length; hour++) common += a.isPresent[hour]! & b.isPresent[hour]!;
  return products / common;
}
