/** Five numbers that describe a distribution, drawn as a box. */
import * as Plot from "@observablehq/plot";
import { orderStatistic } from "@lib/stats/order_statistic.ts";
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

/**
 * The spread of values, or `undefined` when there are none: quantiles between two values are interpolated (Hyndman and
 * Fan 1996, definition 7). Selecting five places takes a fifth of the time of sorting.
 *
 * @param values Finite values; reordered in place.
 */
export function spreadOf(group: string, values: Float64Array): Spread | undefined {
  if (values.length === 0) return undefined;
  const at = (level: number): number => {
    const place = (values.length - 1) * level, below = Math.floor(place);
    const low = orderStatistic(values, below);
    return place === below ? low : low + (orderStatistic(values, below + 1) - low) * (place - below);
  };
  return { group, p05: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95) };
}

/** Boxes of spreads, one row each: whiskers 5 to 95 %, box 25 to 75 %, line at the median. */
export function spreadMarks(spreads: readonly Spread[]): Plot.Markish[] {
  return [
    // A single value has no width to see.
    Plot.dot(spreads.filter(({ p05, p95 }) => p05 === p95), { y: "group", x: "p50", fill: "group", r: 4 }),
    Plot.ruleY(spreads, { y: "group", x1: "p05", x2: "p95", stroke: "group", strokeWidth: 1.5 }),
    Plot.barX(spreads, { y: "group", x1: "p25", x2: "p75", fill: "group", insetTop: 4, insetBottom: 4 }),
    Plot.tickX(spreads.filter(({ p05, p95 }) => p05 !== p95), {
      y: "group",
      x: "p50",
      stroke: INK.paper,
      strokeWidth: 2.5,
      insetTop: 4,
      insetBottom: 4,
    }),
  ];
}
