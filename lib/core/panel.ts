/**
 * A fleet's daily values as dense arrays: what generation makes, ETL fills and the forecasters read.
 *
 * Value of server s on day d (0-based) is `values[metric][s * days + d]`; `NaN` = missing.
 */
import type { Day } from "./day.ts";
import type { Metric } from "./metric.ts";

/** Daily values of a fleet, one array per metric that the fleet has. */
export interface FleetPanel {
  /** Server ids, in the order of the arrays. */
  readonly servers: readonly string[];
  /** First day. */
  readonly start: Day;
  /** Number of consecutive days. */
  readonly days: number;
  /** Percent or Mbps (see METRIC_INFO), server-major, `NaN` = missing. A metric that the source lacks is absent. */
  readonly values: Readonly<Partial<Record<Metric, Float64Array>>>;
}

/**
 * One server's history of one metric, without copying.
 *
 * @returns `days` values, `NaN` = missing.
 * @throws {RangeError} when the panel lacks the metric or the server.
 */
export function historyOf(panel: FleetPanel, metric: Metric, server: number): Float64Array {
  const values = panel.values[metric];
  if (!values) throw new RangeError(`Cannot read ${metric}: expected one of ${Object.keys(panel.values).join(", ")}`);
  if (!(server >= 0 && server < panel.servers.length)) {
    throw new RangeError(`Cannot read server ${server}: expected 0 to ${panel.servers.length - 1}`);
  }
  return values.subarray(server * panel.days, (server + 1) * panel.days);
}
