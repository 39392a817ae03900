/** What each server of a fleet looks like on its own: the numbers that every property is made of. */
import { MONTH_END_DAYS, QUARTER_END_DAYS } from "@lib/core/calendar.ts";
import { dateOf, type Day, DAYS_A_WEEK, HOURS_A_DAY, HOURS_A_WEEK, weekdayOf } from "@lib/core/day.ts";
import type { ReadingMetric } from "@lib/core/metric.ts";
import { autocorrelation } from "@lib/stats/autocorrelation.ts";
import { equalShares } from "@lib/stats/equal_shares.ts";
import { type Moments, momentsOf } from "@lib/stats/moments.ts";
import { nearestRank } from "@lib/stats/nearest_rank.ts";
import { type HourlyFleet, hoursOf } from "./hourly_fleet.ts";
import { scaled } from "./metric_scale.ts";

/** Numbers that stand for a distribution: of one server's hours, and of a property over the servers. */
export const DISTRIBUTION_SHARES = 101;
/** A day with fewer hours than this has no p95, a week with fewer than half of its hours no mean. */
const FEWEST_HOURS_OF_DAY = 18, FEWEST_HOURS_OF_WEEK = 84;
/** Lags of the autocorrelation: hours, and days of the daily p95. */
export const HOUR_LAGS = [1, HOURS_A_DAY, HOURS_A_WEEK] as const;
export const DAY_LAGS = [1, DAYS_A_WEEK, 2 * DAYS_A_WEEK] as const;

/** One metric of one server; a number is `NaN` where the server cannot tell (no variation, too few hours). */
export interface ServerStatistics {
  /** Mean of the hours, percent or Mbps. */
  readonly mean: number;
  /** Mean and variance of the hours on the metric's scale. */
  readonly scaledMean: number;
  readonly scaledVariance: number;
  /** Standard deviation over mean. */
  readonly variation: number;
  /** 99th percentile over median, as a difference on the metric's scale. */
  readonly peak: number;
  /** Shares of the hours that are 0, and above 80. */
  readonly zeros: number;
  readonly above80: number;
  /** The hours as equal shares, ascending. */
  readonly hours: Float64Array;
  /** Autocorrelation of the hours at HOUR_LAGS and of the daily p95 at DAY_LAGS. */
  readonly hourAcf: readonly number[];
  readonly dayAcf: readonly number[];
  /** Logarithm of each whole week's mean over the week before. */
  readonly weekChanges: readonly number[];
  /** Share of the variance that the hour of the day explains. */
  readonly hourShare: number;
  /** Mean of each hour of the server's own clock over its mean; 24 values. */
  readonly hourProfile: readonly number[];
  /** Mean of the weekends, and of the weekdays at month and quarter ends, over the mean of the other weekdays. */
  readonly weekend: number;
  readonly monthEnd: number;
  readonly quarterEnd: number;
}

/** The statistics of every server of a fleet in one metric that it has. */
export function serverStatistics(fleet: HourlyFleet, metric: ReadingMetric): ServerStatistics[] {
  const kinds = Array.from({ length: fleet.days }, (_, day) => kindOf(fleet.start + day));
  return fleet.utcOffsetHours.map((offset, server) => {
    const hours = hoursOf(fleet, metric, server);
    const present = presentOf(hours).sort();
    const level = momentsOf(present), scale = momentsOf(present.map((value) => scaled(metric, value)));
    const [median, p99] = [0.5, 0.99].map((p) => present[Math.ceil(p * present.length) - 1] ?? NaN) as [number, number];
    const profile = hourMeans(hours, offset);
    const daily = dailyP95(hours);
    const ratios = dayRatios(hours, kinds);
    return {
      mean: level.mean,
      scaledMean: scale.mean,
      scaledVariance: scale.variance,
      variation: level.mean > 0 ? Math.sqrt(level.variance) / level.mean : NaN,
      peak: scaled(metric, p99) - scaled(metric, median),
      zeros: shareOf(present, (value) => value === 0),
      above80: shareOf(present, (value) => value > 80),
      hours: equalShares(present, DISTRIBUTION_SHARES),
      hourAcf: HOUR_LAGS.map((lag) => autocorrelation(hours, lag)),
      dayAcf: DAY_LAGS.map((lag) => autocorrelation(daily, lag)),
      weekChanges: weekChanges(hours),
      hourShare: hourShare(profile, level),
      hourProfile: profile.map(({ mean }) => level.mean > 0 ? mean / level.mean : NaN),
      ...ratios,
    };
  });
}

