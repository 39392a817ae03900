/** Whether the metrics of a server move together as its archetype asks. */
import { historyOf } from "@lib/core/panel.ts";
import { correlation } from "@lib/stats/correlation.ts";
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import { CORRELATION_PAIRS, type Correlations } from "./archetypes.ts";
import type { GeneratedFleet } from "./fleet.ts";
import { typesOf } from "./server_types.ts";

/** One pair of metrics of one archetype. */
export interface CorrelationRow {
  readonly server_type: string;
  readonly name: keyof Correlations;
  /** The metrics, for example `cpu_p95 ~ mem_p95`. */
  readonly pair: string;
  readonly asked: number;
  /** Median over the servers of the type of the correlation within a server, ordinary weekdays only. */
  readonly got: number;
  readonly servers: number;
}

/**
 * Correlations asked for and got: for each server the correlation of its daily p95 over ordinary weekdays (no holiday,
 * no month or quarter end), then the median over the servers of a type. Types without servers are left out.
 */
export function correlationCheck(fleet: Pick<GeneratedFleet, "plans" | "panel">): CorrelationRow[] {
  const { plans, panel } = fleet;
  return typesOf(plans).flatMap((server_type) => {
    const members = plans.flatMap((plan, server) => plan.placement.type === server_type ? [server] : []);
    if (members.length === 0) return [];
    return CORRELATION_PAIRS.map(({ name, pair }) => {
      const within = Float64Array.from(members, (server) => {
        const [x, y] = pair.map((metric) => historyOf(panel, metric, server)) as [Float64Array, Float64Array];
        const { calendar } = plans[server]!;
        return correlation(x.map((value, day) => calendar[day]!.regime === "ordinary" ? value : NaN), y);
      }).filter((value) => !Number.isNaN(value));
      return {
        server_type,
        name,
        pair: pair.join(" ~ "),
        asked: plans[members[0]!]!.archetype.correlations[name],
        got: medianInPlace(within),
        servers: members.length,
      };
    });
  });
}
