/** The regression of a series on its own past, by least squares or least absolute deviations, both with a ridge. */
import { cholesky, solveCholesky } from "@lib/stats/cholesky.ts";
import { type LagProducts, lagProducts } from "@lib/stats/lag_products.ts";

/** How a regression on lags is fitted. */
export interface LagRegressionOptions {
  /** Whole steps, 1 or more, ascending. */
  readonly lags: readonly number[];
  /** Penalty on the squared coefficients (not on the intercept), above 0, for a series of about unit scale. */
  readonly penalty: number;
  /** Weight of a step relative to the one after it, above 0 and up to 1. */
  readonly decay: number;
  /** Solves: 1 gives least squares; each more moves toward least absolute deviations. */
  readonly passes: number;
  /** The equations of the first solve, where they are known; they are changed. Only with decay 1. */
  readonly products?: LagProducts;
}

/** Penalty on the intercept: none but what keeps the matrix definite. */
const INTERCEPT_PENALTY = 1e-6;
/** An error smaller than this weighs no more than this one. */
const LEAST_ERROR = 0.05;

/**
 * Coefficients: the intercept, then one per lag.
 *
 * Least absolute deviations by iteratively reweighted least squares: an error of the last pass gets the weight 1/|error|, with which its
 * square counts as its size.
 *
 * @param values About unit scale, finite, more than the largest lag.
 * @see Hoerl and Kennard, Ridge Regression (1970); Schlossmacher, An Iterative Technique for Absolute Deviations Curve Fitting (1973)
 */
export function lagRegression(
  values: Float64Array,
  { lags, penalty, decay, passes, products }: LagRegressionOptions,
): Float64Array {
  const steps = values.length - lags.at(-1)!;
  const fading = decay === 1
    ? undefined
    : Float64Array.from({ length: steps }, (_, step) => decay ** (steps - 1 - step));
  let weights: Float64Array | undefined = fading;
  for (let pass = 1;; pass++) {
    const { gram, moments } = pass === 1 && products ? products : lagProducts(values, lags, weights);
    const size = moments.length;
    for (let column = 0; column < size; column++) {
      gram[column * size + column]! += column === 0 ? INTERCEPT_PENALTY : penalty;
    }
    const coefficients = solveCholesky(cholesky(gram, size), size, moments);
    if (pass >= passes) return coefficients;
    weights = lagErrors(values, lags, coefficients).map((error, step) =>
      (fading ? fading[step]! : 1) / Math.max(LEAST_ERROR, Math.abs(error))
    );
  }
}

/** What each step has over its fit, from the largest lag on; lag by lag, so that memory is read in order. */
function lagErrors(values: Float64Array, lags: readonly number[], coefficients: Float64Array): Float64Array {
  const reach = lags.at(-1)!;
  const errors = values.slice(reach);
  for (let step = 0; step < errors.length; step++) errors[step]! -= coefficients[0]!;
  lags.forEach((lag, index) => {
    const coefficient = coefficients[index + 1]!, from = reach - lag;
    for (let step = 0; step < errors.length; step++) errors[step]! -= coefficient * values[from + step]!;
  });
  return errors;
}

/**
 * Continues a series by its regression, each step from those before it, forecasts included.
 *
 * @returns The steps ahead only.
 */
export function continueByLags(
  values: Float64Array,
  lags: readonly number[],
  coefficients: Float64Array,
  horizon: number,
): Float64Array {
  const count = values.length, reach = lags.at(-1)!;
  const path = new Float64Array(reach + horizon);
  path.set(values.subarray(count - reach));
  for (let at = reach; at < path.length; at++) {
    let sum = coefficients[0]!;
    for (let index = 0; index < lags.length; index++) sum += coefficients[index + 1]! * path[at - lags[index]!]!;
    path[at] = sum;
  }
  return path.slice(reach);
}
