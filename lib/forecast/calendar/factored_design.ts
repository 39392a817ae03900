/** A design with its penalties and the one factorisation that every series with these days shares. */
import { cholesky, solveLower } from "@lib/stats/cholesky.ts";
import { addScaledRow, type CalendarDesign, gramWithout } from "./calendar_design.ts";
import { fitOf } from "./design_passes.ts";
import type { Lesson } from "./lesson.ts";
import { freshVariance, wanderPrecision } from "./wander.ts";

/** A design ready to be fitted. */
export interface FactoredDesign {
  readonly design: CalendarDesign;
  readonly lesson: Lesson;
  /** Cholesky factor of XᵀX + penalties. */
  readonly factor: Float64Array;
  /** What is expected of the coefficients before the series is seen, and the fit of it; absent when all are expected to be 0. */
  readonly expected: { readonly coefficients: Float64Array; readonly fit: Float64Array } | undefined;
  /** How much wider than a typical error each future row is, for a series that lacks no day. */
  widening(horizon: number): Float64Array;
  /** For each day, what a lasting shift from that day on leaves of itself once the other terms have done their best (see lasting_shifts.ts). */
  readonly shiftWeights: Float64Array;
}

/**
 * Factors a design with what a lesson says of its terms.
 *
 * @param alike Weights by the days of a history, for designs that differ in their holidays only: these hardly change them.
 */
export function factoredDesign(
  design: CalendarDesign,
  lesson: Lesson,
  alike: Map<number, Float64Array> = new Map(),
): FactoredDesign {
  const factor = cholesky(penalised(design, design.gram, lesson), design.terms.length);
  const expected = expectedOf(design, lesson);
  let widening: Float64Array = new Float64Array(0);
  return {
    design,
    lesson,
    factor,
    expected,
    widening(horizon) {
      if (widening.length < horizon) widening = futureWidening(design, lesson, factor, horizon);
      return widening.subarray(0, horizon);
    },
    get shiftWeights() {
      const weights = alike.get(design.days) ?? shiftWeightsOf(design, factor);
      alike.set(design.days, weights);
      return weights;
    },
  };
}

/**
 * The factor for a series that lacks some of the days.
 *
 * @param missing Rows of the history that have no value.
 */
export function factorWithout({ design, lesson, factor }: FactoredDesign, missing: readonly number[]): Float64Array {
  if (missing.length === 0) return factor;
  return cholesky(penalised(design, gramWithout(design, missing), lesson), design.terms.length);
}

function penalised({ terms, wander }: CalendarDesign, gram: Float64Array, { penalties }: Lesson): Float64Array {
  const size = terms.length, knots = size - wander;
  const matrix = gram.slice();
  for (let term = 0; term < wander; term++) matrix[term * size + term]! += penalties[terms[term]!.kind];
  for (let knot = 0; knot < knots; knot++) {
    const at = (wander + knot) * size + wander + knot;
    matrix[at]! += penalties.wander * wanderPrecision(knots, knot, knot);
    if (knot > 0) matrix[at - 1]! += penalties.wander * wanderPrecision(knots, knot, knot - 1);
  }
  return matrix;
}

function expectedOf(design: CalendarDesign, { means }: Lesson): FactoredDesign["expected"] {
  if (means.size === 0) return undefined;
  const coefficients = Float64Array.from(design.terms, ({ name }) => means.get(name) ?? 0);
  return { coefficients, fit: fitOf(design, coefficients) };
}

/**
 * How much wider than a typical error the error on a future day is: its effects were seen only a few times, the trend is not certain, and the
 * level wanders on. √(1 + xᵀA⁻¹x + what the wandering level adds of its own).
 *
 * @param factor Factor of A (the series' own when it lacks days).
 * @see Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2nd ed., 3.4.1 (ridge as a posterior mean)
 */
export function futureWidening(
  design: CalendarDesign,
  { penalties }: Lesson,
  factor: Float64Array,
  horizon: number,
): Float64Array {
  const { terms, days, rowStart, column, entry } = design, size = terms.length;
  const solved = new Float64Array(size), widening = new Float64Array(horizon);
  // L⁻¹x is a sum of columns of L⁻¹, and future days share the few that they need.
  const columns: Float64Array[] = [];
  for (let step = 0; step < horizon; step++) {
    solved.fill(0);
    for (let at = rowStart[days + step]!, end = rowStart[days + step + 1]!; at < end; at++) {
      const term = column[at]!, weight = entry[at]!;
      const own = columns[term] ??= inverseColumn(factor, size, term);
      for (let index = term; index < size; index++) solved[index]! += weight * own[index]!;
    }
    widening[step] = Math.sqrt(1 + squaredLength(solved) + freshVariance(step + 1) / penalties.wander);
  }
  return widening;
}

function inverseColumn(factor: Float64Array, size: number, column: number): Float64Array {
  const unit = new Float64Array(size);
  unit[column] = 1;
  return solveLower(factor, size, unit, column);
}

/** Days between the places whose weight is computed; those between are interpolated. */
const WEIGHT_STEP = 14;

/** sᵀs − sᵀX·A⁻¹·Xᵀs for the column s of a shift from each day on. */
function shiftWeightsOf(design: CalendarDesign, factor: Float64Array): Float64Array {
  const { days } = design, size = design.terms.length;
  const weights = new Float64Array(days), later = new Float64Array(size);
  let known = days;
  for (let day = days - 1; day >= 0; day--) {
    addScaledRow(design, day, 1, later);
    if (day > 0 && day % WEIGHT_STEP !== 0 && days - day > 2 * WEIGHT_STEP) continue;
    weights[day] = days - day - squaredLength(solveLower(factor, size, later.slice()));
    for (let between = day + 1; between < known; between++) {
      weights[between] = weights[day]! + (weights[known]! - weights[day]!) * (between - day) / (known - day);
    }
    known = day;
  }
  return weights;
}

function squaredLength(vector: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < vector.length; index++) sum += vector[index]! * vector[index]!;
  return sum;
}
