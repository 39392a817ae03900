/** The lowest place of a function of a few variables within bounds, without derivatives. */

/** Where a search starts, and where it may go: one value per variable. */
export interface NelderMeadOptions {
  readonly start: readonly number[];
  /** Distance from the start to each other corner of the first simplex, not 0; the bounds cut it. */
  readonly step: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** Moves of the simplex at most. Default 120. */
  readonly moves?: number;
  /** The search ends when the worst corner is worse than the best by this share of it. Default 1e-6. */
  readonly tolerance?: number;
}

/**
 * Moves a simplex downhill: its worst corner is reflected through the others, further where that pays, less far where it does not; where
 * nothing helps, the simplex shrinks towards its best corner. Corners that leave the bounds are put back onto them.
 *
 * @param of Function to minimise; where it is `NaN`, it counts as infinite.
 * @returns The best corner found.
 * @see Nelder and Mead, A simplex method for function minimization, The Computer Journal 7 (1965)
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { nelderMead } from "@lib/stats/nelder_mead.ts";
 * const [x, y] = nelderMead((at) => (at[0]! - 1) ** 2 + (at[1]! - 5) ** 2, {
 *   start: [0, 0],
 *   step: [1, 1],
 *   low: [-9, -9],
 *   high: [9, 3],
 *   tolerance: 1e-12,
 * });
 * ok(Math.abs(x! - 1) < 1e-3 && y === 3);
 * ```
 */
export function nelderMead(of: (at: Float64Array) => number, options: NelderMeadOptions): Float64Array {
  const { start, step, low, high, moves = 120, tolerance = 1e-6 } = options;
  const size = start.length;
  const within = (corner: Float64Array): Float64Array => {
    for (let axis = 0; axis < size; axis++) corner[axis] = Math.min(high[axis]!, Math.max(low[axis]!, corner[axis]!));
    return corner;
  };
  const valueOf = (corner: Float64Array): number => {
    const value = of(corner);
    return Number.isNaN(value) ? Infinity : value;
  };
  const corners = Array.from({ length: size + 1 }, (_, index) => {
    const corner = Float64Array.from(start);
    if (index > 0) corner[index - 1]! += step[index - 1]!;
    return within(corner);
  });
  const values = Float64Array.from(corners, valueOf);
  const center = new Float64Array(size);

  for (let move = 0; move < moves; move++) {
    const { best, worst, second } = ranked(values);
    if (values[worst]! - values[best]! <= tolerance * Math.abs(values[best]!)) break;
    centerWithout(corners, worst, center);
    /** The point on the line from the center (0) to the worst corner (1). */
    const along = (share: number): Float64Array =>
      within(center.map((value, axis) => value + share * (corners[worst]![axis]! - value)));
    const replace = (corner: Float64Array, value: number): void => {
      corners[worst] = corner;
      values[worst] = value;
    };

    const reflected = along(-1), atReflected = valueOf(reflected);
    if (atReflected < values[best]!) {
      const expanded = along(-2), atExpanded = valueOf(expanded);
      if (atExpanded < atReflected) replace(expanded, atExpanded);
      else replace(reflected, atReflected);
    } else if (atReflected < values[second]!) {
      replace(reflected, atReflected);
    } else {
      const contracted = along(atReflected < values[worst]! ? -0.5 : 0.5), atContracted = valueOf(contracted);
      if (atContracted < Math.min(atReflected, values[worst]!)) {
        replace(contracted, atContracted);
      } else {
        for (let index = 0; index <= size; index++) {
          if (index === best) continue;
          corners[index]!.forEach((value, axis) => corners[index]![axis] = (value + corners[best]![axis]!) / 2);
          values[index] = valueOf(corners[index]!);
        }
      }
    }
  }
  return corners[ranked(values).best]!;
}

/** Places of the lowest, the highest and the second highest value. */
function ranked(values: Float64Array): { best: number; worst: number; second: number } {
  let best = 0, worst = 0;
  for (let index = 1; index < values.length; index++) {
    if (values[index]! < values[best]!) best = index;
    if (values[index]! > values[worst]!) worst = index;
  }
  let second = best;
  for (let index = 0; index < values.length; index++) {
    if (index !== worst && values[index]! > values[second]!) second = index;
  }
  return { best, worst, second };
}

/** The mean of all corners but one. */
function centerWithout(corners: readonly Float64Array[], left: number, into: Float64Array): void {
  into.fill(0);
  corners.forEach((corner, index) => {
    if (index === left) return;
    for (let axis = 0; axis < into.length; axis++) into[axis]! += corner[axis]! / into.length;
  });
}
