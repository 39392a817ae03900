/**
 * What the models of the pool have in common: they see values without gaps and say points, or quantiles straight from the history.
 *
 * Points get their quantiles from their own errors on earlier origins (series/), so a model is nothing but its mathematics.
 */
import type { CalendarDay } from "@lib/core/calendar.ts";
import type { ManyOrigins } from "./models/many_origins.ts";

/** What a model may know of a series besides its values. */
export interface Frame {
  /** Seconds from one value to the next. */
  readonly step: number;
  /** Season lengths in steps, ascending, for example 24 and 168 for hours; none when empty. */
  readonly seasons: readonly number[];
  /** Time of the first value, milliseconds since 1970 (UTC); unknown when absent. */
  readonly start?: number;
  /** For daily values: the days from the first value on, as far as they are known; absent when unknown. */
  readonly calendar?: readonly CalendarDay[];
}

/** A model whose forecast is one value per step. */
export interface PointModel extends Partial<ManyOrigins> {
  readonly name: string;
  /**
   * @param values Finite, at least one; index 0 is at the frame's start. Not to be changed.
   * @param horizon Steps ahead, 1 or more.
   * @returns One value per step, or `undefined` when the history cannot carry the model. The pool bounds what it gets; it does not mend it.
   */
  points(values: Float64Array, horizon: number, frame: Frame): Float64Array | undefined;
}

/** A model that reads its quantiles from the history. */
export interface QuantileModel {
  readonly name: string;
  /**
   * @param levels Probability levels in (0, 1), ascending.
   * @returns `[level * horizon + step]`, ascending by level, or `undefined` when the history cannot carry the model.
   */
  quantiles(
    values: Float64Array,
    horizon: number,
    levels: readonly number[],
    frame: Frame,
  ): Float64Array | undefined;
}

/** A model of the pool. */
export type Candidate = PointModel | QuantileModel;

/** Whether a candidate says quantiles. */
export function saysQuantiles(candidate: Candidate): candidate is QuantileModel {
  return "quantiles" in candidate;
}
