/**
 * Normalised split-conformal intervals: how large were the errors of the rolling origins, in units of each forecast's own spread?
 *
 * Errors are pooled over the fleet per horizon bucket. Two factors make them comparable first: that of the day's regime (a holiday is
 * harder than a Tuesday) and that of the series (some miss by more than their fit suggests). Each origin is scored with the errors of
 * the *other* origins only, so a tested coverage is not flattered by its own errors; the final forecast uses all of them. Medians stay the
 * model's own: the other origins are in part later ones, which no point forecast may know.
 *
 * @see Lei et al., Distribution-Free Predictive Inference for Regression (2018), section 5.2 (locally weighted)
 */
import { REGIMES } from "@lib/core/calendar.ts";
import { conformalQuantiles } from "@lib/stats/conformal_rank.ts";
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import type { ErrorScores } from "../calendar/fitted.ts";
import type { FittedOutlook, Outlook } from "../calendar/outlook.ts";
import { BUCKET_DAYS, bucketOf } from "./horizon.ts";
import { toLink } from "../calendar/link.ts";

/** What one origin forecast for one series, and what came. */
export interface OriginOutlook {
  /** Number of the series within the pool. */
  readonly series: number;
  /** Number of the origin. */
  readonly fold: number;
  readonly fitted: FittedOutlook;
  readonly outlook: Outlook;
  /** What came, `NaN` = missing. */
  readonly actual: Float64Array;
  /** Index into REGIMES for each step. */
  readonly regimes: Uint8Array;
}

/** Error quantiles for the forecasts of one model and metric. */
export interface Calibration {
  /**
   * @param series Number of the series.
   * @param regimes Regime of each step to come.
   * @param fold The origin to leave out; default none (the final forecast).
   * @returns The factor on the series' spread and the error quantiles per step; `undefined` when too few errors are known.
   */
  scoresFor(series: number, regimes: Uint8Array, fold?: number): { factor: number; scores: ErrorScores } | undefined;
}

/** Errors below which a pool says less than the fit's own errors. */
const FEWEST_ERRORS = 8;
/** Errors that are enough to know a quantile; a larger pool is thinned evenly. */
const ENOUGH_ERRORS = 4096;
/** Errors of a regime at one origin below which that origin says nothing about the regime. */
const FEWEST_OF_REGIME = 30;
/** Share (as an exponent) of a series' own past error size in its spread; the rest is the fleet's. */
const OWN_SHARE = 0.6;

/**
 * Calibrates on the outlooks of all origins.
 *
 * @param levels Probability levels, ascending.
 */
export function calibrate(outlooks: readonly OriginOutlook[], levels: readonly number[]): Calibration {
  const folds = [...new Set(outlooks.map(({ fold }) => fold))].sort((a, b) => a - b);
  const scored = outlooks.map((outlook): Scored => ({ ...outlook, scores: standardErrors(outlook) }));
  const horizon = Math.max(0, ...scored.map(({ scores }) => scores.length));
  const sizes = folds.map((fold) => ({ fold, ...sizesOf(scored.filter((one) => one.fold === fold)) }));
  const scales = new Map(
    [undefined, ...folds].map((left) => [left, scaleOf(sizes.filter(({ fold }) => fold !== left))]),
  );
  // Each error is brought to a common size with factors that have not seen its own origin.
  const pools = folds.map((fold) => ({
    fold,
    buckets: bucketsOf(scored.filter((one) => one.fold === fold), scales.get(fold)!, ENOUGH_ERRORS / folds.length),
  }));
  const known = new Map([undefined, ...folds].map((left) => {
    const scale = scales.get(left)!;
    const others = pools.filter(({ fold }) => fold !== left).map(({ buckets }) => buckets);
    const buckets = bucketQuantiles(others, levels).map((values) => aroundMedian(values, levels));
    const quantiles = betweenBuckets(buckets, horizon).map((errors) =>
      scale.ofRegime.map((factor) => errors.map((value) => value * factor))
    );
    return [left, { scale, quantiles }];
  }));
  return {
    scoresFor(series, regimes, fold) {
      const { scale, quantiles } = known.get(fold) ?? { quantiles: [] };
      if (!scale || quantiles.length === 0) return undefined;
      const last = quantiles.length - 1;
      return {
        factor: scale.ofSeries(series),
        scores: (step) => quantiles[Math.min(last, step)]![regimes[step]!]!,
      };
    },
  };
}

interface Scored extends OriginOutlook {
  /** Errors on the link scale in units of the outlook's spread; `NaN` where nothing came or no error was expected. */
  readonly scores: Float64Array;
}

function standardErrors({ outlook, fitted, actual }: OriginOutlook): Float64Array {
  const { center, spread } = outlook;
  const scores = new Float64Array(actual.length);
  for (let step = 0; step < scores.length; step++) {
    scores[step] = spread[step]! > 0 ? (toLink(fitted.link, actual[step]!) - center[step]!) / spread[step]! : NaN;
  }
  return scores;
}

/** Typical sizes of one origin's errors. */
interface Sizes {
  /** Median size per index of REGIMES relative to that of all days; `NaN` where few are known. */
  readonly ofRegime: readonly number[];
  /** Median size per series. */
  readonly ofSeries: ReadonlyMap<number, number>;
}

