/** Five numbers that describe a distribution, drawn as a box. */
// @ts-types="@types/d3-array"
import { quantileSorted } from "d3-array";
import * as Plot from "@observablehq/plot";
import { INK } from "./theme.ts";

/** Quantiles of one group's values. */
export interface Spread {
  readonly group: string;
  readonly p05: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
}

/** The spread of ascending values, or `undefined` when there are none. */
export function spreadOf(group: string, sorted: ArrayLike<number>): Spread | undefined {
  if (sorted.length === 0) return undefined;
  const values = Array.from(sorted);
  const at = (level: number): number => quantileSorted(values, level) ?? NaN;
  return { group, p05: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95) };
}

/** Boxes of spreads, one row each: whiskers 5 to 95 %, box 25 to 75 %, line at the median. */
export function spreadMarks(spreads: readonly Spread[]): Plot.Markish[] {
  return [
    Plot.ruleY(spreads, { y: "group", x1: "p05", x2: "p95", stroke: "group", strokeWidth: 1.5 }),
    Plot.barX(spreads, { y: "group", x1: "p25", x2: "p75", fill: "group", insetTop: 4, insetBottom: 4 }),
    Plot.tickX(spreads, { y: "group", x: "p50", stroke: INK.paper, strokeWidth: 2.5, insetTop: 4, insetBottom: 4 }),
  ];
}
