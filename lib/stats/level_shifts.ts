/** Lasting shifts of the level of a series: new hardware, a new client, a release that costs more. */
import { autocorrelation } from "./autocorrelation.ts";
import { medianInPlace } from "./order_statistic.ts";
import { trailingMedian } from "./trailing_median.ts";

/** A lasting change of level. */
export interface LevelShift {
  /** Index of the first value on the new level. */
  readonly at: number;
  /** New level less the old one, in the unit of the values, without what the trend explains. Of logarithms: the logarithm of the ratio. */
  readonly difference: number;
  /** How far it stands out: the difference in standard deviations of such differences where nothing happens; infinite without noise. */
  readonly score: number;
}

/** How shifts are looked for. */
export interface LevelShiftOptions {
  /**
   * Values on each side that show a level, 4 or more; what does not last for half as long is no shift. A whole number of seasons makes
   * the seasons cancel. Default 28: four weeks of days.
   */
  readonly window?: number;
  /** Least score of a shift; default 5: of series without one, less than 1 in 50 is said to have one. */
  readonly leastScore?: number;
}

/** Least share of the spread of a series that counts as a shift: the steps of a staircase are its trend. */
const LEAST_SHARE = 0.1;
/** Windows in a series below which its medians are too few to show how they scatter. */
const FEWEST_WINDOWS = 10;
/** Standard deviation over median absolute deviation, of a normal variable. */
const DEVIATION_PER_MAD = 1.4826;
/** Standard error of a median of independent normal values over that of their mean: √(π / 2). */
const MEDIAN_PER_MEAN = Math.sqrt(Math.PI / 2);

/**
 * The lasting shifts of level, by the medians of the windows before and after each place.
 *
 * Where nothing happens, the difference of the two medians is the trend's share plus noise, and both are learned from the series itself: the
 * median of all differences is the trend, their median absolute deviation the noise, with whatever memory it has. The largest difference is a
 * shift when it stands `leastScore` above that noise after it has been taken out, over two windows on each side too; then the next one is
 * looked at. Outliers and calendar peaks,
 * such as the days of a quarter end, move no median while they fill less than half of a window. A slope is no shift: two levels
 * must lie nearer to the values of the two windows than a line does.
 *
 * Seasons longer than the window, as the year, are better taken out by the caller.
 *
 * @param values Equally spaced, any unit, finite or `NaN` = missing. Logarithms make differences ratios.
 * @returns In order of time; none when the series is shorter than two windows.
 * @throws {RangeError} when the window is shorter than 4 or no whole number.
 * @see Fearnhead and Rigaill, Changepoint detection in the presence of outliers, JASA 114 (2019); Eichinger and Kirch, A MOSUM procedure for
 *   the estimation of multiple random change points, Bernoulli 24 (2018)
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { levelShifts } from "@lib/stats/level_shifts.ts";
 * const values = Float64Array.from({ length: 200 }, (_, day) => (day < 120 ? 60 : 30) + day % 7);
 * deepStrictEqual(levelShifts(values).map(({ at, difference }) => [at, difference]), [[120, -30]]);
 * ```
 */
export function levelShifts(values: Float64Array, options: LevelShiftOptions = {}): LevelShift[] {
  const { window = 28, leastScore = 5 } = options;
  if (!(Number.isInteger(window) && window >= 4)) {
    throw new RangeError(`Cannot find level shifts: expected a window of 4 values or more, got ${window}`);
  }
  if (values.length < 2 * window) return [];
  const rest = values.slice(), least = LEAST_SHARE * spreadOf(values);
  const shifts: LevelShift[] = [];
  let steps = stepsOf(rest, window);
  // Shifts may be a window apart at most; the bound only keeps the loop finite.
  while (shifts.length < values.length / window) {
    const at = firstOnNewLevel(rest, peakOf(steps), window);
    const perValue = steps.trend / window;
    const difference = change(rest, at, window, perValue), lasting = change(rest, at, 2 * window, perValue);
    const height = Math.min(Math.abs(difference), lasting * Math.sign(difference));
    if (!(height >= least && least > 0 && isStep(rest, at, window))) break;
    for (let index = at; index < rest.length; index++) rest[index]! -= difference;
    steps = stepsOf(rest, window);
    const score = height / noiseOf(steps, rest, window);
    if (!(score >= leastScore)) break;
    shifts.push({ at, difference, score });
  }
  return shifts.sort((a, b) => a.at - b.at);
}

