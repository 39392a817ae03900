/** Where a series is cut to be forecast as if the rest had not come yet. */

/** Values that every cut leaves at least. */
const LEAST_HISTORY = 4;

/**
 * Lengths of history, the longest first, each followed by a whole horizon of values.
 *
 * They step back by a horizon, so that no value is forecast twice; by less where the history is short, so that each cut leaves at least
 * half of it.
 *
 * @param length Values of the series.
 * @param horizon Steps ahead, 1 or more.
 * @param wanted Cuts at most.
 * @returns None when the series cannot spare a horizon.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { backtestCuts } from "@lib/forecast/evaluate/backtest_cuts.ts";
 * deepStrictEqual(backtestCuts(400, 48, 3), [352, 304, 256]);
 * deepStrictEqual(backtestCuts(100, 40, 3), [60, 55, 50]);
 * deepStrictEqual(backtestCuts(40, 48, 3), []);
 * ```
 */
export function backtestCuts(length: number, horizon: number, wanted: number): number[] {
  const latest = length - horizon, least = Math.max(LEAST_HISTORY, Math.ceil(length / 2));
  if (latest < LEAST_HISTORY) return [];
  const room = Math.max(0, latest - least);
  const stride = wanted > 1 ? Math.min(horizon, Math.floor(room / (wanted - 1))) : horizon;
  return stride === 0 ? [latest] : Array.from({ length: wanted }, (_, back) => latest - back * stride);
}
