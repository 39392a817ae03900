/** The risk table in a few rows: how many servers of each finding, which first, how much money. */
import type { Day } from "@lib/core/day.ts";
import { numbersOf, type Table, textsOf } from "@lib/core/table.ts";
import { type Finding, FINDINGS } from "@lib/core/tables.ts";
import { inventoryOf } from "./inventory.ts";

/** How much a server's criticality weighs in the ranking; unknown counts as Medium. */
export const CRITICALITY_WEIGHT: Readonly<Record<string, number>> = { High: 3, Medium: 2, Low: 1 };

/** Servers and money of a finding. */
export interface FindingRow {
  readonly finding: Finding;
  readonly servers: number;
  /** USD per month over the servers whose cost is known. */
  readonly costPerMonth: number;
  readonly savingPerMonth: number;
}

/** A server and metric that may run out. */
export interface PressingRow {
  readonly server: string;
  readonly metric: string;
  readonly criticality: string | null;
  /** Probability of a breach within the days that were assessed. */
  readonly probability: number;
  /** Probability × weight of the criticality. */
  readonly priority: number;
  /** Median first day of a breach in days ahead, `null` = beyond the horizon. */
  readonly medianDay: number | null;
  readonly orderBy: Day | null;
  readonly headroom: number;
  readonly advice: string;
}

/** A fleet's risk in short. */
export interface RiskSummary {
  /** One row per finding, in the order of FINDINGS. */
  readonly findings: readonly FindingRow[];
  /** The most pressing first; only rows with a probability above 0. */
  readonly pressing: readonly PressingRow[];
  /** USD per month of all servers whose cost is known, and what the advice saves of it. */
  readonly cost: number;
  readonly saving: number;
}

/**
 * Sums a risk table up.
 *
 * @param risk RISK.
 * @param fleet FLEET, for the criticality.
 * @param top Rows of the list; default 10.
 */
export function riskSummary(risk: Table, fleet: Table, top = 10): RiskSummary {
  const servers = textsOf(risk, "server_id"), findings = textsOf(risk, "finding");
  const metrics = textsOf(risk, "metric"), advice = textsOf(risk, "advice");
  const cost = numbersOf(risk, "cost_per_month"), saving = numbersOf(risk, "saving_per_month");
  const probabilities = numbersOf(risk, "p_breach");
  const medianDays = numbersOf(risk, "breach_days_q50"), orderBy = numbersOf(risk, "order_by");
  const headroom = numbersOf(risk, "headroom");
  // Finding and money are the server's: each of its rows repeats them.
  const firstRowOf = new Map<string | null, number>();
  servers.forEach((server, row) => {
    if (!firstRowOf.has(server)) firstRowOf.set(server, row);
  });
  const ownRows = [...firstRowOf.values()];
  const total = (values: ArrayLike<number>, rows: readonly number[]): number =>
    rows.reduce((sum, row) => sum + (Number.isNaN(values[row]!) ? 0 : values[row]!), 0);
  const entryOf = inventoryOf(fleet);
  const rows = servers.map((server, row): PressingRow => {
    const { criticality } = entryOf(server!);
    const probability = probabilities[row]!;
    return {
      server: server!,
      metric: metrics[row]!,
      criticality,
      probability,
      priority: probability * (CRITICALITY_WEIGHT[criticality ?? "Medium"] ?? 2),
      medianDay: known(medianDays[row]!),
      orderBy: known(orderBy[row]!),
      headroom: headroom[row]!,
      advice: advice[row]!,
    };
  });
  return {
    findings: FINDINGS.map((finding) => {
      const own = ownRows.filter((row) => findings[row] === finding);
      return {
        finding,
        servers: own.length,
        costPerMonth: total(cost, own),
        savingPerMonth: total(saving, own),
      };
    }),
    pressing: rows.filter(({ probability }) => probability > 0)
      .sort((a, b) => b.priority - a.priority || b.probability - a.probability || (a.server < b.server ? -1 : 1))
      .slice(0, top),
    cost: total(cost, ownRows),
    saving: total(saving, ownRows),
  };
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
