/**
 * Lasting shifts of level within a calendar fit: resizes, clients won and lost. The history before one is not thrown away, it is moved to the new
 * level: a shift is a column of its own, 0 before its day and 1 from it on.
 *
 * For every day at once, what such a column would take off the sum of squares is (Σ of the residuals from that day on)² / weight, where the
 * weight is what the other terms leave of the column. Sums of residuals are sums of sums, so that looking at every day costs one pass.
 */
import { medianInPlace } from "@lib/stats/order_statistic.ts";

/** Days at the start of a history in which no shift is looked for. */
const FIRST_DAYS = 28;
/** Days that a new level must have lasted: an incident is over by then. */
const LEAST_AGE = 10;
/** The same for a halving or doubling, the mark of a resize: machines come in sizes that double. */
const LEAST_AGE_OF_RESIZE = 3;
/** How near to log 2 a resize is. */
const RESIZE_TOLERANCE = 0.15;
/** Days around a known shift, and around a passing excursion, in which no other one is looked for. */
const APART = 7, APART_FROM_PASSING = 14;
/** Days before and after whose medians have to differ. */
const WINDOW = 28;
/** Every so many days take part in the typical gain. */
const SAMPLE_STEP = 3;
/** Median of the square of a standard normal. */
const MEDIAN_SQUARE = 0.455;

/** Where a shift is likeliest. */
export interface LikeliestShift {
  /** First day of the new level; -1 where there is none. */
  readonly at: number;
  /** What it takes off the sum of squares. */
  readonly gain: number;
  /** What a shift of a day takes off where nothing happens: 1 × the variance of the noise if the noise is as the fit thinks. */
  typical(): number;
  /** Its size, as the residuals show it. */
  readonly size: number;
}

/**
 * For each day, the sum of the residuals from that day on.
 *
 * @param residuals Of the fit, `NaN` = missing.
 * @param sums Filled.
 */
export function fillLaterSums(residuals: Float64Array, sums: Float64Array): void {
  let sum = 0;
  for (let day = residuals.length - 1; day >= 0; day--) {
    const residual = residuals[day]!;
    if (residual === residual) sum += residual;
    sums[day] = sum;
  }
}

/**
 * The day on which a shift would explain most.
 *
 * @param sums Of the residuals from each day on (fillLaterSums).
 * @param weights One per day (FactoredDesign.shiftWeights).
 * @param known Shifts that the fit has already.
 * @param passing Places that were looked at and did not last.
 */
export function likeliestShift(
  sums: Float64Array,
  weights: Float64Array,
  known: readonly number[],
  passing: readonly number[] = [],
): LikeliestShift {
  let at = -1, gain = 0;
  for (let day = sums.length - LEAST_AGE_OF_RESIZE; day >= FIRST_DAYS; day--) {
    const sum = sums[day]!;
    if (!(sum * sum > gain * (weights[day]! + SHIFT_PENALTY))) continue;
    if (isNear(day, known, APART) || isNear(day, passing, APART_FROM_PASSING)) continue;
    gain = sum * sum / (weights[day]! + SHIFT_PENALTY);
    at = day;
  }
  const size = at < 0 ? 0 : sums[at]! / (weights[at]! + SHIFT_PENALTY);
  return { at, gain, size, typical: () => typicalGain(sums, weights) };
}

function isNear(day: number, places: readonly number[], days: number): boolean {
  for (const place of places) if (Math.abs(place - day) < days) return true;
  return false;
}

function leastAge(size: number): number {
  return Math.abs(Math.abs(size) - Math.LN2) < RESIZE_TOLERANCE ? LEAST_AGE_OF_RESIZE : LEAST_AGE;
}

function typicalGain(sums: Float64Array, weights: Float64Array): number {
  const gains = new Float64Array(Math.ceil(sums.length / SAMPLE_STEP));
  let count = 0;
  for (let day = Math.ceil(FIRST_DAYS / SAMPLE_STEP) * SAMPLE_STEP; day < sums.length; day += SAMPLE_STEP) {
    gains[count++] = sums[day]! ** 2 / (weights[day]! + SHIFT_PENALTY);
  }
  return count === 0 ? 0 : medianInPlace(gains, count) / MEDIAN_SQUARE;
}

/** Penalty of a shift's size: held back as little as a holiday. */
export const SHIFT_PENALTY = 0.05;

/**
 * Whether a level is another one for weeks and not only for the days of an incident: it is old enough, and the medians of four weeks before and
 * after differ in the same direction, by half of the shift.
 *
 * @param level Residuals and the wandering level, `NaN` = missing.
 */
export function lasts(level: (day: number) => number, days: number, { at, size }: LikeliestShift): boolean {
  if (days - at < leastAge(size)) return false;
  const before = medianOf(level, Math.max(0, at - WINDOW), at),
    after = medianOf(level, at, Math.min(days, at + WINDOW));
  const change = after - before;
  return change * size > 0 && Math.abs(change) > Math.abs(size) / 2;
}

function medianOf(level: (day: number) => number, from: number, to: number): number {
  const values = new Float64Array(to - from);
  let count = 0;
  for (let day = from; day < to; day++) {
    const value = level(day);
    if (value === value) values[count++] = value;
  }
  return medianInPlace(values, count);
}
