/** A discriminator: can a simple classifier tell the generated servers from the real ones? */
import type { ReadingMetric } from "@lib/core/metric.ts";
import { type Random, randomFor } from "@lib/core/random.ts";
import { autocorrelation } from "@lib/stats/autocorrelation.ts";
import { averageRanks } from "@lib/stats/average_ranks.ts";
import { correlation } from "@lib/stats/correlation.ts";
import { fitLogistic, logisticScore } from "@lib/stats/logistic_regression.ts";
import { rocArea } from "@lib/stats/roc_area.ts";
import { pairsOf } from "./fleet_statistics.ts";
import { type HourlyFleet, hoursOf } from "./hourly_fleet.ts";
import { scaled } from "./metric_scale.ts";

/** How well the classifier does. */
export interface DiscriminatorScore {
  /** Area under the ROC curve, real against generated: 0.5 = cannot tell, 1 = always can. */
  readonly synthetic: number;
  /** The same between two halves of the real machines, mean over halvings: what 0.5 looks like here. */
  readonly real: number;
  /** Stretches of hours behind each area: of real machines, of generated servers. */
  readonly windows: readonly [real: number, synthetic: number];
}

/** Length of a window where the fleet has a month or more, and where it has less; hours. */
const WEEK = 168, DAY = 24;
const FOLDS = 5, HALVINGS = 20, RIDGE = 1;

/**
 * Trains a logistic regression on features of single weeks of single servers (of days, where the fleets are shorter than
 * a month), and scores it on machines that it has not seen.
 *
 * Features of each metric: level, spread, peak over median, share of zeros, autocorrelation at an hour and at a day; of
 * each pair of metrics: their correlation. What a window cannot tell counts as 0. As many servers as there are real
 * machines take part, so that both kinds weigh the same.
 *
 * @param real Hours of the trace.
 * @param synthetic Hours of the generated fleet over as many days, blind where the trace is (see `matchedTo`).
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
  const syntheticServers = featuresOf(synthetic, metrics).slice(0, realServers.length);
  const halves = Array.from({ length: HALVINGS }, () => {
    const order = shuffled(realServers, random);
    const half = order.length >> 1;
    return foldedArea(order.slice(0, half), order.slice(half), random);
  });
  const count = (servers: readonly Float64Array[][]): number => servers.reduce((sum, { length }) => sum + length, 0);
  return {
    synthetic: foldedArea(shuffled(realServers, random), shuffled(syntheticServers, random), random),
    real: halves.reduce((sum, area) => sum + area, 0) / halves.length,
    windows: [count(realServers), count(syntheticServers)],
  };
}

/** The feature vectors of each server, one per window that is at least half there. */
function featuresOf(fleet: HourlyFleet, metrics: readonly ReadingMetric[]): Float64Array[][] {
  const window = fleet.days >= 28 ? WEEK : DAY;
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
    const mean = meanOf(levels);
    const spread = Math.sqrt(meanOf(levels.map((level) => (level - mean) ** 2)));
    const peak = levels[Math.ceil(0.95 * levels.length) - 1]! - levels[levels.length >> 1]!;
    const zeros = present.findIndex((value) => value > 0);
    return [
      mean,
      spread,
      peak,
      (zeros < 0 ? present.length : zeros) / present.length,
      autocorrelation(hours[at]!, 1),
      autocorrelation(hours[at]!, 24),
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
  return meanOf(areas);
}

function flagsOf({ rows, isFirst }: { rows: readonly Float64Array[]; isFirst: boolean }): boolean[] {
  return rows.map(() => isFirst);
}

/** Brings features to mean 0 and variance 1 as they were in training; one that did not vary counts as 0. */
function standardOf(rows: readonly Float64Array[]): (row: Float64Array) => Float64Array {
  const columns = Array.from(rows[0]!, (_, column) => rows.map((row) => row[column]!));
  const means = columns.map(meanOf);
  const sds = columns.map((values, column) => Math.sqrt(meanOf(values.map((value) => (value - means[column]!) ** 2))));
  return (row) => row.map((value, column) => sds[column]! > 1e-12 ? (value - means[column]!) / sds[column]! : 0);
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list.map((item) => ({ item, at: random.uniform() })).sort((a, b) => a.at - b.at).map(({ item }) => item);
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at]!;
  return sum / values.length;
}
