/** Cleaning of a fleet that already comes as daily values. */
import { DAY_MS } from "@lib/core/day.ts";
import { type FleetPanel, historyOf } from "@lib/core/panel.ts";
import { type Metric, METRICS } from "@lib/core/metric.ts";
import type { CleanFleet } from "./clean_fleet.ts";
import { finishFleet, type FleetOrigin } from "./finish_fleet.ts";
import { Ledger } from "./ledger.ts";
import { completeOptions, type EtlOptions } from "./options.ts";
import type { Lifetime } from "./server_days.ts";
import { valueRules } from "./series/value_rules.ts";

/**
 * Cleans daily values: impossible ones are dropped, short gaps filled from the past, odd days flagged.
 *
 * Each known cell counts as one reading. A value above 100 % stays, flagged.
 *
 * @param panel Daily values as they came; left as it is.
 * @throws {RangeError} when an option is out of range.
 */
export function cleanPanel(panel: FleetPanel, origin: FleetOrigin, options: EtlOptions = {}): CleanFleet {
  const complete = completeOptions(options);
  const ledger = new Ledger();
  const { servers, start, days } = panel;
  const values: Partial<Record<Metric, Float64Array>> = {};
  const dayShares: Partial<Record<Metric, Float32Array>> = {};
  const first = new Int32Array(servers.length).fill(days), last = new Int32Array(servers.length).fill(-1);
  let read = 0, used = 0;
  for (const metric of METRICS) {
    if (!panel.values[metric]) continue;
    const kept = values[metric] = panel.values[metric].slice();
    const shares = dayShares[metric] = new Float32Array(kept.length);
    servers.forEach((serverId, server) => {
      const series = historyOf(panel, metric, server);
      const { dropRule } = valueRules(metric, series);
      for (let day = 0; day < days; day++) {
        const value = series[day]!;
        if (value !== value) continue;
        read++;
        const rule = dropRule(value);
        if (rule === undefined) {
          used++;
          shares[server * days + day] = 1;
          if (day < first[server]!) first[server] = day;
          if (day > last[server]!) last[server] = day;
          continue;
        }
        kept[server * days + day] = NaN;
        const timestamp = (start + day) * DAY_MS;
        ledger.add({ serverId, metric, timestamp, action: "dropped", rule, before: value, after: NaN });
      }
    });
  }
  const lifetimes: Lifetime[] = servers.map((_, server) => ({ first: first[server]!, last: last[server]! }));
  const daily = {
    used: { servers, start, days, values },
    raw: panel,
    dayShares,
    lifetimes,
    counts: { read, used },
    ownSeries: [],
    notes: [],
  };
  return finishFleet(daily, origin, { ledger, options: complete });
}
