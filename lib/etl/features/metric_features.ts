/** Features of one metric of one server: what its own past says on the morning of each day. */
import { type FeatureSet, PERCENT_METRICS, type RollingStatistic } from "@lib/core/feature_table.ts";
import type { Metric } from "@lib/core/metric.ts";
import { lagged } from "@lib/stats/lag.ts";
import { trailingExtremes } from "@lib/stats/trailing_extremes.ts";
import { trailingMoments } from "@lib/stats/trailing_moments.ts";
import { trailingPercentile } from "@lib/stats/trailing_percentile.ts";
import { daysSince } from "./days_since.ts";
import { daysSinceLevelShift } from "./level_shifts.ts";
import { outlierDays } from "../repair/outliers.ts";

/** Takes one feature: its name without the metric, and its value on each day, which is only valid during the call. */
export type TakeFeature = (feature: string, days: Float64Array) => void;

/** What a metric's features are made with. */
export interface MetricFeatureOptions {
  readonly set: FeatureSet;
  /** 1 on days of expected peaks, which are no outliers. */
  readonly isPeakDay: Uint8Array;
  /** Robust z above which a day is an outlier. */
  readonly outlierZ: number;
}

/** Known days that make a mean to date. */
const FEWEST_TO_DATE = 7;

/**
 * Makes the features of one metric of one server; none sees its own day or a later one.
 *
 * @param history One value per day, `NaN` = missing.
 * @param take Called once per feature.
 */
export function metricFeatures(
  metric: Metric,
  history: Float64Array,
  { set, isPeakDay, outlierZ }: MetricFeatureOptions,
  take: TakeFeature,
): void {
  const days = history.length;
  const one = new Float64Array(days), other = new Float64Array(days);
  for (const lag of set.lags) {
    if (!(lag >= 1)) throw new RangeError(`Cannot make a lag feature: expected 1 day or more, got ${lag}`);
    lagged(history, lag, one);
    take(`lag_${lag}`, one);
  }
  for (const [length, statistics] of Object.entries(set.windows)) {
    rolled(history, Number(length), statistics, (statistic, values) => take(`${statistic}_${length}`, values));
  }
  if (PERCENT_METRICS.includes(metric)) {
    trailingExtremes(history, 30, { minimum: other, maximum: one });
    take("headroom", stored(one.map((busiest) => 100 - busiest)));
  }
  trailingMoments(history, 7, { mean: one, deviation: other });
  take("days_since_level_shift", daysSinceLevelShift(one));
  if (!set.hasMemory) return;
  take("days_since_outlier", daysSince(outlierDays(metric, history, isPeakDay, outlierZ), days, "the day after"));
  take("mean_to_date", stored(meansToDate(history)));
  trailingMoments(history, 30, { mean: one, deviation: other });
  const first = one.find((mean) => !Number.isNaN(mean)) ?? NaN;
  take("growth_to_date", stored(one.map((mean) => mean - first)));
}

function rolled(
  history: Float64Array,
  days: number,
  statistics: readonly RollingStatistic[],
  take: (statistic: RollingStatistic, values: Float64Array) => void,
): void {
  const one = new Float64Array(history.length), other = new Float64Array(history.length);
  const wants = (statistic: RollingStatistic): boolean => statistics.includes(statistic);
  if (wants("mean") || wants("std")) {
    trailingMoments(history, days, { mean: one, deviation: other });
    if (wants("mean")) take("mean", stored(one));
    if (wants("std")) take("std", stored(other));
  }
  if (wants("min") || wants("max")) {
    trailingExtremes(history, days, { minimum: one, maximum: other });
    if (wants("min")) take("min", one);
    if (wants("max")) take("max", other);
  }
  if (wants("p95")) {
    trailingPercentile(history, { days, p: 0.95 }, one);
    take("p95", one);
  }
}

/** The mean of all known values before each day. */
function meansToDate(history: Float64Array): Float64Array {
  const means = new Float64Array(history.length);
  let known = 0, mean = 0;
  for (let day = 0; day < history.length; day++) {
    means[day] = known < FEWEST_TO_DATE ? NaN : mean;
    const value = history[day]!;
    if (value === value) mean += (value - mean) / ++known;
  }
  return means;
}

/** Statistics are stored as the values are, at 0.01: more digits would say nothing and triple the file. */
export function atHundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

function stored(values: Float64Array): Float64Array {
  for (let day = 0; day < values.length; day++) values[day] = atHundredths(values[day]!);
  return values;
}
