/** The backtest's coverage in a few rows, as charts and reports show it. */
import type { Table } from "@lib/core/table.ts";
import type { Slice } from "./backtest_slices.ts";
import { leaderboard } from "./leaderboard.ts";

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

/** Values without which a slice says nothing about coverage. */
const FEWEST_VALUES = 30;

/**
 * Coverage of the chosen models over the whole backtest, by days ahead and by regime; the first two rows are overall.
 * Slices of less than 30 values are left out.
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
        if (slice.length > 0 && n < FEWEST_VALUES) return [];
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
