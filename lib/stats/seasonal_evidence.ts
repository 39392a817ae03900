/** How much of a series repeats itself from cycle to cycle, and whether chance could have done it. */
import { seasonalDeviations } from "./seasonal_deviations.ts";
import { phaseMeans } from "./phase_means.ts";

/** What speaks for a season. */
export interface SeasonalEvidence {
  /** Correlation of two cycles of the series, at most 1: the share of the variance within a cycle that repeats. Below 0 where
   * cycles differ more than chance makes them. */
  readonly share: number;
  /** Standard normal under chance: above 3 chance is unlikely; 0 where nothing can be said. */
  readonly score: number;
}

/** Values from which the memory of the noise is learned at most, and lags that it is looked at. */
const MOST_VALUES = 8192, MOST_LAGS = 400;
/** Values below this many are too few to say anything. */
const FEWEST_VALUES = 8;
/** Latest cycles that are compared. */
const MOST_CYCLES = 200;
/** Values a place of the cycle on average below which cycles cannot be compared. */
const LEAST_CYCLES = 1.5;
const NOTHING: SeasonalEvidence = { share: 0, score: 0 };

/**
 * The evidence for a season of known length.
 *
 * The mean of a moving cycle is taken off, so that trends and slow changes of level do not count. What remains is parted into what depends on
 * the place in the cycle and what does not, as in an analysis of variance; the share of the first is the mean correlation of two different
 * cycles. The degrees of freedom are divided by B = 1 + 2·Σ ρ(k)² for noise with autocorrelations ρ(k), by which chance makes cycles more alike, so
 * that noise with a long memory is not taken for a season.
 *
 * @param values Equally spaced, any unit, `NaN` = missing. What lies far from its cycle's mean is drawn nearer, so that a few outliers make no
 *   season and hide none.
 * @param season Length of a cycle in steps, 2 or more.
 * @throws {RangeError} when the season is no whole number of 2 or more.
 * @see Bartlett, Some aspects of the time-correlation problem, Journal of the Royal Statistical Society 98 (1935); Searle, Casella and
 *   McCulloch, Variance Components (1992), section 3.6
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { seasonalEvidence } from "@lib/stats/seasonal_evidence.ts";
 * const weekly = Float64Array.from({ length: 70 }, (_, day) => (day % 7 < 5 ? 60 : 20) + day % 3);
 * ok(seasonalEvidence(weekly, 7).share > 0.9);
 * ok(seasonalEvidence(weekly, 7).score > 10);
 * ok(seasonalEvidence(weekly, 5).score < 1);
 * ```
 */
export function seasonalEvidence(values: Float64Array, season: number): SeasonalEvidence {
  if (!(Number.isInteger(season) && season >= 2)) {
    throw new RangeError(`Cannot look for a season: expected a length of 2 steps or more, got ${season}`);
  }
  if (values.length < 2 * season) return NOTHING;
  const deviations = seasonalDeviations(values.subarray(-MOST_CYCLES * season), season);
  const { means, counts } = phaseMeans(deviations, season);
  let known = 0, phases = 0, sum = 0, squares = 0, between = 0;
  for (const value of deviations) if (value === value) known++, sum += value, squares += value * value;
  for (let phase = 0; phase < season; phase++) {
    if (counts[phase]! === 0) continue;
    phases++;
    between += counts[phase]! * (means[phase]! - sum / known) ** 2;
  }
  const total = squares - sum * sum / known;
  if (known < FEWEST_VALUES || known < LEAST_CYCLES * phases || !(total > 0)) return NOTHING;
  const cycles = known / phases;
  const meanBetween = between / (phases - 1), meanWithin = Math.max(0, total - between) / (known - phases);
  for (let index = 0; index < deviations.length; index++) deviations[index]! -= means[index % season]!;
  const memory = memoryOf(deviations, season);
  const variance = (meanBetween - meanWithin) / cycles;
  return {
    share: variance / (variance + meanWithin),
    score: normalScore(meanBetween / meanWithin, (phases - 1) / memory, (known - phases) / memory),
  };
}

/**
 * The standard normal score that is as unlikely as a ratio of two variances.
 *
 * @see Paulson, An approximate normalization of the analysis of variance distribution, Annals of Mathematical Statistics 13 (1942)
 */
function normalScore(ratio: number, above: number, below: number): number {
  const a = 2 / (9 * Math.max(1, above)), b = 2 / (9 * Math.max(1, below));
  if (ratio === Infinity) return (1 - b) / Math.sqrt(b);
  const root = Math.cbrt(ratio);
  return ((1 - b) * root - (1 - a)) / Math.sqrt(b * root * root + a);
}

/** 1 + 2·Σ ρ(k)², up to the first lag at which nothing is left. */
function memoryOf(values: Float64Array, season: number): number {
  const last = values.subarray(-MOST_VALUES);
  const variance = meanProduct(last, 0), least = 2 / Math.sqrt(last.length);
  const lags = Math.min(MOST_LAGS, season, last.length >> 2);
  let memory = 1;
  for (let lag = 1; lag <= lags; lag++) {
    const correlation = meanProduct(last, lag) / variance;
    if (!(correlation > least)) break;
    memory += 2 * correlation * correlation;
  }
  return memory;
}

function meanProduct(values: Float64Array, lag: number): number {
  let sum = 0, pairs = 0;
  for (let index = lag; index < values.length; index++) {
    const product = values[index]! * values[index - lag]!;
    if (product === product) sum += product, pairs++;
  }
  return sum / pairs;
}
