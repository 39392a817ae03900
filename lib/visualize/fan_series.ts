/** Histories and forecasts of the tables as the series that the fans draw. */
import { dateOf } from "@lib/core/day.ts";
import type { Region } from "@lib/core/holidays.ts";
import { type Metric, METRICS } from "@lib/core/metric.ts";
import { type FleetPanel, historyOf } from "@lib/core/panel.ts";
import { numbersOf, type Table, textsOf } from "@lib/core/table.ts";
import type { FanSeries, ForecastPoint } from "./charts/forecast_fan.ts";

/** What to draw. */
export interface FanChoice {
  readonly server: string;
  readonly metric: string;
  /** Why it is shown. */
  readonly note?: string;
}

/** What stands beside the series. */
export interface FanContext {
  /** Region of each server of the panel. */
  readonly regions?: readonly Region[];
  /** Limit per metric, in its unit. */
  readonly limits?: Readonly<Partial<Record<Metric, number>>>;
}

const POINT_QUANTILES = ["q025", "q10", "q20", "q30", "q50", "q70", "q80", "q90", "q975"] as const;

/**
 * The fans of some servers and metrics; one that was not forecast is left out.
 *
 * @param panel The history.
 * @param forecast FORECAST.
 */
export function fanSeries(
  panel: FleetPanel,
  forecast: Table,
  chosen: readonly FanChoice[],
  { regions = [], limits = {} }: FanContext = {},
): FanSeries[] {
  const servers = textsOf(forecast, "server_id"), metrics = textsOf(forecast, "metric");
  const days = numbersOf(forecast, "timestamp");
  const quantiles = POINT_QUANTILES.map((name) => [name, numbersOf(forecast, name)] as const);
  const points = new Map(chosen.map(({ server, metric }) => [keyOf(server, metric), [] as ForecastPoint[]]));
  for (let row = 0; row < forecast.rowCount; row++) {
    points.get(keyOf(servers[row], metrics[row]))?.push({
      timestamp: dateOf(days[row]!),
      ...Object.fromEntries(quantiles.map(([name, values]) => [name, values[row]!])),
    } as unknown as ForecastPoint);
  }
  return chosen.flatMap(({ server, metric, note }) => {
    const own = points.get(keyOf(server, metric)) ?? [], place = panel.servers.indexOf(server);
    const known = METRICS.find((name) => name === metric);
    if (own.length === 0 || place < 0 || !known) return [];
    const history = Array.from(historyOf(panel, known, place), (value, day) => ({
      timestamp: dateOf(panel.start + day),
      value: Number.isNaN(value) ? null : value,
    }));
    const limit = limits[known], region = regions[place];
    return [{
      server,
      metric,
      history,
      forecast: own,
      ...(note === undefined ? {} : { note }),
      ...(limit === undefined ? {} : { limit }),
      ...(region === undefined ? {} : { region }),
    }];
  });
}

function keyOf(server: string | null | undefined, metric: string | null | undefined): string {
  return `${server}\u0000${metric}`;
}
