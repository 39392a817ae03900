/** Repairs every series of a panel; each step goes into the ledger. */
import { DAY_MS } from "@lib/core/day.ts";
import { type FleetPanel, historyOf } from "@lib/core/panel.ts";
import { type Metric, METRIC_INFO, METRICS } from "@lib/core/metric.ts";
import type { FleetCalendar } from "../calendar_columns.ts";
import type { DayMove } from "./day_moves.ts";
import type { Ledger } from "../ledger.ts";
import type { CompleteEtlOptions } from "../options.ts";
import { repairSeries } from "./repair_series.ts";
import { type UnitSlips, unitSlips } from "./unit_slips.ts";

/** A panel after repair. */
export interface RepairedPanel {
  readonly panel: FleetPanel;
  /** State of each cell, per metric: QUALITY_FLAG, server-major like the values. */
  readonly flags: Readonly<Partial<Record<Metric, Uint8Array>>>;
  /** Rules of the cells whose values were changed on purpose, by the index of the cell. */
  readonly changes: Readonly<Partial<Record<Metric, ReadonlyMap<number, string>>>>;
}

/** What repair needs beside the values. */
export interface RepairContext {
  readonly ledger: Ledger;
  readonly options: CompleteEtlOptions;
  /** Days whose rows were moved back before. */
  readonly moves: readonly DayMove[];
}

/**
 * Repairs a panel, each server by itself (see `repairSeries`).
 *
 * @param panel Used values; impossible ones are already missing.
 * @param raw What the cells held before anything was dropped or moved, for the ledger; may be the panel itself.
 * @param calendar One per server.
 */
export function repairPanel(
  panel: FleetPanel,
  raw: FleetPanel,
  calendar: FleetCalendar,
  { ledger, options, moves }: RepairContext,
): RepairedPanel {
  const { servers, start, days } = panel;
  const units = unitSlipsOf(panel);
  const movesOf = Map.groupBy(moves, ({ server }) => server);
  const values: Partial<Record<Metric, Float64Array>> = {};
  const flags: Partial<Record<Metric, Uint8Array>> = {};
  const changes: Partial<Record<Metric, Map<number, string>>> = {};
  for (const metric of METRICS) {
    if (!panel.values[metric]) continue;
    const repaired = values[metric] = new Float64Array(servers.length * days);
    const states = flags[metric] = new Uint8Array(repaired.length);
    const changed = changes[metric] = new Map<number, string>();
    servers.forEach((serverId, server) => {
      const before = historyOf(raw, metric, server), offset = server * days;
      const series = repairSeries(metric, historyOf(panel, metric, server), {
        raw: before,
        isPeakDay: calendar[server]!.isPeakDay,
        moves: movesOf.get(server) ?? [],
        units: units[metric]?.get(server),
      }, options);
      repaired.set(series.values, offset);
      states.set(series.flags, offset);
      for (const [day, rule] of series.changes) changed.set(offset + day, rule);
      for (const { action, rule, day } of series.steps) {
        const timestamp = (start + day) * DAY_MS;
        ledger.add({ serverId, metric, timestamp, action, rule, before: before[day]!, after: series.values[day]! });
      }
    });
  }
  return { panel: { servers, start, days, values }, flags, changes };
}

const PERCENTAGES = METRICS.filter((metric) => METRIC_INFO[metric].unit === "percent");

/** What the percentages show of a wrong unit, by metric and server, where there is anything. */
function unitSlipsOf(panel: FleetPanel): Partial<Record<Metric, Map<number, UnitSlips>>> {
  const found: Partial<Record<Metric, Map<number, UnitSlips>>> = {};
  const metrics = PERCENTAGES.filter((metric) => panel.values[metric]);
  panel.servers.forEach((_, server) => {
    unitSlips(metrics.map((metric) => historyOf(panel, metric, server))).forEach((ofSeries, place) => {
      if (ofSeries.slips.length === 0 && !ofSeries.suspectUntil) return;
      (found[metrics[place]!] ??= new Map()).set(server, ofSeries);
    });
  });
  return found;
}
