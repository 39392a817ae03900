/** The backtest table in a few rows: who errs how much, how wide and how honest the bands are. */
import { numbersOf, type Table } from "@lib/core/table.ts";
import { comparedError, type Groups, type Slice, sliceKey, type SliceName, slicesOf } from "./backtest_slices.ts";

/** How good a model was on one slice of the backtest. */
export interface LeaderboardRow extends SliceName {
  readonly model: string;
  /** Values compared. */
  readonly n: number;
  /** In the metric's unit; `NaN` over metrics of different units. */
  readonly mae: number;
  /** MAE over that of the in-sample weekly naive, mean over the series; `NaN` where that is unknown. */
  readonly mase: number;
  /** RMSE over that of the in-sample weekly naive, mean over the series; `NaN` where that is unknown. */
  readonly rmsse: number;
  /** Percent. */
  readonly smape: number;
  /** Sum of forecast less actual over the sum of what came, percent; above 0 = forecast too high. */
  readonly bias: number;
  /** Doubled mean pinball loss of the deciles, in the metric's unit; `NaN` over metrics of different units. */
  readonly pinball: number;
  /** Shares of values inside the bands, 0–1. */
  readonly coverage_80: number;
  readonly coverage_95: number;
  /** Mean widths of the bands, in the metric's unit; `NaN` over metrics of different units. */
  readonly width_80: number;
  readonly width_95: number;
  /** 1 − MAE ÷ MAE of the seasonal naive on the same slice (MASE where units differ); `NaN` without one. */
  readonly skill: number;
}

/** How to read a backtest. */
export interface LeaderboardOptions {
  /** Group of each server, for the slice `group`. */
  readonly groups?: Groups;
}

/** The model that every other is measured against. */
export const REFERENCE = "seasonal naive";

const MEASURES = [
  ...["mae", "mase", "rmsse", "smape", "bias", "pinball"] as const,
  ...["coverage_80", "coverage_95", "width_80", "width_95"] as const,
];
type Measure = typeof MEASURES[number];
/** Measures in the unit of a metric. */
const WITH_UNIT: ReadonlySet<Measure> = new Set(["mae", "pinball", "width_80", "width_95"]);

/**
 * Means over the servers of a backtest, weighted by the values compared; the best model of each slice first.
 *
 * @param backtest BACKTEST.
 * @param by Slices that get rows of their own; default the metrics.
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { forecastFleet, leaderboard, smallFleet } from "@lib/forecast/mod.ts";
 * const { panel, regions } = smallFleet({ servers: 3, days: 800 });
 * const [best] = leaderboard(forecastFleet({ panel, regions, horizon: 30, origins: 2 }).backtest);
 * ok(best!.skill > 0);
 * ```
 */
export function leaderboard(
  backtest: Table,
  by: readonly Slice[] = ["metric"],
  { groups }: LeaderboardOptions = {},
): LeaderboardRow[] {
  const n = numbersOf(backtest, "n"), level = numbersOf(backtest, "level");
  const measures = new Map(MEASURES.map((name) => [name, numbersOf(backtest, name)]));
  const slices = slicesOf(backtest, by, groups);
  const errors = new Map<string, Map<string, number>>();
  const rows = slices.map((slice) => {
    const { rows: own, isMixed, model, metric, group, horizon_bucket, regime } = slice;
    const mean = (name: Measure): number =>
      isMixed && WITH_UNIT.has(name)
        ? NaN
        : weightedMean(own, measures.get(name)!, (row) => name === "bias" ? n[row]! * level[row]! : n[row]!);
    const key = sliceKey(slice);
    if (!errors.has(key)) errors.set(key, new Map());
    errors.get(key)!.set(model, weightedMean(own, comparedError(backtest, slice), (row) => n[row]!));
    const means = Object.fromEntries(MEASURES.map((name) => [name, mean(name)])) as Record<Measure, number>;
    const count = own.reduce((sum, row) => sum + n[row]!, 0);
    return { metric, group, horizon_bucket, regime, model, n: count, ...means };
  });
  const order = new Map([...errors.keys()].map((slice, place) => [slice, place]));
  return rows
    .map((row) => {
      const own = errors.get(sliceKey(row))!;
      return { ...row, skill: 1 - own.get(row.model)! / (own.get(REFERENCE) ?? NaN) };
    })
    .sort((a, b) => order.get(sliceKey(a))! - order.get(sliceKey(b))! || a.mase - b.mase || 0);
}

/** Mean of the known values; `NaN` when there are none. */
function weightedMean(rows: readonly number[], values: ArrayLike<number>, weightOf: (row: number) => number): number {
  let sum = 0, weights = 0;
  for (const row of rows) {
    const value = values[row]!;
    if (value !== value) continue;
    const weight = weightOf(row);
    sum += value * weight;
    weights += weight;
  }
  return sum / weights;
}
