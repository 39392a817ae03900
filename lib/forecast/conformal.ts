/**
 * Normalised split-conformal intervals: how large were the errors of the rolling origins, in units of each forecast's own spread?
 *
 * Errors are pooled over the fleet per horizon bucket. Two factors make them comparable first: that of the day's regime (a holiday is
 * harder than a Tuesday) and that of the series (some miss by more than their fit suggests). Each origin is scored with the errors of
 * the *other* origins only, so a tested coverage is not flattered by its own errors; the final forecast uses all of them.
 *
 * @see Lei et al., Distribution-Free Predictive Inference for Regression (2018), section 5.2 (locally weighted)
 */
import { REGIMES } from "@lib/core/calendar.ts";
import { conformalQuantiles } from "@lib/stats/conformal_rank.ts";
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import type { ErrorScores } from "./fitted.ts";
import { type Fitted, type Outlook } from "./forecaster.ts";
import { bucketOf } from "./horizon.ts";
import { toLink } from "./link.ts";

/** What one origin forecast for one series, and what came. */
export interface OriginOutlook {
  /** Number of the series within the pool. */
  readonly series: number;
  /** Number of the origin. */
  readonly fold: number;
  readonly fitted: Fitted;
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
const ENOUGH_ERRORS = 8192;
/** Errors of a regime below which it is treated as all days are. */
const FEWEST_OF_REGIME = 100;
/** Share (as an exponent) of a series' own past error size in its spread; the rest is the fleet's. */
const OWN_SHARE = 0.6;

/**
 * Calibrates on the outlooks of all origins.
 *
 * @param levels Probability levels, ascending.
 */
export function calibrate(outlooks: readonly OriginOutlook[], levels: readonly number[]): Calibration {
  const folds = [...new Set(outlooks.map(({ fold }) => fold))].sort((a, b) => a - b);
  const scored = outlooks.map((outlook) => ({ ...outlook, scores: standardErrors(outlook) }));
  const scaleWithout = new Map<number | undefined, Scale>(
    [undefined, ...folds].map((fold) => [fold, scaleOf(scored.filter((one) => one.fold !== fold))]),
  );
  // Each error is brought to a common size with factors that have not seen its own origin.
  const pooled = scored.map(({ scores, regimes, series, fold }) => {
    const scale = scaleWithout.get(fold)!;
    const own = scale.ofSeries(series);
    return { fold, scores: scores.map((score, step) => score / (scale.ofRegime[regimes[step]!]! * own)) };
  });
  const quantilesWithout = new Map(
    [undefined, ...folds].map((fold) => [fold, bucketQuantiles(pooled.filter((one) => one.fold !== fold), levels)]),
  );
  return {
    scoresFor(series, regimes, fold) {
      const buckets = quantilesWithout.get(fold);
      const scale = scaleWithout.get(fold);
      if (!buckets || !scale || buckets.length === 0) return undefined;
      const byBucketAndRegime = buckets.map((values) =>
        scale.ofRegime.map((factor) => values.map((value) => value * factor))
      );
      const last = buckets.length - 1;
      return {
        factor: scale.ofSeries(series),
        scores: (step) => byBucketAndRegime[Math.min(last, bucketOf(step + 1))]![regimes[step]!]!,
      };
    },
  };
}

/** Errors on the link scale in units of the outlook's spread; `NaN` where nothing came or no error was expected. */
function standardErrors({ outlook, fitted, actual }: OriginOutlook): Float64Array {
  return actual.map((value, step) => {
    const spread = outlook.spread[step]!;
    return spread > 0 ? (toLink(fitted.link, value) - outlook.center[step]!) / spread : NaN;
  });
}

interface Scored extends OriginOutlook {
  readonly scores: Float64Array;
}

interface Scale {
  /** Factor per index of REGIMES. */
  readonly ofRegime: readonly number[];
  ofSeries(series: number): number;
}

function scaleOf(scored: readonly Scored[]): Scale {
  const sizes = REGIMES.map((): number[] => []);
  for (const { scores, regimes } of scored) {
    scores.forEach((score, step) => {
      if (!Number.isNaN(score)) sizes[regimes[step]!]!.push(Math.abs(score));
    });
  }
  const typical = medianOf(sizes.flat());
  const ofRegime = sizes.map((own) =>
    own.length < FEWEST_OF_REGIME || !(typical > 0) ? 1 : clamp(medianOf(own) / typical, 0.5, 4)
  );
  const bySeries = new Map<number, number[]>();
  for (const { scores, regimes, series } of scored) {
    const own = bySeries.get(series) ?? [];
    bySeries.set(series, own);
    scores.forEach((score, step) => {
      if (!Number.isNaN(score)) own.push(Math.abs(score) / ofRegime[regimes[step]!]!);
    });
  }
  const sizeOf = new Map([...bySeries].map(([series, own]) => [series, medianOf(own)]));
  const middle = medianOf([...sizeOf.values()].filter((size) => size > 0));
  return {
    ofRegime,
    ofSeries: (series) => {
      const size = sizeOf.get(series) ?? NaN;
      return size > 0 && middle > 0 ? clamp((size / middle) ** OWN_SHARE, 0.3, 4) : 1;
    },
  };
}

/** Error quantiles of each horizon bucket; none when there are too few errors. */
function bucketQuantiles(pooled: readonly { scores: Float64Array }[], levels: readonly number[]): Float64Array[] {
  const buckets: number[][] = [];
  for (const { scores } of pooled) {
    scores.forEach((score, step) => {
      if (!Number.isNaN(score)) (buckets[bucketOf(step + 1)] ??= []).push(score);
    });
  }
  const all = buckets.flat();
  if (all.length < FEWEST_ERRORS) return [];
  return Array.from(
    buckets,
    (own) => conformalQuantiles(thinned(own && own.length >= FEWEST_ERRORS ? own : all).sort(), levels),
  );
}

/** Every k-th error, so that about ENOUGH_ERRORS remain; k is odd and no multiple of 7, so that no weekday is favoured. */
function thinned(errors: readonly number[]): Float64Array {
  let step = Math.max(1, Math.floor(errors.length / ENOUGH_ERRORS));
  while (step > 1 && (step % 2 === 0 || step % 3 === 0 || step % 5 === 0 || step % 7 === 0)) step++;
  return Float64Array.from({ length: Math.ceil(errors.length / step) }, (_, index) => errors[index * step]!);
}

function medianOf(values: readonly number[]): number {
  return medianInPlace(Float64Array.from(values));
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
