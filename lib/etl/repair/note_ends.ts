/** Where series begin and end: a server that is gone is not missing. */
import { DAY_MS } from "@lib/core/day.ts";
import { METRICS } from "@lib/core/metric.ts";
import { type FleetPanel, historyOf } from "@lib/core/panel.ts";
import type { Ledger } from "../ledger.ts";
import { DECOMMISSIONED_RULE, LATE_METRIC_RULE, LOST_METRIC_RULE, SILENT_RULE } from "../rules.ts";
import type { Lifetime } from "../server_days.ts";

/** Days without any row up to the end of the fleet after which a server counts as gone. */
export const GONE_DAYS = 30;

/**
 * Flags the edges of every series, one entry each, on the first day without a value:
 *
 * - a server whose rows end 30 days or more before the fleet's is *decommissioned*; one that has been silent for a
 *   shorter time may come back;
 * - a metric that begins after its server's first day, or ends before its last, is missing there.
 *
 * Nothing is filled beyond the edges of a series. Days before a server's first row are not missing.
 *
 * @param panel Used values.
 * @param lifetimes One per server.
 */
export function noteEnds(panel: FleetPanel, lifetimes: readonly Lifetime[], ledger: Ledger): void {
  const { servers, start, days } = panel;
  for (const metric of METRICS) {
    if (!panel.values[metric]) continue;
    servers.forEach((serverId, server) => {
      const values = historyOf(panel, metric, server), lifetime = lifetimes[server]!;
      const first = values.findIndex((value) => !Number.isNaN(value));
      if (first < 0) return;
      const last = values.findLastIndex((value) => !Number.isNaN(value));
      const note = (rule: string, day: number): void =>
        ledger.add({
          serverId,
          metric,
          timestamp: (start + day) * DAY_MS,
          action: "flagged",
          rule,
          before: NaN,
          after: NaN,
        });
      if (first > lifetime.first) note(LATE_METRIC_RULE, lifetime.first);
      if (last < lifetime.last) note(LOST_METRIC_RULE, last + 1);
      else if (last < days - 1) note(days - 1 - last >= GONE_DAYS ? DECOMMISSIONED_RULE : SILENT_RULE, last + 1);
    });
  }
}