function sizesOf(scored: readonly Scored[]): Sizes {
  const total = scored.reduce((sum, { scores }) => sum + scores.length, 0);
  const byRegime = REGIMES.map(() => ({ values: new Float64Array(total), count: 0 }));
  const all = new Float64Array(total);
  let count = 0;
  const ofSeries = new Map<number, number>();
  for (const { scores, regimes, series } of scored) {
    const first = count;
    for (let step = 0; step < scores.length; step++) {
      const size = Math.abs(scores[step]!);
      if (size !== size) continue;
      const own = byRegime[regimes[step]!]!;
      own.values[own.count++] = size;
      all[count++] = size;
    }
    if (count > first) ofSeries.set(series, medianInPlace(all.slice(first, count)));
  }
  const typical = medianInPlace(all, count);
  return {
    ofRegime: byRegime.map((own) =>
      own.count < FEWEST_OF_REGIME ? NaN : medianInPlace(own.values, own.count) / typical
    ),
    ofSeries,
  };
}

/** Factors on the spread. */
interface Scale {
  /** Per index of REGIMES. */
  readonly ofRegime: readonly number[];
  ofSeries(series: number): number;
}

function scaleOf(sizes: readonly Sizes[]): Scale {
  const ofRegime = REGIMES.map((_, regime) => clamp(geometricMean(sizes.map((one) => one.ofRegime[regime]!)), 0.5, 4));
  const series = new Set(sizes.flatMap((one) => [...one.ofSeries.keys()]));
  const typical = new Map(
    [...series].map((own) => [own, geometricMean(sizes.map((one) => one.ofSeries.get(own) ?? NaN))]),
  );
  const middle = medianInPlace(Float64Array.from(typical.values()));
  return {
    ofRegime,
    ofSeries: (own) => clamp(((typical.get(own) ?? middle) / middle) ** OWN_SHARE, 0.3, 4),
  };
}

/** Of the positive values; 1 when there are none. */
function geometricMean(values: readonly number[]): number {
  const known = values.filter((value) => value > 0 && value < Infinity);
  return known.length === 0 ? 1 : Math.exp(known.reduce((sum, value) => sum + Math.log(value), 0) / known.length);
}

/** An origin's errors at common size, by horizon bucket, thinned to about `enough` each. */
function bucketsOf(scored: readonly Scored[], scale: Scale, enough: number): Float64Array[] {
  const steps = scored[0]?.scores.length ?? 0;
  return Array.from({ length: steps === 0 ? 0 : bucketOf(steps) + 1 }, (_, bucket) => {
    const first = bucket * BUCKET_DAYS, end = Math.min(steps, first + BUCKET_DAYS);
    const stride = thinningStep(scored.length * (end - first) / enough);
    const errors = new Float64Array(Math.ceil(scored.length * (end - first) / stride));
    let count = 0;
    for (let index = 0; index < scored.length * (end - first); index += stride) {
      const { scores, regimes, series } = scored[Math.floor(index / (end - first))]!;
      const step = first + index % (end - first);
      const error = scores[step]! / (scale.ofRegime[regimes[step]!]! * scale.ofSeries(series));
      if (error === error) errors[count++] = error;
    }
    return errors.subarray(0, count);
  });
}

/** A whole number near `ratio` that shares no factor with weeks and months, so that no weekday or step is favoured. */
function thinningStep(ratio: number): number {
  let step = Math.max(1, Math.floor(ratio));
  while (step > 1 && (step % 2 === 0 || step % 3 === 0 || step % 5 === 0 || step % 7 === 0)) step++;
  return step;
}

/** Error quantiles of each horizon bucket over some origins; none when there are too few errors. */
function bucketQuantiles(origins: readonly (readonly Float64Array[])[], levels: readonly number[]): Float64Array[] {
  const all = joined(origins.flat());
  if (all.length < FEWEST_ERRORS) return [];
  return origins[0]!.map((_, bucket) => {
    const own = joined(origins.map((buckets) => buckets[bucket]!));
    return conformalQuantiles((own.length >= FEWEST_ERRORS ? own : all).sort(), levels);
  });
}

/**
 * Error quantiles of every step: those of a bucket hold in its middle, and lie on a line from one middle to the next, so that a band does not
 * jump between two days.
 */
function betweenBuckets(buckets: readonly Float64Array[], horizon: number): Float64Array[] {
  if (buckets.length === 0) return [];
  const middles = buckets.map((_, bucket) => {
    const first = bucket * BUCKET_DAYS;
    return (first + Math.min(horizon, first + BUCKET_DAYS) - 1) / 2;
  });
  return Array.from({ length: horizon }, (_, step) => {
    const after = middles.findIndex((middle) => middle >= step);
    if (after === 0) return buckets[0]!;
    if (after < 0) return buckets.at(-1)!;
    const share = (step - middles[after - 1]!) / (middles[after]! - middles[after - 1]!), next = buckets[after]!;
    return buckets[after - 1]!.map((value, level) => value + share * (next[level]! - value));
  });
}

/**
 * Error quantiles without a say in the median: none of the lower half lies above 0, none of the upper half below.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { aroundMedian } from "@lib/forecast/fleet/conformal.ts";
 * deepStrictEqual(aroundMedian(Float64Array.of(-2, 0.1, 0.3, 3), [0.1, 0.4, 0.5, 0.9]), Float64Array.of(-2, 0, 0, 3));
 * ```
 */
export function aroundMedian(errors: Float64Array, levels: readonly number[]): Float64Array {
  return errors.map((error, index) =>
    levels[index]! < 0.5 ? Math.min(0, error) : levels[index]! > 0.5 ? Math.max(0, error) : 0
  );
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
