/** Checks every series of a panel, flags what is odd and fills short gaps; each step goes into the ledger. */
import { DAY_MS } from "@lib/core/day.ts";
import { type FleetPanel, historyOf } from "@lib/core/panel.ts";
import { type Metric, METRIC_INFO, METRICS } from "@lib/core/metric.ts";
import { QUALITY_FLAG } from "@lib/core/tables.ts";
import type { FleetCalendar } from "./calendar_columns.ts";
import { frozenDays } from "./frozen_sensor.ts";
import type { Ledger, LedgerAction } from "./ledger.ts";
import type { CompleteEtlOptions } from "./options.ts";
import { outlierDays } from "./outliers.ts";
import { FROZEN_RULE, IMPUTED_RULE, LONG_GAP_RULE, UNFILLED_RULE } from "./rules.ts";
import { carriedForward, gapsOf } from "./short_gaps.ts";
import { ABOVE_100, valueRules } from "./value_rules.ts";

/** A panel after repair. */
export interface RepairedPanel {
  readonly panel: FleetPanel;
  /** State of each cell, per metric: QUALITY_FLAG, server-major like the values. */
  readonly flags: Readonly<Partial<Record<Metric, Uint8Array>>>;
}

/**
 * Repairs a panel without looking across servers, and without any value of a later day.
 *
 * @param panel Used values; impossible ones are already missing.
 * @param raw What the cells held before anything was dropped, for the ledger; may be the panel itself.
 * @param calendar One per server.
 */
export function repairPanel(
  panel: FleetPanel,
  raw: FleetPanel,
  calendar: FleetCalendar,
  { ledger, options }: { ledger: Ledger; options: CompleteEtlOptions },
): RepairedPanel {
  const { servers, start, days } = panel;
  const values: Partial<Record<Metric, Float64Array>> = {};
  const flags: Partial<Record<Metric, Uint8Array>> = {};
  for (const metric of METRICS) {
    const used = panel.values[metric], before = raw.values[metric];
    if (!used || !before) continue;
    const repaired = values[metric] = used.slice();
    const state = flags[metric] = new Uint8Array(used.length);
    servers.forEach((serverId, server) => {
      const offset = server * days;
      const known = historyOf(panel, metric, server);
      const series = repaired.subarray(offset, offset + days);
      const cells = state.subarray(offset, offset + days);
      const note = (action: LedgerAction, rule: string, day: number): void => {
        const timestamp = (start + day) * DAY_MS;
        ledger.add({ serverId, metric, timestamp, action, rule, before: before[offset + day]!, after: series[day]! });
      };
      const flag = (rule: string, day: number): void => {
        cells[day] = QUALITY_FLAG.anomaly;
        note("flagged", rule, day);
      };
      const { isAboveMaximum } = valueRules(metric, known);
      for (let day = 0; day < days; day++) if (isAboveMaximum(known[day]!)) flag(ABOVE_100, day);
      const { isPeakDay } = calendar[server]!;
      for (const day of outlierDays(metric, known, isPeakDay, options.outlierZ)) flag("outlier for its weekday", day);
      for (const day of frozenDays(known, METRIC_INFO[metric].max)) flag(FROZEN_RULE, day);
      for (const gap of gapsOf(known)) {
        const isLong = gap.days > options.longestImputedGapDays;
        for (let day = gap.first; day < gap.first + gap.days; day++) {
          const guess = isLong ? NaN : carriedForward(known, cells, day);
          if (Number.isNaN(guess)) {
            note("flagged", isLong ? LONG_GAP_RULE : UNFILLED_RULE, day);
            continue;
          }
          series[day] = guess;
          cells[day] = QUALITY_FLAG.imputed;
          note("imputed", IMPUTED_RULE, day);
        }
      }
    });
  }
  return { panel: { servers, start, days, values }, flags };
}
