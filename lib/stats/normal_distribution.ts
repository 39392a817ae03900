/** The standard normal distribution: its probability and its quantile. */

/**
 * Probability that a standard normal is at most x.
 *
 * @returns 0 to 1, absolute error below 1e-7.
 * @see Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.17
 */
export function normalProbability(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) *
    t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x >= 0 ? 1 - tail : tail;
}

const CENTER_TOP = [
  -3.969683028665376e+01,
  2.209460984245205e+02,
  -2.759285104469687e+02,
  1.383577518672690e+02,
  -3.066479806614716e+01,
  2.506628277459239,
];
const CENTER_BOTTOM = [
  -5.447609879822406e+01,
  1.615858368580409e+02,
  -1.556989798598866e+02,
  6.680131188771972e+01,
  -1.328068155288572e+01,
  1,
];
const TAIL_TOP = [
  -7.784894002430293e-03,
  -3.223964580411365e-01,
  -2.400758277161838,
  -2.549732539343734,
  4.374664141464968,
  2.938163982698783,
];
const TAIL_BOTTOM = [7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996, 3.754408661907416, 1];

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (const coefficient of coefficients) sum = sum * x + coefficient;
  return sum;
}

/**
 * The value that a standard normal stays below with a given probability.
 *
 * @param probability Strictly between 0 and 1.
 * @returns Relative error below 1.2e-9.
 * @throws {RangeError} outside (0, 1).
 * @see P. J. Acklam, An algorithm for computing the inverse normal cumulative distribution function (2003)
 */
export function normalQuantile(probability: number): number {
  if (!(probability > 0 && probability < 1)) {
    throw new RangeError(`Cannot take a normal quantile: expected a probability in (0, 1), got ${probability}`);
  }
  if (probability > 0.5) return -normalQuantile(1 - probability);
  if (probability < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(probability));
    return polynomial(TAIL_TOP, q) / polynomial(TAIL_BOTTOM, q);
  }
  const q = probability - 0.5, r = q * q;
  return polynomial(CENTER_TOP, r) * q / polynomial(CENTER_BOTTOM, r);
}
