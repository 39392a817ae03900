/** One row per server: a small table to explore a fleet with. */
import { METRICS } from "@lib/core/metric.ts";
import { type FleetPanel, historyOf } from "@lib/core/panel.ts";
import { type Table, textsOf } from "@lib/core/table.ts";

/** A server with the means of its metrics, in their units; a metric that the fleet lacks is absent. */
export type ServerMeans = Readonly<Record<string, string | number>> & {
  readonly server: string;
  readonly server_type: string;
};

/**
 * The mean of each server's daily values, beside its type.
 *
 * @param fleet FLEET, for the types; a server that it does not list is `unknown`.
 * @returns One row per server of the panel; `NaN` where a server has no value at all.
 */
export function serverMeans(panel: FleetPanel, fleet: Table): ServerMeans[] {
  const ids = textsOf(fleet, "server_id"), types = textsOf(fleet, "server_type");
  const typeOf = new Map(ids.map((id, row) => [id, types[row] ?? "unknown"]));
  const metrics = METRICS.filter((metric) => panel.values[metric]);
  return panel.servers.map((server, index) => ({
    server,
    server_type: typeOf.get(server) ?? "unknown",
    ...Object.fromEntries(metrics.map((metric) => [metric, meanOf(historyOf(panel, metric, index))])),
  }));
}

function meanOf(values: Float64Array): number {
  let sum = 0, known = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    known++;
  }
  return sum / known;
}
