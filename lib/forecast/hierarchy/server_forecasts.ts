/** The servers' own forecasts, out of the gold tables, in cores. */
import { numbersOf, type Table, textsOf } from "@lib/core/table.ts";
import { QUANTILE_COLUMNS } from "@lib/core/quantile_levels.ts";
import { meanOfQuantiles } from "../mean_of_quantiles.ts";

/** Forecasts of CPU from one origin. */
export interface ServerForecasts {
  /** Last day of the history used. */
  readonly origin: number;
  /** By server id: expected percent, one per step. */
  readonly means: ReadonlyMap<string, Float64Array>;
  /** By server id: the table's row of its first step. */
  readonly rows: ReadonlyMap<string, number>;
}

/**
 * Expected CPU per server and origin, the latest origin first.
 *
 * @param table FORECAST or BACKTEST_FORECAST.
 * @param model Only rows of this model; default all.
 */
export function serverForecasts(table: Table, model?: string): ServerForecasts[] {
  const servers = textsOf(table, "server_id"), metrics = textsOf(table, "metric"), models = textsOf(table, "model");
  const origins = numbersOf(table, "origin"), steps = numbersOf(table, "step");
  const quantiles = QUANTILE_COLUMNS.map((name) => numbersOf(table, name));
  const byOrigin = new Map<number, { means: Map<string, Float64Array>; rows: Map<string, number> }>();
  for (let row = 0; row < table.rowCount;) {
    const first = row++, server = servers[first];
    while (row < table.rowCount && steps[row] === steps[row - 1]! + 1 && servers[row] === server) row++;
    if (metrics[first] !== "cpu_p95" || (model !== undefined && models[first] !== model)) continue;
    const own = byOrigin.get(origins[first]!) ?? { means: new Map(), rows: new Map() };
    byOrigin.set(origins[first]!, own);
    own.means.set(server!, meanOfQuantiles(quantiles.map((column) => Float64Array.from(column.subarray(first, row)))));
    own.rows.set(server!, first);
  }
  return [...byOrigin].map(([origin, own]) => ({ origin, ...own })).sort((a, b) => b.origin - a.origin);
}
