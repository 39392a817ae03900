/**
 * The scale on which models work: the logarithm of the value plus a small shift.
 *
 * Weekends, quarter ends and growth multiply a server's load, so on a log scale they add; the shift keeps values at or near zero from
 * dominating. A series with negative values keeps its own scale.
 */
import { orderStatistic } from "@lib/stats/order_statistic.ts";

/** A link: log(value + shift), or the value itself. */
export interface Link {
  readonly kind: "log" | "identity";
  /** Unit of the series; 0 for identity. */
  readonly shift: number;
}

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
 */
export function linkOf(values: Float64Array): Link {
  let stride = Math.ceil(values.length / SAMPLE);
  // A step of whole weeks would see only one weekday.
  if (stride % 7 === 0) stride++;
  const sample = new Float64Array(Math.ceil(values.length / stride));
  let count = 0, smallest = Infinity;
  for (const value of values) if (value < smallest) smallest = value;
  for (let index = values.length - 1; index >= 0; index -= stride) {
    const value = values[index]!;
    if (value === value) sample[count++] = value;
  }
  if (smallest < 0) return { kind: "identity", shift: 0 };
  if (count === 0) sample[count++] = smallest;
  const rank = (share: number): number => orderStatistic(sample, Math.round(share * (count - 1)), count);
  const low = rank(0.05), middle = rank(0.5), high = rank(0.95);
  const shift = Math.max(LEAST_SHIFT * middle, (high - LARGEST_RATIO * low) / (LARGEST_RATIO - 1));
  return { kind: "log", shift: shift > 0 ? shift : 1 };
}

/** A value on the link scale. */
export function toLink(link: Link, value: number): number {
  return link.kind === "log" ? Math.log(value + link.shift) : value;
}

/** Back from the link scale. */
export function fromLink(link: Link, value: number): number {
  return link.kind === "log" ? Math.exp(value) - link.shift : value;
}

/** A whole history on the link scale; missing stays `NaN`. */
export function linked({ kind, shift }: Link, values: Float64Array): Float64Array {
  const result = new Float64Array(values.length);
  if (kind === "log") {
    for (let index = 0; index < values.length; index++) result[index] = Math.log(values[index]! + shift);
  } else result.set(values);
  return result;
}