/** A copy of the values that are there. */
function presentOf(values: Float64Array): Float64Array {
  const present = new Float64Array(values.length);
  let count = 0;
  for (const value of values) if (value === value) present[count++] = value;
  return present.subarray(0, count);
}

function shareOf(values: Float64Array, counts: (value: number) => boolean): number {
  let found = 0;
  for (const value of values) if (counts(value)) found++;
  return found / values.length;
}

function dailyP95(hours: Float64Array): Float64Array {
  return Float64Array.from({ length: hours.length / 24 }, (_, day) => {
    const present = presentOf(hours.subarray(day * 24, day * 24 + 24));
    return present.length >= FEWEST_HOURS_OF_DAY ? nearestRank(present, 0.95) : NaN;
  });
}

/** Mean and number of the hours at each hour of the server's own clock. */
function hourMeans(hours: Float64Array, offset: number): { mean: number; count: number }[] {
  const sums = new Float64Array(24), counts = new Float64Array(24);
  const shift = ((offset % 24) + 24) % 24;
  for (let at = 0; at < hours.length; at++) {
    const value = hours[at]!, hour = (at + shift) % 24;
    if (value !== value) continue;
    sums[hour]! += value;
    counts[hour]!++;
  }
  return Array.from(sums, (sum, hour) => ({ mean: sum / counts[hour]!, count: counts[hour]! }));
}

function hourShare(profile: readonly { mean: number; count: number }[], level: Moments): number {
  if (!(level.variance > 0)) return NaN;
  const between = profile.reduce((sum, { mean, count }) => count ? sum + count * (mean - level.mean) ** 2 : sum, 0);
  return between / (level.count * level.variance);
}

function weekChanges(hours: Float64Array): number[] {
  const means = Array.from({ length: Math.floor(hours.length / HOURS_A_WEEK) }, (_, week) => {
    const present = presentOf(hours.subarray(week * HOURS_A_WEEK, (week + 1) * HOURS_A_WEEK));
    return present.length >= FEWEST_HOURS_OF_WEEK ? momentsOf(present).mean : NaN;
  });
  return means.slice(1).map((mean, week) => Math.log(mean / means[week]!)).filter(Number.isFinite);
}

type DayKind = "ordinary" | "weekend" | "monthEnd" | "quarterEnd";

/** The kind of a day by weekday and date alone: the trace does not say whose holidays it kept. */
function kindOf(day: Day): DayKind {
  if (weekdayOf(day) >= 5) return "weekend";
  const date = dateOf(day);
  const month = date.getUTCMonth();
  const daysLeft = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate() - date.getUTCDate();
  if (month % 3 === 2 && daysLeft < QUARTER_END_DAYS) return "quarterEnd";
  return daysLeft < MONTH_END_DAYS ? "monthEnd" : "ordinary";
}

function dayRatios(hours: Float64Array, kinds: readonly DayKind[]): Record<Exclude<DayKind, "ordinary">, number> {
  const sums = { ordinary: 0, weekend: 0, monthEnd: 0, quarterEnd: 0 };
  const counts = { ordinary: 0, weekend: 0, monthEnd: 0, quarterEnd: 0 };
  kinds.forEach((kind, day) => {
    const present = presentOf(hours.subarray(day * 24, day * 24 + 24));
    counts[kind] += present.length;
    for (const value of present) sums[kind] += value;
  });
  const ordinary = sums.ordinary / counts.ordinary;
  const ratio = (kind: DayKind): number => ordinary > 0 ? sums[kind] / counts[kind] / ordinary : NaN;
  return { weekend: ratio("weekend"), monthEnd: ratio("monthEnd"), quarterEnd: ratio("quarterEnd") };
}
