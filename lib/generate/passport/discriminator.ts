/** A discriminator: can a simple classifier tell the generated servers from the real ones? */
import type { ReadingMetric } from "@lib/core/metric.ts";
import { HOURS_A_DAY, HOURS_A_WEEK } from "@lib/core/day.ts";
import { type Random, randomFor } from "@lib/core/random.ts";
import { autocorrelation } from "@lib/stats/autocorrelation.ts";
import { averageRanks } from "@lib/stats/average_ranks.ts";
import { correlation } from "@lib/stats/correlation.ts";
import { fitLogistic, logisticScore } from "@lib/stats/logistic_regression.ts";
import { momentsOf } from "@lib/stats/moments.ts";
import { randomPermutation } from "@lib/stats/random_permutation.ts";
import { rocArea } from "@lib/stats/roc_area.ts";
import { pairsOf } from "./fleet_statistics.ts";
import { type HourlyFleet, hoursOf } from "./hourly_fleet.ts";
import { scaled } from "./metric_scale.ts";

/** How well the classifier does. */
export interface DiscriminatorScore {
  /** Area under the ROC curve, half of the real machines against as many generated servers: 0.5 = cannot tell, 1 = always can. */
  readonly synthetic: number;
  /** The same for that half of the real machines against the other half: what 0.5 looks like here. */
  readonly real: number;
  /** Machines on either side of each area, and the areas behind each mean. */
  readonly machines: readonly [first: number, second: number];
  readonly repeats: number;
}

/** Days of a fleet from which on a window is a week; below, it is a day. */
const A_MONTH = 28;
const FOLDS = 5, REPEATS = 20, RIDGE = 1;

/**
 * Trains a logistic regression on features of single weeks of single servers (of days, where the fleets are shorter than
 * a month), and scores it on machines that it has not seen.
 *
 * Features of each metric: level, spread, peak over median, share of zeros, autocorrelation at an hour and at a day; of
 * each pair of metrics: their correlation. What a window cannot tell counts as 0. Score and baseline are means over the
 * same number of draws of the same number of machines, so that a classifier has as much to learn from in both.
 *
 * @param real Hours of the trace.
 * @param synthetic Hours of the generated fleet over as many days, blind where the trace is (see `matchedTo`); half
 * as many servers as there are real machines, or more.
 * @param metrics Metrics that both have.
 * @see Lopez-Paz and Oquab, Revisiting classifier two-sample tests (2017)
 */
export function discriminate(
  real: HourlyFleet,
  synthetic: HourlyFleet,
  metrics: readonly ReadingMetric[],
  seed: number,
): DiscriminatorScore {
  const random = randomFor(seed, "discriminator");
  const realServers = featuresOf(real, metrics);
  const syntheticServers = featuresOf(synthetic, metrics);
  const half = realServers.length >> 1, rest = realServers.length - half;
  const areas = Array.from({ length: REPEATS }, () => {
    const order = shuffled(realServers, random), first = order.slice(0, half);
    return {
      real: foldedArea(first, order.slice(half), random),
      synthetic: foldedArea(first, shuffled(syntheticServers, random).slice(0, rest), random),
    };
  });
  return {
    synthetic: momentsOf(areas.map((area) => area.synthetic)).mean,
    real: momentsOf(areas.map((area) => area.real)).mean,
    machines: [half, rest],
    repeats: REPEATS,
  };
}

/** The feature vectors of each server, one per window that is at least half there. */
function featuresOf(fleet: HourlyFleet, metrics: readonly ReadingMetric[]): Float64Array[][] {
  const window = fleet.days >= A_MONTH ? HOURS_A_WEEK : HOURS_A_DAY;
  return fleet.utcOffsetHours.map((_, server) => {
    const series = metrics.map((metric) => hoursOf(fleet, metric, server));
    return Array.from({ length: Math.floor(fleet.days * 24 / window) }, (_, at) => {
      const hours = series.map((values) => values.slice(at * window, (at + 1) * window));
      const isThere = hours.every((values) => values.filter((value) => !Number.isNaN(value)).length * 2 >= window);
      return isThere ? vectorOf(hours, metrics) : undefined;
    }).filter((vector) => vector !== undefined);
  });
}

function vectorOf(hours: readonly Float64Array[], metrics: readonly ReadingMetric[]): Float64Array {
  const features = metrics.flatMap((metric, at) => {
    const present = hours[at]!.filter((value) => !Number.isNaN(value)).sort();
    const levels = present.map((value) => scaled(metric, value));
    const { mean, variance } = momentsOf(levels);
    const peak = levels[Math.ceil(0.95 * levels.length) - 1]! - levels[levels.length >> 1]!;
    const zeros = present.findIndex((value) => value > 0);
    return [
      mean,
      Math.sqrt(variance),
      peak,
      (zeros < 0 ? present.length : zeros) / present.length,
      autocorrelation(hours[at]!, 1),
      autocorrelation(hours[at]!, HOURS_A_DAY),
    ];
  });
  const ranks = hours.map(averageRanks);
  const pairs = pairsOf(metrics).map(([a, b]) => correlation(ranks[metrics.indexOf(a)]!, ranks[metrics.indexOf(b)]!));
  return Float64Array.from([...features, ...pairs], (value) => Number.isNaN(value) ? 0 : value);
}

/** Mean area over folds of servers, each scored by a classifier that was trained on the other folds. */
function foldedArea(first: readonly Float64Array[][], second: readonly Float64Array[][], random: Random): number {
  const folds = Math.min(FOLDS, first.length, second.length);
  const servers = [
    ...first.map((rows, at) => ({ rows, isFirst: true, fold: at % folds })),
    ...shuffled(second, random).map((rows, at) => ({ rows, isFirst: false, fold: at % folds })),
  ];
  const areas = Array.from({ length: folds }, (_, fold) => {
    const train = servers.filter((server) => server.fold !== fold), test = servers.filter((each) => each.fold === fold);
    const rows = train.flatMap((server) => server.rows);
    const standard = standardOf(rows);
    const columns = rows[0]!.length;
    const matrix = new Float64Array(rows.length * columns);
    rows.forEach((row, at) => matrix.set(standard(row), at * columns));
    const weights = fitLogistic(matrix, columns, train.flatMap(flagsOf), RIDGE);
    const scores = test.flatMap((server) => server.rows).map((row) => logisticScore(weights, standard(row)));
    return rocArea(Float64Array.from(scores), test.flatMap(flagsOf));
  }).filter((area) => !Number.isNaN(area));
  return momentsOf(areas).mean;
}

function flagsOf({ rows, isFirst }: { rows: readonly Float64Array[]; isFirst: boolean }): boolean[] {
  return rows.map(() => isFirst);
}

/** Brings features to mean 0 and variance 1 as they were in training; one that did not vary counts as 0. */
function standardOf(rows: readonly Float64Array[]): (row: Float64Array) => Float64Array {
  const columns = Array.from(rows[0]!, (_, column) => momentsOf(rows.map((row) => row[column]!)));
  return (row) =>
    row.map((value, column) => {
      const { mean, variance } = columns[column]!;
      return variance > 1e-24 ? (value - mean) / Math.sqrt(variance) : 0;
    });
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return Array.from(randomPermutation(list.length, random), (place) => list[place]!);
}
