/** Holt's method: a level and a trend, both smoothed; the trend may fade on the way ahead. */
import { linearTrend } from "@lib/stats/linear_trend.ts";
import { nelderMead } from "@lib/stats/nelder_mead.ts";
import type { PointModel } from "../candidate.ts";

/** What Holt's method may be told. */
export interface DampedHoltOptions {
  /** Share of the trend that is left after each step, above 0 and up to 1: 1 is Holt's linear method. Default: fitted, 0.8 to 0.98. */
  readonly phi?: number;
}

/** Shares that say how fast the states follow. */
interface Shares {
  /** Share of an error that the level follows. */
  readonly alpha: number;
  /** Share of the level's change that the trend follows. */
  readonly beta: number;
  /** Share of the trend that is left after a step. */
  readonly phi: number;
}

interface States {
  readonly level: number;
  readonly trend: number;
}

/** Values below which the shares cannot be told from one another. */
const FEWEST = 6;
/** Values whose straight line is the level and the trend before the first one. */
const START = 10;

/**
 * The level at the end and the sum of a fading trend; the shares are those with the least sum of squared errors one step ahead. Needs six
 * values.
 *
 * @throws {RangeError} when phi is out of its range.
 * @see Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing (2008), section 2.5, the ETS(A,Ad,N) model
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { dampedHolt } from "@lib/forecast/models/damped_holt.ts";
 * const line = Float64Array.from({ length: 40 }, (_, at) => 3 * at), frame = { step: 86_400, seasons: [] };
 * ok(Math.abs(dampedHolt({ phi: 1 }).points(line, 10, frame)![9]! - 3 * 49) < 1e-6);
 * ok(dampedHolt().points(line, 10, frame)![9]! < 3 * 49);
 * ```
 */
export function dampedHolt({ phi }: DampedHoltOptions = {}): PointModel {
  if (phi !== undefined && !(phi > 0 && phi <= 1)) {
    throw new RangeError(`Cannot make a damped Holt model: expected phi above 0 and up to 1, got ${phi}`);
  }
  return {
    name: phi === undefined ? "damped Holt" : phi === 1 ? "linear Holt" : `damped Holt ${phi}`,
    points(values, horizon) {
      if (values.length < FEWEST) return undefined;
      const start = startOf(values), shares = fittedShares(values, start, phi);
      const { level, trend } = followed(values, start, shares);
      // φ + φ² + … of the trend.
      let faded = 1, sum = 0;
      return new Float64Array(horizon).map(() => {
        faded *= shares.phi;
        sum += faded;
        return level + sum * trend;
      });
    },
  };
}

/** The line through the first values, one step before the first of them. */
function startOf(values: Float64Array): States {
  const { intercept, slope } = linearTrend(values.subarray(0, START));
  return { level: intercept - slope, trend: slope };
}

function fittedShares(values: Float64Array, start: States, phi: number | undefined): Shares {
  const isFree = phi === undefined;
  const [alpha, beta, fitted] = nelderMead(
    (at) => squaredErrors(values, start, { alpha: at[0]!, beta: at[1]!, phi: phi ?? at[2]! }),
    {
      start: isFree ? [0.4, 0.1, 0.95] : [0.4, 0.1],
      step: isFree ? [0.3, 0.2, -0.06] : [0.3, 0.2],
      low: isFree ? [0.001, 0.0001, 0.8] : [0.001, 0.0001],
      high: isFree ? [0.999, 0.999, 0.98] : [0.999, 0.999],
    },
  );
  return { alpha: alpha!, beta: beta!, phi: phi ?? fitted! };
}

/** The states after the last value: each error e moves the level by α·e and the trend by α·β·e. */
function followed(values: Float64Array, start: States, { alpha, beta, phi }: Shares): States {
  let { level, trend } = start;
  for (const value of values) {
    const expected = level + phi * trend, error = value - expected;
    level = expected + alpha * error;
    trend = phi * trend + alpha * beta * error;
  }
  return { level, trend };
}

/**
 * Sum of squared errors along the same way. The next expected value, level + φ·trend, is expected + (α + φαβ)·error + φ²·trend: written so,
 * the least of it has to wait for the step before.
 */
function squaredErrors(values: Float64Array, start: States, { alpha, beta, phi }: Shares): number {
  const ofTrend = phi * alpha * beta, gain = alpha + ofTrend, kept = 1 - gain;
  let faded = phi * start.trend, expected = start.level + faded, squares = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!, error = value - expected;
    squares += error * error;
    faded *= phi;
    expected = kept * expected + (gain * value + faded);
    faded += ofTrend * error;
  }
  return squares;
}
