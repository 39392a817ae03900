/** The stretches of rows that belong to one forecast in a `forecast` or `backtest_forecast` table. */
import { CapacityError } from "@lib/core/errors.ts";
import type { Metric } from "@lib/core/metric.ts";
import { QUANTILE_COLUMNS } from "@lib/core/quantile_levels.ts";
import { numbersOf, type Table, textsOf } from "@lib/core/table.ts";

/** One forecast: rows `first` to `end` (not included) hold its steps 1, 2, … */
export interface ForecastRun {
  readonly server: string;
  readonly metric: Metric;
  readonly model: string;
  /** Last day of the history used. */
  readonly origin: number;
  readonly first: number;
  readonly end: number;
}

/**
 * The forecasts of a table.
 *
 * @throws {CapacityError} when the steps of a forecast are not 1, 2, … in consecutive rows.
 */
export function forecastRuns(table: Table): ForecastRun[] {
  const servers = textsOf(table, "server_id"), metrics = textsOf(table, "metric"), models = textsOf(table, "model");
  const origins = numbersOf(table, "origin"), steps = numbersOf(table, "step");
  const runs: ForecastRun[] = [];
  for (let row = 0; row < table.rowCount;) {
    const first = row;
    do {
      if (steps[row] !== row - first + 1) {
        throw new CapacityError(
          `Cannot read forecasts: expected step ${row - first + 1}, got ${steps[row]}`,
          {
            place: { row: row + 1, column: "step", server: servers[row] ?? "unknown" },
            remedy: "sort the rows by step",
          },
        );
      }
      row++;
    } while (
      row < table.rowCount && steps[row] !== 1 && servers[row] === servers[first] && metrics[row] === metrics[first]
    );
    runs.push({
      server: servers[first]!,
      metric: metrics[first] as Metric,
      model: models[first]!,
      origin: origins[first]!,
      first,
      end: row,
    });
  }
  return runs;
}

/** The quantile columns of a table, in the order of QUANTILE_LEVELS. */
export function quantilesOf(table: Table): ArrayLike<number>[] {
  return QUANTILE_COLUMNS.map((column) => numbersOf(table, column));
}