/** Medians of neighbouring windows compared. */
interface Steps {
  /** Index of the first place compared. */
  readonly first: number;
  /** Median of the window that starts at a place less that of the window that ends before it, `NaN` = not known. */
  readonly differences: Float64Array;
  /** What the trend makes of it. */
  readonly trend: number;
}

function stepsOf(values: Float64Array, window: number): Steps {
  const medians = trailingMedian(values, window);
  const differences = new Float64Array(values.length - 2 * window + 1);
  for (let index = 0; index < differences.length; index++) {
    differences[index] = medians[index + 2 * window]! - medians[index + window]!;
  }
  return { first: window, differences, trend: medianOf(differences) };
}

function peakOf({ first, differences, trend }: Steps): number {
  let peak = 0, largest = -1;
  for (let index = 0; index < differences.length; index++) {
    const distance = Math.abs(differences[index]! - trend);
    if (distance > largest) {
      largest = distance;
      peak = index;
    }
  }
  return first + peak;
}

/** The place near a peak that parts values on the old level from those on the new one, by least absolute deviations. */
function firstOnNewLevel(values: Float64Array, peak: number, window: number): number {
  const before = medianOf(values.subarray(peak - window, peak)), after = medianOf(values.subarray(peak, peak + window));
  const low = Math.max(window, peak - (window >> 1)), high = Math.min(values.length - window, peak + (window >> 1));
  let best = low, least = 0, sum = 0;
  for (let place = low; place < high; place++) {
    const value = values[place]!;
    if (value === value) sum += Math.abs(value - before) - Math.abs(value - after);
    if (sum < least) {
      least = sum;
      best = place + 1;
    }
  }
  return best;
}

/** Median of up to `window` values from a place on less that of those before it, without the trend. */
function change(values: Float64Array, at: number, window: number, trendPerValue: number): number {
  const before = values.subarray(Math.max(0, at - window), at), after = values.subarray(at, at + window);
  return medianOf(after) - medianOf(before) - trendPerValue * (before.length + after.length) / 2;
}

/** Whether two levels lie nearer to the values around a place than the line through the middles of both. */
function isStep(values: Float64Array, at: number, window: number): boolean {
  const before = medianOf(values.subarray(at - window, at)), after = medianOf(values.subarray(at, at + window));
  const slope = (after - before) / window;
  let gain = 0;
  for (let place = at - window; place < at + window; place++) {
    const value = values[place]!;
    if (value !== value) continue;
    const onLine = (before + after) / 2 + slope * (place - at + 0.5);
    gain += Math.abs(value - onLine) - Math.abs(value - (place < at ? before : after));
  }
  return gain > 0;
}

/** Standard deviation of the steps where nothing happens. */
function noiseOf({ differences, trend }: Steps, values: Float64Array, window: number): number {
  const shown = DEVIATION_PER_MAD * medianOf(differences.map((difference) => Math.abs(difference - trend)));
  if (values.length >= FEWEST_WINDOWS * window) return shown;
  // Too few medians: what they would scatter by, from the values about their trend and how long they remember.
  const level = values.map((value, index) => value - trend * index / window), middle = medianOf(level);
  const deviation = DEVIATION_PER_MAD * medianOf(level.map((value) => Math.abs(value - middle)));
  const memory = Math.min(0.9, Math.max(0, autocorrelation(level, 1) || 0));
  const inferred = deviation * MEDIAN_PER_MEAN * Math.sqrt(2 / window * (1 + memory) / (1 - memory));
  return Math.max(shown, inferred);
}

/** Distance from the 5th to the 95th percentile. */
function spreadOf(values: Float64Array): number {
  const known = values.filter((value) => value === value).sort();
  const rank = (p: number): number => known[Math.floor(p * (known.length - 1))] ?? NaN;
  return rank(0.95) - rank(0.05);
}

function medianOf(values: Float64Array): number {
  return medianInPlace(values.filter((value) => value === value));
}
