/** A period that nobody told of, from the series alone. */
import { autocovariances } from "./autocovariances.ts";
import { winsorized } from "./seasonal_deviations.ts";
import { type SeasonalEvidence, seasonalEvidence } from "./seasonal_evidence.ts";

/** A period with what speaks for it. */
export interface HiddenPeriod extends SeasonalEvidence {
  /** Steps. */
  readonly length: number;
}

/** Shortest period: what changes from step to step is memory rather than a season. */
const SHORTEST = 4;
/** Standard deviations at which a value is cut. */
const MOST_DEVIATIONS = 4;
/** Cycles that a history must hold. */
const FEWEST_CYCLES = 3;
/** Latest values that are searched: what is longer would take too long. */
const MOST_VALUES = 4096;
/** Peaks of the autocorrelation that are tested. */
const MOST_PEAKS = 5;
/** Parts of the strongest period that may be the period itself. */
const PARTS = [2, 3, 4, 5];
/** Share of what the strongest period explains from which a shorter one is the period itself. */
const FUNDAMENTAL_SHARE = 0.8;
/** Score below which a period is chance and its exact length does not matter. */
const WORTH_A_LOOK = 3;
/** Share of a length by which the peak of the autocorrelation may miss it. */
const NEAR = 0.03;

/**
 * The strongest period of a series: of the highest peaks of its autocorrelation the one that explains most, and of its multiples the shortest.
 *
 * @param values Equally spaced, any unit, `NaN` = missing. The latest 4,096 are looked at.
 * @returns `undefined` where nothing at 4 steps to a third of the series repeats itself. Whether the period is real is for
 *   its score to say; many lengths are tried, so that chance reaches 4 at times.
 * @see Vlachos, Yu and Castelli, On periodicity detection and structural periodic similarity, SIAM Data Mining (2005)
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { hiddenPeriod } from "@lib/stats/hidden_period.ts";
 * const values = Float64Array.from({ length: 200 }, (_, step) => (step % 13 < 4 ? 9 : 2) + Math.sin(step * step));
 * strictEqual(hiddenPeriod(values)?.length, 13);
 * ```
 */
export function hiddenPeriod(values: Float64Array): HiddenPeriod | undefined {
  const latest = values.subarray(-MOST_VALUES);
  const tried = correlationPeaks(latest).map((length) => tryPeriod(latest, length));
  const best = strongest(tried);
  if (!best || best.score < WORTH_A_LOOK) return best;
  // A multiple of a period explains as much as the period itself.
  const parts = PARTS.flatMap((part) =>
    best.length >= SHORTEST * part ? [strongestNear(latest, best.length / part)] : []
  );
  const least = FUNDAMENTAL_SHARE * best.share;
  const shortest = [...tried, ...parts].filter(({ share }) => share >= least)
    .reduce((a, b) => b.length < a.length ? b : a, best);
  return strongestNear(latest, shortest.length);
}

function tryPeriod(values: Float64Array, length: number): HiddenPeriod {
  return { length, ...seasonalEvidence(values, length) };
}

function strongest(periods: readonly HiddenPeriod[]): HiddenPeriod | undefined {
  return periods.reduce<HiddenPeriod | undefined>((a, b) => a && a.share >= b.share ? a : b, undefined);
}

/** The strongest of the lengths near one: the peak of an autocorrelation is flat. */
function strongestNear(values: Float64Array, length: number): HiddenPeriod {
  const reach = Math.max(1, Math.round(NEAR * length));
  const first = Math.max(SHORTEST, Math.round(length) - reach);
  return strongest(Array.from({ length: 2 * reach + 1 }, (_, index) => tryPeriod(values, first + index)))!;
}

/** The lags at which the autocorrelation is higher than at all lags near by, the highest first. */
function correlationPeaks(values: Float64Array): number[] {
  const longest = Math.floor(values.length / FEWEST_CYCLES);
  if (longest < SHORTEST) return [];
  const correlations = autocovariances(winsorized(withoutTrend(values), MOST_DEVIATIONS), longest + 1);
  const peaks: number[] = [];
  for (let lag = SHORTEST; lag <= longest; lag++) {
    const height = correlations[lag]!;
    if (!(height > 0)) continue;
    const reach = Math.max(1, Math.floor(lag / 20));
    let isPeak = true;
    for (let near = lag - reach; isPeak && near <= lag + reach; near++) {
      if (near !== lag && correlations[near]! >= height) isPeak = false;
    }
    if (isPeak) peaks.push(lag);
  }
  return peaks.sort((a, b) => correlations[b]! - correlations[a]! || a - b).slice(0, MOST_PEAKS);
}

function withoutTrend(values: Float64Array): Float64Array {
  let known = 0, sumX = 0, sumY = 0, sumXX = 0, sumXY = 0;
  const origin = values.find((value) => value === value) ?? 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]! - origin;
    if (value !== value) continue;
    known++;
    sumX += index;
    sumY += value;
    sumXX += index * index;
    sumXY += index * value;
  }
  const slope = (sumXY - sumX * sumY / known) / (sumXX - sumX * sumX / known) || 0;
  const middle = (sumY - slope * sumX) / known;
  return values.map((value, index) => value - origin - middle - slope * index);
}
