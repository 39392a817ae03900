/** Models of intermittent series, zero most of the time: how much there is when there is something, and how often that is. */
import { intermittenceOf } from "@lib/stats/intermittence.ts";
import type { PointModel } from "../candidate.ts";
import { share } from "./option_checks.ts";

/** What the models of intermittent series may be told. */
export interface CrostonOptions {
  /**
   * How often there is something is smoothed as the interval between values above zero (`"croston"`, with the correction of Syntetos and
   * Boylan for its bias), or as their probability at each step, which also sinks while nothing comes (`"tsb"`, after Teunter, Syntetos and
   * Babai). Default `"croston"`.
   */
  readonly variant?: "croston" | "tsb";
  /** Share of an error that the size follows, 0 to 1. Default 0.1. */
  readonly alpha?: number;
  /** Share of an error that the interval or the probability follows, 0 to 1. Default 0.1. */
  readonly beta?: number;
}

/** What an intermittent series is made of. */
interface Demand {
  /** The values above zero. */
  readonly sizes: readonly number[];
  /** Steps to each of them from the one before, or from before the first step. */
  readonly intervals: readonly number[];
}

/**
 * The mean value per step, at every step ahead: size by probability. Needs two values above zero, 1.32 steps apart or more on average, and
 * none below zero.
 *
 * @throws {RangeError} when a share is outside 0 to 1.
 * @see Croston, Forecasting and stock control for intermittent demands, Operational Research Quarterly 23 (1972); Syntetos and Boylan, The
 * accuracy of intermittent demand estimates, International Journal of Forecasting 21 (2005); Teunter, Syntetos and Babai, Intermittent
 * demand: linking forecasting to inventory obsolescence, European Journal of Operational Research 214 (2011)
 * @example
 * ```ts
 * import { deepStrictEqual, ok } from "node:assert/strict";
 * import { croston } from "@lib/forecast/models/croston.ts";
 * // 6 every third step: 2 per step, less the correction of a twentieth.
 * const values = Float64Array.of(0, 0, 6, 0, 0, 6), frame = { step: 3600, seasons: [] };
 * deepStrictEqual(croston().points(values, 2, frame), Float64Array.of(1.9, 1.9));
 * // After a long silence, little is left to come.
 * const silent = new Float64Array(100);
 * silent.set(values);
 * ok(croston({ variant: "tsb" }).points(silent, 1, frame)![0]! < 0.1);
 * ```
 */
export function croston({ variant = "croston", alpha = 0.1, beta = 0.1 }: CrostonOptions = {}): PointModel {
  share("model of intermittent series", "alpha", alpha);
  share("model of intermittent series", "beta", beta);
  const shares = alpha === 0.1 && beta === 0.1 ? "" : ` ${alpha} ${beta}`;
  return {
    name: (variant === "croston" ? "Croston" : "TSB") + shares,
    points(values, horizon) {
      const demand = demandOf(values);
      if (!demand) return undefined;
      const size = smoothed(demand.sizes, alpha);
      const rate = variant === "croston"
        ? (1 - beta / 2) / smoothed(demand.intervals, beta)
        : probabilityOf(values, demand.sizes.length, beta);
      return new Float64Array(horizon).fill(size * rate);
    },
  };
}

/** Sizes and intervals, or `undefined` when something comes too often for an intermittent series, or but once. */
function demandOf(values: Float64Array): Demand | undefined {
  const kind = intermittenceOf(values)?.kind;
  if (kind !== "intermittent" && kind !== "lumpy") return undefined;
  const sizes: number[] = [], intervals: number[] = [];
  let before = -1;
  for (let at = 0; at < values.length; at++) {
    if (values[at]! < 0) return undefined;
    if (values[at] === 0) continue;
    sizes.push(values[at]!);
    intervals.push(at - before);
    before = at;
  }
  return sizes.length >= 2 ? { sizes, intervals } : undefined;
}

/** Exponential smoothing from the first value on. */
function smoothed([first, ...rest]: readonly number[], share: number): number {
  return rest.reduce((level, value) => level + share * (value - level), first!);
}

/** Smoothed share of steps above zero; it starts at that of the whole history. */
function probabilityOf(values: Float64Array, above: number, share: number): number {
  let probability = above / values.length;
  for (const value of values) probability += share * (Number(value > 0) - probability);
  return probability;
}
