/** From a cumulative counter to the rate at which it grows. */

/**
 * Rates of a counter in place of its values: growth over the seconds since the reading before. Where the counter fell it
 * was reset and started again from zero, so its new value is the growth.
 *
 * @param timestamps Milliseconds, rising, all different.
 * @param values The counter; replaced by rates. The first one has none and becomes `NaN`.
 * @param onReset Called with the index of each reading at which the counter had been reset.
 * @see Prometheus, functions: rate() treats every decrease as a reset
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { ratesInPlace } from "@lib/etl/series/counter_rates.ts";
 * const values = Float64Array.of(10, 70, 30);
 * ratesInPlace(Float64Array.of(0, 60_000, 120_000), values, () => {});
 * deepStrictEqual([...values], [NaN, 1, 0.5]);
 * ```
 */
export function ratesInPlace(timestamps: Float64Array, values: Float64Array, onReset: (index: number) => void): void {
  let before = NaN;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (index === 0) values[index] = NaN;
    else {
      const growth = value >= before ? value - before : value;
      if (value < before) onReset(index);
      values[index] = growth * 1000 / (timestamps[index]! - timestamps[index - 1]!);
    }
    before = value;
  }
}
