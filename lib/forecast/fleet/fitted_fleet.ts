/** The models of a fleet on its whole history: to take forecasts apart and to see what they have learned. */
import type { Region } from "@lib/core/holidays.ts";
import type { Metric } from "@lib/core/metric.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import type { FittedOutlook, OutlookForecaster } from "../calendar/outlook.ts";
import { fleetDays } from "./fleet_days.ts";
import { fleetSeries } from "./fleet_series.ts";
import { taughtFits } from "./taught_fits.ts";

/** What to fit. */
export interface FittedFleetInput {
  readonly panel: FleetPanel;
  /** Region of each server of the panel. */
  readonly regions: readonly Region[];
  readonly metric: Metric;
  /** Days ahead that will be asked for at most. */
  readonly horizon: number;
}

/**
 * A model fitted to one metric of every server, as the fleet's forecast fits it.
 *
 * @returns By server id; servers without a recent value are left out.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { calendarRidge, explain, fittedFleet, smallFleet } from "@lib/forecast/mod.ts";
 * const { panel, regions } = smallFleet({ servers: 2, days: 400 });
 * const fitted = fittedFleet(calendarRidge, { panel, regions, metric: "cpu_p95", horizon: 30 });
 * strictEqual(explain(fitted.get("server-001")!, 30)[0]?.name, "level");
 * ```
 */
export function fittedFleet(
  model: OutlookForecaster,
  { panel, regions, metric, horizon }: FittedFleetInput,
): Map<string, FittedOutlook> {
  const values = panel.values[metric];
  if (!values) return new Map();
  const series = fleetSeries({ ...panel, values: { [metric]: values } }, fleetDays(panel, regions, horizon), panel.days)
    .historiesAt(panel.days);
  const { fits } = taughtFits(model, series, new Map());
  return new Map(series.map(({ server }, index) => [panel.servers[server]!, fits[index]!]));
}
