/** The properties of a fleet that a passport compares: one row each, with the distance that tells two fleets apart. */
import type { ReadingMetric } from "@lib/core/metric.ts";
import { averageRanks } from "@lib/stats/average_ranks.ts";
import { correlation } from "@lib/stats/correlation.ts";
import { equalShares } from "@lib/stats/equal_shares.ts";
import { ksDistance } from "@lib/stats/ks_distance.ts";
import { momentsOf } from "@lib/stats/moments.ts";
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import { wassersteinDistance } from "@lib/stats/wasserstein_distance.ts";
import { type FleetStatistics, pairName, pairsOf } from "./fleet_statistics.ts";
import { scaled } from "./metric_scale.ts";
import { DAY_LAGS, DISTRIBUTION_SHARES, HOUR_LAGS, type ServerStatistics } from "./server_statistics.ts";

/**
 * The parts of a passport. A copy shuffled in time keeps the first three and loses the autocorrelation, to which all belongs
 * that lives on the order of the hours alone. The calendar it may keep: where a trace has next to no weekend and month end
 * there is little to lose.
 */
export const PROPERTY_GROUPS = ["marginals", "tails", "dependence", "autocorrelation", "calendar"] as const;
/** Name of a part. */
export type PropertyGroup = typeof PROPERTY_GROUPS[number];

/** How two values of a property are compared. */
export type Comparison =
  /** Kolmogorov-Smirnov distance of two distributions, 0 to 1. */
  | "ks"
  /** Wasserstein distance of two distributions, in the unit of the values. */
  | "wasserstein"
  /** Absolute difference of two numbers. */
  | "difference"
  /** Mean absolute difference of two profiles, place by place. */
  | "profile";

/** One property of one fleet. */
export interface Property {
  readonly group: PropertyGroup;
  /** What it is, for example `ACF of hours at 24 h, median`. */
  readonly name: string;
  /** The metric, or a pair of metrics (`cpu_pct ~ mem_pct`). */
  readonly metric: string;
  readonly comparison: Comparison;
  /** A distribution as ascending equal shares, a profile place by place, or one number. */
  readonly values: Float64Array;
  /** The largest distance that any fleet could have; `Infinity` where there is no such bound. */
  readonly largest: number;
}

/** What limits the properties of a trace: what its clock and its length cannot carry is not measured. */
export interface TraceLimits {
  /** `real` when dates and hours are known, `relative` when only distances in time are. */
  readonly clock: "real" | "relative";
}

/** Least and largest possible values of a number. */
type Range = readonly [low: number, high: number];
const SHARE: Range = [0, 1], CORRELATION: Range = [-1, 1], ANY: Range = [-Infinity, Infinity];

/** Shortest series, in lags, whose autocorrelation at that lag is more than noise. */
const LAGS_NEEDED = 3;

/**
 * The properties of a fleet, or of some of its servers.
 *
 * A property that no server can tell (no variation, too short, a clock that is not real) is left out.
 *
 * @param members Places of the servers that count; default all.
 */
