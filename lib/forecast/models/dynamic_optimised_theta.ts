/** The dynamic optimised Theta model: how much the curves are stretched is fitted, and the straight line is drawn anew at each value. */
import { nelderMead } from "@lib/stats/nelder_mead.ts";
import type { PointModel } from "../candidate.ts";

/** What is fitted. */
interface Parameters {
  /** Level before the first value, in the unit of the values. */
  readonly level: number;
  /** Share of an error that the level follows. */
  readonly alpha: number;
  /** Stretch of the curves: 1 is simple exponential smoothing, 2 the classic model; the larger, the more of the line's slope counts. */
  readonly theta: number;
}

/** Straight lines through the values up to each of them: intercept + slope · (1, 2, …). */
interface Lines {
  readonly intercepts: Float64Array;
  readonly slopes: Float64Array;
}

/** Values below which the parameters cannot be told from one another. */
const FEWEST = 6;

/**
 * The model in its state space form; the level before the first value, the share that it follows and the stretch have the least sum of
 * squared errors one step ahead. Needs six values, and no season: see `deseasonalised()`.
 *
 * @see Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler, Models for optimising the theta method and their relationship to state space
 * models, International Journal of Forecasting 32 (2016)
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { dynamicOptimisedTheta } from "@lib/forecast/models/dynamic_optimised_theta.ts";
 * // The whole trend, where there is nothing else, while the classic model takes half of it.
 * const line = Float64Array.from({ length: 60 }, (_, at) => 5 + at);
 * const points = dynamicOptimisedTheta().points(line, 20, { step: 86_400, seasons: [] })!;
 * ok(Math.abs(points[19]! - 84) < 0.5);
 * ```
 */
export function dynamicOptimisedTheta(): PointModel {
  return {
    name: "dynamic optimised theta",
    points(values, horizon) {
      if (values.length < FEWEST) return undefined;
      // Room for the way ahead: there, each expected value takes the place of the one that is not known yet.
      const path = new Float64Array(values.length + horizon);
      path.set(values);
      const lines = { intercepts: new Float64Array(path.length), slopes: new Float64Array(path.length) };
      let mean = 0;
      for (let at = 0; at < values.length; at++) mean = extend(lines, path, at, mean);
      const parameters = fitted(values, lines);
      goOn(path, lines, { ...parameters, from: values.length, mean });
      return path.slice(values.length);
    },
  };
}

/**
 * The straight line through the values up to `at`, from that of one value less.
 *
 * @param mean Mean of the values before.
 * @returns Mean of the values up to `at`.
 */
function extend({ intercepts, slopes }: Lines, path: Float64Array, at: number, mean: number): number {
  const count = at + 1, value = path[at]!;
  const slope = at === 0 ? 0 : ((count - 2) * slopes[at - 1]! + 6 * (value - mean) / count) / (count + 1);
  const next = mean + (value - mean) / count;
  slopes[at] = slope;
  intercepts[at] = next - slope * (count + 1) / 2;
  return next;
}

function fitted(values: Float64Array, lines: Lines): Parameters {
  const first = values[0]!;
  const [level, alpha, theta] = nelderMead(
    (at) => squaredErrors(values, lines, { level: at[0]!, alpha: at[1]!, theta: at[2]! }),
    {
      start: [first / 2, 0.5, 2],
      step: [Math.abs(first) / 4 || 1, 0.2, 1.5],
      low: [-Infinity, 0.1, 1],
      high: [Infinity, 0.99, 1e6],
      moves: 150,
    },
  );
  return { level: level!, alpha: alpha!, theta: theta! };
}

/** Sum of squared errors one step ahead, from the second value on: the first has no line before it. */
function squaredErrors(
  values: Float64Array,
  { intercepts, slopes }: Lines,
  { level, alpha, theta }: Parameters,
): number {
  const kept = 1 - alpha, stretch = 1 - 1 / theta;
  let state = kept * level + alpha * values[0]!, left = kept, squares = 0;
  for (let at = 1; at < values.length; at++) {
    // (1 − α)ᵗ of the line's start and (1 − (1 − α)ᵗ⁺¹) / α of its slope.
    const line = left * intercepts[at - 1]! + (1 - left * kept) / alpha * slopes[at - 1]!;
    const value = values[at]!, error = value - (state + stretch * line);
    squares += error * error;
    state = kept * state + alpha * value;
    left *= kept;
  }
  return squares;
}

/** Where the way ahead starts. */
interface Ahead extends Parameters {
  /** Steps that are known. */
  readonly from: number;
  /** Mean of the known values. */
  readonly mean: number;
}

/** Fills the path from its end on with expected values, which the level and the line follow as if they were known. */
function goOn(path: Float64Array, lines: Lines, { level, alpha, theta, from, mean }: Ahead): void {
  const kept = 1 - alpha, stretch = 1 - 1 / theta;
  let state = level;
  for (let at = 0; at < from; at++) state = kept * state + alpha * path[at]!;
  for (let at = from; at < path.length; at++) {
    const left = kept ** at;
    path[at] = state +
      stretch * (left * lines.intercepts[at - 1]! + (1 - left * kept) / alpha * lines.slopes[at - 1]!);
    mean = extend(lines, path, at, mean);
    state = kept * state + alpha * path[at]!;
  }
}
