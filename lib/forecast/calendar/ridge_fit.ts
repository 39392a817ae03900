/**
 * Fits one series to a factored design: penalised least squares that neither incidents nor resizes lead astray.
 *
 * minimise Σ ρ(y − Xβ − shifts) + penalties, with Huber's ρ: errors beyond 1.5 standard deviations count linearly. Huber's modified residuals
 * reach it with the one factor that the fleet shares: errors are cut, the values moved by what was cut, the fit repeated.
 *
 * @see Huber, Robust Statistics (1981), 7.8 (modified residuals)
 */
import { cholesky, solveCholesky } from "@lib/stats/cholesky.ts";
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import { addScaledRow, type CalendarDesign } from "./calendar_design.ts";
import { fillResiduals, projected } from "./design_passes.ts";
import type { FactoredDesign } from "./factored_design.ts";
import { fillLaterSums, lasts, type LikeliestShift, likeliestShift, SHIFT_PENALTY } from "./lasting_shifts.ts";

/** A lasting shift of level. */
export interface Shift {
  /** First day of the new level, counted from the first day of the design. */
  readonly at: number;
  /** New level less the old one, on the scale of the values. */
  readonly size: number;
}

/** What fits a series. */
export interface RidgeFit {
  /** One per term. */
  readonly coefficients: Float64Array;
  readonly shifts: readonly Shift[];
  /** Values less fit, `NaN` = missing. */
  readonly residuals: Float64Array;
  /** Standard deviation of the noise as the median residual shows it; 0 where most residuals are. */
  readonly noise: number;
  /** The noise, but at least half the root mean square of the residuals: a few large errors among small ones are not forgotten. */
  readonly spread: number;
}

/** Standard deviations of noise beyond which an error is cut. */
const CUT_AT = 1.5;
/** Share of the limit below which a change of what is cut does not matter. */
const LEAST_CUT = 0.02;
/** Squared standard deviations that a shift has to take off the sum of squares. */
const LEAST_GAIN = 20;
/** How often the typical gain a gain is that noise alone hardly reaches. */
const STANDS_OUT = 12;
/** Places looked at for shifts; each takes a fit. */
const MOST_LOOKS = 8;
/** Days below which no shift is looked for. */
const FEWEST_DAYS = 84;
/** Every so many residuals show the noise of a long series. */
const NOISE_SAMPLE = 300;

/**
 * Fits a series.
 *
 * @param factor Factor of the series' own where it lacks days, else the model's.
 * @param values One per day of history, `NaN` = missing, about 0.
 */
export function fitRidge(model: FactoredDesign, factor: Float64Array, values: Float64Array): RidgeFit {
  const { design, expected } = model, { scratch } = design;
  const days = design.days, size = design.terms.length;
  const columns: ShiftColumn[] = [];
  const { target, kept } = scratch;
  if (expected) fillDifference(values, expected.fit, target);
  else target.set(values);
  // The target less what was cut of it, its projection, and the terms that fit it best as long as there is no shift.
  kept.set(target);
  const right = projected(design, target);
  let shiftless = right;
  let { residuals, otherResiduals } = scratch;
  let coefficients = right, sizes: number[] = [];
  let noise = 0;

  const solve = (): void => {
    shiftless = solveCholesky(factor, size, right.slice());
    placeShifts();
  };
  const placeShifts = (): void => {
    coefficients = shiftless;
    if (columns.length === 0) return;
    sizes = shiftSizes(columns, kept, shiftless);
    coefficients = shiftless.slice();
    sizes.forEach((own, index) => {
      const { solved } = columns[index]!;
      for (let term = 0; term < size; term++) coefficients[term]! -= own * solved[term]!;
    });
  };
  const look = (): void => {
    fillResiduals(design, coefficients, target, residuals);
    columns.forEach(({ at }, index) => subtractFrom(residuals, at, sizes[index]!));
    noise = noiseOf(residuals);
  };
  const cut = (): void => cutErrors(design, { residuals, target, kept, right }, CUT_AT * noise);

  solve();
  look();
  if (noise > 0) {
    if (days >= FEWEST_DAYS) findShifts();
    cut();
    solve();
    look();
    // The residuals after this last solution differ little from those before it, which are known.
    cut();
    solve();
  }
  if (expected) {
    coefficients = coefficients.map((own, term) => own + expected.coefficients[term]!);
  }
  return {
    coefficients,
    shifts: columns.map(({ at }, index) => ({ at, size: sizes[index]! })),
    residuals: residuals.slice(),
    noise,
    spread: Math.max(noise, rootMeanSquare(residuals) / 2),
  };

  function findShifts(): void {
    const passing: number[] = [];
    let last: LikeliestShift | undefined, takeBack = (): void => {};
    fillLaterSums(residuals, scratch.laterSums);
    for (let looked = 0; looked < MOST_LOOKS; looked++) {
      const next = likeliestShift(scratch.laterSums, model.shiftWeights, columns.map(({ at }) => at), passing);
      // What a shift takes off is measured by what such shifts take off anywhere else once this one is gone; not as long as there is another one.
      if (last) {
        const typical = next.typical();
        if (last.gain < LEAST_GAIN * Math.max(typical, noise * noise) && !(next.gain > STANDS_OUT * typical)) {
          takeBack();
          return;
        }
      }
      last = undefined;
      if (next.at < 0 || next.gain < LEAST_GAIN * noise * noise) return;
      if (!lasts(levelOn, days, next)) {
        passing.push(next.at);
        continue;
      }
      const before = { coefficients, sizes, noise };
      takeBack = () => {
        columns.pop();
        ({ coefficients, sizes, noise } = before);
        [residuals, otherResiduals] = [otherResiduals, residuals];
      };
      columns.push(shiftColumn(model, factor, target, next.at));
      last = next;
      [residuals, otherResiduals] = [otherResiduals, residuals];
      placeShifts();
      look();
      fillLaterSums(residuals, scratch.laterSums);
    }
  }

  function levelOn(day: number): number {
    let level = residuals[day]!;
    for (let at = design.rowStart[day + 1]! - 1; at >= design.rowStart[day]!; at--) {
      const column = design.column[at]!;
      if (column < design.wander) break;
      level += coefficients[column]! * design.entry[at]!;
    }
    return level;
  }
}

