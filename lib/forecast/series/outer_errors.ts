/**
 * How far values fall outside of the inner 80 %: what the outermost quantiles are made of.
 *
 * A series sees too few of its own far errors to know the 2.5 % ends. In units of its own half widths the series of a pool are alike, so they
 * count together: each as a histogram, which can be added up and cross to a worker.
 */

/** Share of errors in each bin, below the median first, then above; plain data. The shares of a series add up to 1. */
export type OuterErrors = Float64Array;

/** Bins a side: half widths from 1/4 to 64, a twelfth of a doubling each; the first holds all that is nearer, the last all that is farther. */
const BINS_A_DOUBLING = 12, NEAREST = 0.25, DOUBLINGS = 8, BINS = BINS_A_DOUBLING * DOUBLINGS + 2;
/** Share of the naive error that is added to a half width, so that a certain forecast does not make every error infinite. */
const LEAST_WIDTH = 0.01;

/** An empty histogram. */
export function noErrors(): OuterErrors {
  return new Float64Array(2 * BINS);
}

/** What a forecast says of the inner 80 %. */
export interface Inner {
  readonly low: Float64Array;
  readonly median: Float64Array;
  readonly high: Float64Array;
}

/** Counts the errors of one forecast; `scale` is the naive error of the series. */
export function countErrors(
  errors: OuterErrors,
  { low, median, high }: Inner,
  actual: Float64Array,
  scale: number,
): void {
  for (let step = 0; step < actual.length; step++) {
    const error = actual[step]! - median[step]!;
    if (error !== error) continue;
    const width = (error < 0 ? median[step]! - low[step]! : high[step]! - median[step]!) + LEAST_WIDTH * scale;
    const bin = binOf(Math.abs(error) / width);
    errors[error < 0 ? BINS - 1 - bin : BINS + bin]!++;
  }
}

/** Brings a histogram to a sum of 1; an empty one stays empty. */
export function normalised(errors: OuterErrors): OuterErrors {
  let sum = 0;
  for (const count of errors) sum += count;
  return sum === 0 ? errors : errors.map((count) => count / sum);
}

/**
 * How many half widths from the median a level lies, by what was counted.
 *
 * @param level Below 0.5 for the lower side, above for the upper.
 * @returns Half widths, above 0; `NaN` when nothing was counted.
 */
export function halfWidths(errors: OuterErrors, level: number): number {
  let sum = 0;
  for (const share of errors) sum += share;
  if (sum === 0) return NaN;
  const isUpper = level > 0.5;
  let beyond = (isUpper ? 1 - level : level) * sum;
  for (let bin = BINS - 1; bin > 0; bin--) {
    const share = errors[isUpper ? BINS + bin : BINS - 1 - bin]!;
    // Within a bin errors lie evenly in the logarithm.
    if (beyond < share) return edgeOf(bin - beyond / share);
    beyond -= share;
  }
  return NEAREST;
}

function binOf(halfWidths: number): number {
  if (!(halfWidths > NEAREST)) return 0;
  return Math.min(BINS - 1, 1 + Math.floor(BINS_A_DOUBLING * Math.log2(halfWidths / NEAREST)));
}

/** Upper edge of a bin; fractions lie within it. */
function edgeOf(bin: number): number {
  return NEAREST * 2 ** (bin / BINS_A_DOUBLING);
}
