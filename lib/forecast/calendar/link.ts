/**
 * The scale on which models work: the logarithm of the value plus a small shift, bent before an upper bound.
 *
 * Weekends, quarter ends and growth multiply a server's load, so on a log scale they add; the shift keeps values at or near zero from
 * dominating. A percentage cannot pass 100: its link is that of the demand behind it, of which less and less is served near the ceiling.
 * A series with negative values keeps its own scale.
 */
import { orderStatistic } from "@lib/stats/order_statistic.ts";

/**
 * A link: log(value + shift); the same of the demand d behind a bounded value, value = d / (1 + (d / ceiling)⁸)^⅛; or the value itself.
 * At half the ceiling demand and value are nearly the same, at nine tenths they differ by 7 %.
 */
export interface Link {
  readonly kind: "log" | "bounded" | "identity";
  /** Unit of the series; 0 for identity. */
  readonly shift: number;
  /** Unit of the series; infinite unless the kind is bounded. */
  readonly ceiling: number;
}

/** The ceiling lies this much above the bound, so that the bound itself is a value like others. */
const ABOVE_BOUND = 1.03;
/** Values are taken as at most this share of the ceiling: what reads beyond it is far out, not undefined. */
const NEAREST_SHARE = 0.999;

/** Largest ratio of a high to a low value that the log scale may see; what lies lower is squeezed together. */
const LARGEST_RATIO = 20;
/** Least shift as a share of the median, so that a single zero is no catastrophe. */
const LEAST_SHIFT = 0.02;
/** Values that are enough to know a series' range. */
const SAMPLE = 366;

/**
 * The link of a series: the shift c makes (q95 + c) / (q05 + c) at most 20, and is at least 2 % of the median.
 *
 * @param values `NaN` = missing; at least one finite value.
 * @param bound Largest possible value; default none.
 */
export function linkOf(values: Float64Array, bound: number = Infinity): Link {
  let stride = Math.ceil(values.length / SAMPLE);
  // A step of whole weeks would see only one weekday.
  if (stride % 7 === 0) stride++;
  const sample = new Float64Array(Math.ceil(values.length / stride));
  let count = 0, smallest = Infinity;
  for (let index = 0; index < values.length; index++) if (values[index]! < smallest) smallest = values[index]!;
  for (let index = values.length - 1; index >= 0; index -= stride) {
    const value = values[index]!;
    if (value === value) sample[count++] = value;
  }
  if (smallest < 0) return { kind: "identity", shift: 0, ceiling: Infinity };
  if (count === 0) sample[count++] = smallest;
  const rank = (share: number): number => orderStatistic(sample, Math.round(share * (count - 1)), count);
  const low = rank(0.05), middle = rank(0.5), high = rank(0.95);
  const shift = Math.max(LEAST_SHIFT * middle, (high - LARGEST_RATIO * low) / (LARGEST_RATIO - 1));
  return {
    kind: bound === Infinity ? "log" : "bounded",
    shift: shift > 0 ? shift : 1,
    ceiling: bound * ABOVE_BOUND,
  };
}

/** A value on the link scale. */
export function toLink({ kind, shift, ceiling }: Link, value: number): number {
  if (kind === "bounded") {
    const share = Math.min(value / ceiling, NEAREST_SHARE);
    return Math.log(share * ceiling / eighthRoot(1 - eighthPower(share)) + shift);
  }
  return kind === "log" ? Math.log(value + shift) : value;
}

/** Back from the link scale. */
export function fromLink({ kind, shift, ceiling }: Link, value: number): number {
  if (kind === "bounded") {
    const demand = Math.exp(value) - shift;
    return demand / eighthRoot(1 + eighthPower(demand / ceiling));
  }
  return kind === "log" ? Math.exp(value) - shift : value;
}

/** The same of many values, in place. */
export function fillFromLink(link: Link, values: Float64Array): void {
  const { kind, shift, ceiling } = link;
  if (kind === "identity") return;
  for (let index = 0; index < values.length; index++) values[index] = Math.exp(values[index]!) - shift;
  if (kind === "log") return;
  for (let index = 0; index < values.length; index++) {
    const demand = values[index]!;
    values[index] = demand / eighthRoot(1 + eighthPower(demand / ceiling));
  }
}

function eighthPower(value: number): number {
  const square = value * value, fourth = square * square;
  return fourth * fourth;
}

function eighthRoot(value: number): number {
  return Math.sqrt(Math.sqrt(Math.sqrt(value)));
}

/** A whole history on the link scale; missing stays `NaN`. */
export function linked(link: Link, values: Float64Array): Float64Array {
  const result = new Float64Array(values.length);
  for (let index = 0; index < values.length; index++) result[index] = toLink(link, values[index]!);
  return result;
}
