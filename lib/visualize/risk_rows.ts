/** The gold tables as the rows that the risk charts draw. */
import type { Finding } from "@lib/core/tables.ts";
import { dateOf } from "@lib/core/day.ts";
import { numbersOf, type Table, textsOf } from "@lib/core/table.ts";

/** One server's metric in the table `risk`, with the criticality of its server. */
export interface RiskRow {
  readonly server_id: string;
  readonly metric: string;
  /** Breach probability within the reach of the forecast, at most 90 days. */
  readonly probability: number;
  readonly criticality: string | null;
  readonly finding: Finding;
  /** Days after the origin, `null` = beyond the horizon. */
  readonly breach_days_q10: number | null;
  readonly breach_days_q50: number | null;
  readonly breach_days_q90: number | null;
  readonly order_by: Date | null;
  /** In the metric's unit. */
  readonly headroom: number;
  /** USD per month. */
  readonly saving_per_month: number | null;
}

/**
 * The rows of a risk table.
 *
 * @param risk RISK.
 * @param fleet FLEET, for the criticality; servers that it does not list have none.
 */
export function riskRows(risk: Table, fleet: Table): RiskRow[] {
  const ids = textsOf(fleet, "server_id"), criticalities = textsOf(fleet, "criticality");
  const criticalityOf = new Map(ids.map((id, row) => [id, criticalities[row] ?? null]));
  const servers = textsOf(risk, "server_id"), metrics = textsOf(risk, "metric"), findings = textsOf(risk, "finding");
  const numberAt = (column: string): (row: number) => number | null => {
    const data = numbersOf(risk, column);
    return (row) => Number.isNaN(data[row] ?? NaN) ? null : data[row]!;
  };
  const probability = numberAt("p_breach");
  const early = numberAt("breach_days_q10"), median = numberAt("breach_days_q50"), late = numberAt("breach_days_q90");
  const orderBy = numberAt("order_by"), headroom = numberAt("headroom"), saving = numberAt("saving_per_month");
  return servers.map((server, row) => {
    const order = orderBy(row);
    return {
      server_id: server ?? "",
      metric: metrics[row] ?? "",
      probability: probability(row) ?? NaN,
      criticality: criticalityOf.get(server) ?? null,
      finding: findings[row] as Finding,
      breach_days_q10: early(row),
      breach_days_q50: median(row),
      breach_days_q90: late(row),
      order_by: order === null ? null : dateOf(order),
      headroom: headroom(row) ?? NaN,
      saving_per_month: saving(row),
    };
  });
}

/**
 * From when and how far a forecast looks.
 *
 * @param forecast FORECAST.
 */
export function outlookOf(forecast: Table): { readonly origin: Date; readonly horizon: number } {
  const origins = numbersOf(forecast, "origin"), steps = numbersOf(forecast, "step");
  let horizon = 0;
  for (const step of steps) horizon = Math.max(horizon, step);
  return { origin: dateOf(origins[0] ?? 0), horizon };
}
