/** What the median of a calendar ridge is made of. */
import type { Component } from "../forecaster.ts";
import { type CalendarDesign, rowValue } from "./calendar_design.ts";
import { type Term, YEAR } from "./calendar_terms.ts";
import { fillResiduals } from "./design_passes.ts";
import type { AdjustedHistory } from "./outlook.ts";
import type { RidgeFit } from "./ridge_fit.ts";

/** Trend and mean working day at the end of the history. */
export function ordinaryDay(design: CalendarDesign, coefficients: Float64Array): number {
  const weight = ({ group, kind, bend, name }: Term): number => {
    if (group === "trend" && bend !== undefined) return Math.max(0, design.days - 1 - bend) / YEAR;
    if (kind === "weekday") return name === "Saturday" || name === "Sunday" ? 0 : 1 / 5;
    return kind === "level" ? 1 : 0;
  };
  return coefficients.reduce((sum, value, term) => sum + value * weight(design.terms[term]!), 0);
}

const ORDER = ["level", "trend", "annual", "weekday", "calendar"] as const;

/**
 * Splits the median into components in the unit of the series: each is what it adds to those before it, so that they add up exactly
 * although the link multiplies.
 */
export function componentsOf(
  design: CalendarDesign,
  coefficients: Float64Array,
  level: number,
  horizon: number,
  back: (value: number) => number,
): Component[] {
  const sums = new Float64Array(horizon).fill(level);
  let before = new Float64Array(horizon);
  return ORDER.map((name) => {
    const own = coefficients.map((value, index) => design.terms[index]!.group === name ? value : 0);
    for (let step = 0; step < horizon; step++) sums[step]! += rowValue(design, design.days + step, own);
    const after = sums.map(back);
    const values = after.map((value, step) => value - before[step]!);
    before = after;
    return { name, values };
  });
}

/** A history less its annual, weekday and calendar terms, all of it moved to the last level. */
export function adjustedHistory(
  design: CalendarDesign,
  { coefficients, shifts }: RidgeFit,
  values: Float64Array,
  horizon: number,
): AdjustedHistory {
  const own = coefficients.map((value, term) => {
    const { group } = design.terms[term]!;
    return group === "level" || group === "trend" ? 0 : value;
  });
  const history = new Float64Array(values.length);
  fillResiduals(design, own, values, history);
  for (const { at, size } of shifts) for (let day = 0; day < at; day++) history[day]! += size;
  const ahead = Float64Array.from({ length: horizon }, (_, step) => rowValue(design, design.days + step, own));
  return { history, ahead };
}