export function propertiesOf(
  statistics: FleetStatistics,
  limits: TraceLimits,
  members: readonly number[] = Array.from({ length: statistics.size }, (_, server) => server),
): Property[] {
  const { days, metrics } = statistics;
  const isReal = limits.clock === "real";
  const properties = metrics.flatMap((metric): Property[] => {
    const all = statistics.servers.get(metric)!;
    const servers = members.map((server) => all[server]!);
    const between = betweenMembers(statistics.between.get(metric)!, statistics.size, members);
    const row = rowsOf(metric);
    const each = (numberOf: (server: ServerStatistics) => number): number[] => servers.map(numberOf);
    return [
      row("marginals", "machine means", "ks", each((server) => server.mean)),
      row("marginals", "machine means, log scale", "wasserstein", each((server) => scaled(metric, server.mean))),
      row("marginals", "all hours", "ks", servers.flatMap((server) => [...server.hours])),
      row("marginals", "standard deviation over mean", "wasserstein", each((server) => Math.log1p(server.variation))),
      row("tails", "p99 over median, log scale", "wasserstein", each((server) => server.peak)),
      row("tails", "share of zeros", "difference", [momentsOf(each((server) => server.zeros)).mean], SHARE),
      ...metric.endsWith("_pct")
        ? [row("tails", "share above 80 %", "difference", [momentsOf(each((server) => server.above80)).mean], SHARE)]
        : [],
      row("dependence", "share of variance between machines", "difference", [shareBetween(servers)], SHARE),
      row("dependence", "correlation between machines", "wasserstein", between),
      row("dependence", "correlation between machines, median", "difference", [median(between)], CORRELATION),
      ...HOUR_LAGS.flatMap((lag, at) =>
        days * 24 < LAGS_NEEDED * lag ? [] : [
          row("autocorrelation", `ACF of hours at ${lag} h`, "wasserstein", each((server) => server.hourAcf[at]!)),
          row("autocorrelation", `ACF of hours at ${lag} h, median`, "difference", [
            median(each((server) => server.hourAcf[at]!)),
          ], CORRELATION),
        ]
      ),
      ...DAY_LAGS.flatMap((lag, at) =>
        days < LAGS_NEEDED * Math.max(7, lag) ? [] : [
          row("autocorrelation", `ACF of daily p95 at ${lag} d, median`, "difference", [
            median(each((server) => server.dayAcf[at]!)),
          ], CORRELATION),
        ]
      ),
      row("autocorrelation", "week-to-week change of level", "ks", servers.flatMap((server) => server.weekChanges)),
      row("autocorrelation", "share of variance by hour of day", "wasserstein", each((server) => server.hourShare)),
      ...isReal
        ? [
          row("calendar", "hour-of-day profile", "profile", hourProfile(servers)),
          row("calendar", "weekend over weekday, median", "difference", [median(each((server) => server.weekend))]),
          row("calendar", "month end over weekday, median", "difference", [median(each((server) => server.monthEnd))]),
          row("calendar", "quarter end over weekday, median", "difference", [
            median(each((server) => server.quarterEnd)),
          ]),
        ]
        : [],
    ];
  });
  const meansOf = (metric: ReadingMetric): Float64Array => {
    const all = statistics.servers.get(metric)!;
    return Float64Array.from(members, (server) => all[server]!.mean);
  };
  const correlationOfMeans = (a: ReadingMetric, b: ReadingMetric): number =>
    correlation(averageRanks(meansOf(a)), averageRanks(meansOf(b)));
  const pairs = pairsOf(metrics).flatMap(([a, b]): Property[] => {
    const all = statistics.within.get(pairName(a, b))!;
    const within = members.map((server) => all[server]!);
    const row = rowsOf(pairName(a, b));
    return [
      row("dependence", "correlation within a machine", "wasserstein", within),
      row("dependence", "correlation within a machine, median", "difference", [median(within)], CORRELATION),
      row("dependence", "correlation of machine means", "difference", [correlationOfMeans(a, b)], CORRELATION),
    ];
  });
  return [...properties, ...pairs].filter(({ values }) => values.length > 0);
}

/** How far apart two fleets are in one property. */
export function distanceOf(comparison: Comparison, a: ArrayLike<number>, b: ArrayLike<number>): number {
  switch (comparison) {
    case "ks":
      return ksDistance(a, b);
    case "wasserstein":
      return wassersteinDistance(a, b);
    case "difference":
    case "profile":
      return momentsOf(Array.from(a, (value, place) => Math.abs(value - b[place]!))).mean;
  }
}

/** The one number that stands for a property in a table: the median of a distribution, the swing of a profile. */
export function shownValue(comparison: Comparison, values: ArrayLike<number>): number {
  if (comparison === "difference") return values[0]!;
  if (comparison === "profile") return Math.max(...Array.from(values)) / Math.min(...Array.from(values));
  return median(values);
}

function rowsOf(metric: string) {
  return (
    group: PropertyGroup,
    name: string,
    comparison: Comparison,
    values: readonly number[],
    [low, high]: Range = ANY,
  ): Property => {
    const known = Float64Array.from(values.filter((value) => !Number.isNaN(value)));
    const isDistribution = comparison === "ks" || comparison === "wasserstein";
    return {
      group,
      name,
      metric,
      comparison,
      values: isDistribution ? equalShares(known.sort(), DISTRIBUTION_SHARES) : known,
      largest: comparison === "ks" ? 1 : Math.max(known[0]! - low, high - known[0]!),
    };
  };
}

function median(values: ArrayLike<number>): number {
  return medianInPlace(Float64Array.from(Array.from(values).filter((value) => !Number.isNaN(value))));
}

/** Variance of the servers' means over the whole variance, on the metric's scale (the intraclass correlation). */
function shareBetween(servers: readonly ServerStatistics[]): number {
  const between = momentsOf(servers.map((server) => server.scaledMean)).variance;
  return between / (between + momentsOf(servers.map((server) => server.scaledVariance)).mean);
}

function betweenMembers(correlations: Float64Array, size: number, members: readonly number[]): number[] {
  return members.flatMap((a, at) => members.slice(0, at).map((b) => correlations[a * size + b]!));
}

/** The median server at each hour of its own clock. */
function hourProfile(servers: readonly ServerStatistics[]): number[] {
  return Array.from({ length: 24 }, (_, hour) => median(servers.map((server) => server.hourProfile[hour]!)));
}
