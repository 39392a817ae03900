/** A series that is broken on purpose, so that one can watch it being mended. */
import type { Metric } from "@lib/core/metric.ts";
import { type FleetPanel, historyOf } from "@lib/core/panel.ts";

/** How to break a series. */
export interface DamageOptions {
  /** Index of the server; default the first. */
  readonly server?: number;
  /** Days at the end of its history that are taken; default 120, fewer when the history is shorter. */
  readonly days?: number;
}

/** Days that are lost in a row. */
const LOST_DAYS = 4;
/** What a sensor reports that has nothing to report. */
const SENTINEL = -1;
/** A reading beyond what a gauge can show, yet possible on an overcommitted host. */
const SPIKE = 170;

/**
 * One server's recent history of one metric with a hole of four days, a sentinel and a spike in it.
 *
 * @returns A panel of that server and metric alone; the given one is left as it is.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { damagedPanel } from "@lib/etl/mod.ts";
 * const panel = { servers: ["a"], start: 0, days: 60, values: { cpu_p95: new Float64Array(60).fill(50) } };
 * const broken = damagedPanel(panel, "cpu_p95");
 * strictEqual(broken.values.cpu_p95?.filter((value) => value !== 50).length, 6);
 * ```
 */
export function damagedPanel(panel: FleetPanel, metric: Metric, options: DamageOptions = {}): FleetPanel {
  const { server = 0 } = options, days = Math.min(options.days ?? 120, panel.days);
  const values = historyOf(panel, metric, server).slice(-days);
  const at = (share: number): number => Math.floor(days * share);
  values.fill(NaN, at(0.4), at(0.4) + LOST_DAYS);
  values[at(0.65)] = SENTINEL;
  values[at(0.85)] = SPIKE;
  return {
    servers: [panel.servers[server]!],
    start: panel.start + panel.days - days,
    days,
    values: { [metric]: values },
  };
}
