/** The backtest table in a few rows: who errs how much, and whether the bands keep their promise. */
import { numbersOf, type Table, textsOf } from "@lib/core/table.ts";

/** How good a model was on one slice of the backtest. */
export interface LeaderboardRow {
  readonly metric: string;
  readonly model: string;
  /** Days ahead, for example `1-30`, or `all`. */
  readonly horizon_bucket: string;
  /** A regime, or `all`. */
  readonly regime: string;
  /** Values compared. */
  readonly n: number;
  /** In the metric's unit; `NaN` over metrics of different units. */
  readonly mae: number;
  /** MAE over that of the in-sample weekly naive, mean over the series; `NaN` where that is unknown. */
  readonly mase: number;
  /** Percent. */
  readonly smape: number;
  /** Doubled mean pinball loss of the deciles, in the metric's unit. */
  readonly pinball: number;
  /** Shares of values inside the bands, 0–1. */
  readonly coverage_80: number;
  readonly coverage_95: number;
  /** 1 − MAE ÷ MAE of the seasonal naive on the same slice; `NaN` without one. */
  readonly skill: number;
}

/** Which slices to show; the others are put together. */
export type Slice = "metric" | "horizon_bucket" | "regime";

const MEASURES = ["mae", "mase", "smape", "pinball", "coverage_80", "coverage_95"] as const;
type Measure = typeof MEASURES[number];
/** Days without which a slice says nothing about coverage. */
const FEWEST_DAYS = 30;
/** The model that every other is measured against. */
const REFERENCE = "seasonal naive";

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
export function leaderboard(backtest: Table, by: readonly Slice[] = ["metric"]): LeaderboardRow[] {
  const regimes = textsOf(backtest, "regime"), buckets = textsOf(backtest, "horizon_bucket");
  const metrics = textsOf(backtest, "metric"), models = textsOf(backtest, "model"), n = numbersOf(backtest, "n");
  const measures = MEASURES.map((name) => numbersOf(backtest, name));
  const groups = new Map<
    string,
    { readonly row: number; readonly sums: Float64Array; readonly weights: Float64Array }
  >();
  for (let row = 0; row < backtest.rowCount; row++) {
    // Each value is counted under its regime and under `all`: one of them is enough.
    if ((regimes[row] === "all") === by.includes("regime")) continue;
    const key = [
      by.includes("metric") ? metrics[row] : "all",
      by.includes("horizon_bucket") ? buckets[row] : "all",
      by.includes("regime") ? regimes[row] : "all",
      models[row],
    ].join("\u0000");
    let group = groups.get(key);
    if (!group) {
      group = { row, sums: new Float64Array(MEASURES.length), weights: new Float64Array(MEASURES.length) };
      groups.set(key, group);
    }
    measures.forEach((values, measure) => {
      if (Number.isNaN(values[row]!)) return;
      group.sums[measure]! += values[row]! * n[row]!;
      group.weights[measure]! += n[row]!;
    });
  }
  const rows = [...groups].map(([key, { sums, weights }]) => {
    const [metric = "", horizon_bucket = "", regime = "", model = ""] = key.split("\u0000");
    const mean = (name: Measure): number => sums[MEASURES.indexOf(name)]! / weights[MEASURES.indexOf(name)]!;
    const mixed = metric === "all" && new Set(metrics).size > 1;
    return {
      metric,
      model,
      horizon_bucket,
      regime,
      n: weights[0]!,
      mae: mixed ? NaN : mean("mae"),
      mase: mean("mase"),
      smape: mean("smape"),
      pinball: mixed ? NaN : mean("pinball"),
      coverage_80: mean("coverage_80"),
      coverage_95: mean("coverage_95"),
    };
  });
  const sliceOf = (row: Omit<LeaderboardRow, "skill">): string =>
    [row.metric, row.horizon_bucket, row.regime].join("\u0000");
  const reference = new Map(rows.filter(({ model }) => model === REFERENCE).map((row) => [sliceOf(row), row.mae]));
  const order = new Map([...new Set(rows.map(sliceOf))].map((slice, place) => [slice, place]));
  return rows
    .map((row) => ({ ...row, skill: 1 - row.mae / (reference.get(sliceOf(row)) ?? NaN) }))
    .sort((a, b) => order.get(sliceOf(a))! - order.get(sliceOf(b))! || a.mase - b.mase || 0);
}

/** The share of values inside a band, beside the share that it promises. */
export interface CoverageRow {
  readonly horizon_bucket: string;
  readonly regime: string;
  /** 0.8 or 0.95. */
  readonly nominal: number;
  readonly got: number;
  /** Values compared. */
  readonly n: number;
}

/**
 * Coverage of the chosen models over the whole backtest, by days ahead and by regime; the first two rows are overall.
 * Slices of less than 30 days are left out.
 *
 * @param backtest BACKTEST.
 * @param chosen The model of each metric; default the best one by MASE.
 */
export function coverageRows(
  backtest: Table,
  chosen: Readonly<Record<string, string>> = bestModels(backtest),
): CoverageRow[] {
  const slices: readonly (readonly Slice[])[] = [[], ["horizon_bucket"], ["regime"]];
  return slices.flatMap((slice) => {
    const rows = leaderboard(backtest, ["metric", ...slice]).filter(({ metric, model }) => chosen[metric] === model);
    return [...Map.groupBy(rows, ({ horizon_bucket, regime }) => `${horizon_bucket}\u0000${regime}`).values()].flatMap(
      (group) => {
        const { horizon_bucket, regime } = group[0]!;
        const n = group.reduce((sum, row) => sum + row.n, 0);
        if (slice.length > 0 && n < FEWEST_DAYS) return [];
        const mean = (name: "coverage_80" | "coverage_95"): number =>
          group.reduce((sum, row) => sum + row[name] * row.n, 0) / n;
        return [
          { horizon_bucket, regime, nominal: 0.8, got: mean("coverage_80"), n },
          { horizon_bucket, regime, nominal: 0.95, got: mean("coverage_95"), n },
        ];
      },
    );
  });
}

function bestModels(backtest: Table): Record<string, string> {
  const best: Record<string, string> = {};
  for (const { metric, model } of leaderboard(backtest)) best[metric] ??= model;
  return best;
}
