/** For tests: a backtest from one origin whose values are given, with a forecast that is the same every day. */
import { dayOf } from "@lib/core/day.ts";
import { QUANTILE_COLUMNS, QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import { type Table, tableOf } from "@lib/core/table.ts";
import { normalQuantile } from "@lib/stats/normal_distribution.ts";
import { type TriedDays, triedDays, type TriedDaysInput } from "./tried_days.ts";

/** What to make. */
export interface MadeTriedDays {
  readonly servers: number;
  readonly days: number;
  /** First day that is forecast; default 2024-01-01, a Monday. */
  readonly start?: string;
  /** What came; the forecast says 50 with a standard deviation of 10. `NaN` = missing. */
  actualOf(server: number, day: number): number;
}

/** Makes the input of `triedDays`. */
export function madeTriedInput({ servers, days, start = "2024-01-01", actualOf }: MadeTriedDays): TriedDaysInput {
  const cells = Array.from(
    { length: servers * days },
    (_, cell) => ({ server: Math.floor(cell / days), day: cell % days }),
  );
  const id = (server: number): string => `server-${server + 1}`;
  const first = dayOf(start);
  const quantiles = QUANTILE_COLUMNS.map((name, index) =>
    [name, new Float64Array(cells.length).fill(50 + 10 * normalQuantile(QUANTILE_LEVELS[index]!))] as const
  );
  const backtestForecast: Table = tableOf({
    server_id: cells.map(({ server }) => id(server)),
    metric: cells.map(() => "cpu_p95"),
    origin: new Int32Array(cells.length).fill(first - 1),
    step: Int32Array.from(cells, ({ day }) => day + 1),
    model: cells.map(() => "calendar ridge"),
    actual: Float64Array.from(cells, ({ server, day }) => actualOf(server, day)),
    ...Object.fromEntries(quantiles),
  });
  const ids = Array.from({ length: servers }, (_, server) => id(server));
  return {
    backtestForecast,
    chosen: { cpu_p95: "calendar ridge" },
    panel: { servers: ids, start: first, days, values: {} },
    regions: ids.map(() => "none"),
  };
}

/** Makes the days. */
export function madeTriedDays(options: MadeTriedDays): TriedDays {
  return triedDays(madeTriedInput(options));
}