/** Takes off the target what lies beyond a limit, and says so to its projection. */
function cutErrors(
  design: CalendarDesign,
  { residuals, target, kept, right }: Record<"residuals" | "target" | "kept" | "right", Float64Array>,
  limit: number,
): void {
  const least = LEAST_CUT * limit;
  for (let day = 0; day < residuals.length; day++) {
    const residual = residuals[day]!;
    const beyond = residual > limit ? residual - limit : residual < -limit ? residual + limit : 0;
    const change = target[day]! - beyond - kept[day]!;
    // Not of a missing day either.
    if (!(Math.abs(change) >= least)) continue;
    kept[day]! += change;
    addScaledRow(design, day, change, right);
  }
}

function subtractFrom(values: Float64Array, first: number, size: number): void {
  for (let day = first; day < values.length; day++) values[day]! -= size;
}

function fillDifference(values: Float64Array, others: Float64Array, result: Float64Array): void {
  for (let index = 0; index < result.length; index++) result[index] = values[index]! - others[index]!;
}

/** A column of the design that is the series' own: 1 from a day on. */
interface ShiftColumn {
  readonly at: number;
  /** Xᵀs over the days that have a value, and A⁻¹ of it. */
  readonly shared: Float64Array;
  readonly solved: Float64Array;
}

function shiftColumn(
  { design }: FactoredDesign,
  factor: Float64Array,
  target: Float64Array,
  at: number,
): ShiftColumn {
  const { step } = design.scratch;
  for (let day = 0; day < step.length; day++) step[day] = target[day] !== target[day] ? NaN : day < at ? 0 : 1;
  const shared = projected(design, step);
  return { at, shared, solved: solveCholesky(factor, shared.length, shared.slice()) };
}

/** Sizes of shifts that minimise the sum of squares together with the terms: the Schur complement of the terms. */
function shiftSizes(columns: readonly ShiftColumn[], kept: Float64Array, coefficients: Float64Array): number[] {
  const count = columns.length;
  const matrix = new Float64Array(count * count), right = new Float64Array(count);
  columns.forEach(({ at, shared }, row) => {
    right[row] = laterSum(kept, at) - product(shared, coefficients);
    for (let column = 0; column <= row; column++) {
      const other = columns[column]!;
      matrix[row * count + column] = laterCount(kept, Math.max(at, other.at)) - product(shared, other.solved) +
        (row === column ? SHIFT_PENALTY : 0);
    }
  });
  return [...solveCholesky(cholesky(matrix, count), count, right)];
}

function laterSum(values: Float64Array, from: number): number {
  let sum = 0;
  for (let day = from; day < values.length; day++) if (values[day] === values[day]) sum += values[day]!;
  return sum;
}

function laterCount(values: Float64Array, from: number): number {
  let count = 0;
  for (let day = from; day < values.length; day++) if (values[day] === values[day]) count++;
  return count;
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
}

/** 1.4826 × the median size of the residuals; rounding errors of a perfect fit are no noise. */
function noiseOf(residuals: Float64Array): number {
  let stride = Math.ceil(residuals.length / NOISE_SAMPLE);
  // A step of whole weeks would see only one weekday.
  if (stride % 7 === 0) stride++;
  const sizes = new Float64Array(Math.ceil(residuals.length / stride));
  let count = 0;
  for (let day = residuals.length - 1; day >= 0; day -= stride) {
    const residual = residuals[day]!;
    if (residual === residual) sizes[count++] = Math.abs(residual);
  }
  const noise = 1.4826 * medianInPlace(sizes, count);
  return noise > 1e-9 ? noise : 0;
}

function rootMeanSquare(values: Float64Array): number {
  let squares = 0, count = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value !== value) continue;
    squares += value * value;
    count++;
  }
  return Math.sqrt(squares / count);
}
