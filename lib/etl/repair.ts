/** Checks every series of a panel, mends its units, flags what is odd and fills short gaps; each step goes into the ledger. */
import { DAY_MS } from "@lib/core/day.ts";
import { type FleetPanel, historyOf } from "@lib/core/panel.ts";
import { type Metric, METRIC_INFO, METRICS } from "@lib/core/metric.ts";
import { QUALITY_FLAG } from "@lib/core/tables.ts";
import type { FleetCalendar } from "./calendar_columns.ts";
import type { DayMove } from "./day_moves.ts";
import { frozenDays } from "./frozen_sensor.ts";
import { type Hindsight, knownOn } from "./hindsight.ts";
import type { Ledger, LedgerAction } from "./ledger.ts";
import type { CompleteEtlOptions } from "./options.ts";
import { outlierDays } from "./outliers.ts";
import {
  CLOCK_SHIFT_RULE,
  FROZEN_RULE,
  IMPUTED_RULE,
  LONG_GAP_RULE,
  OUTLIER_RULE,
  UNFILLED_RULE,
  UNIT_SLIP_RULE,
} from "./rules.ts";
import { carriedForward, gapsOf } from "./short_gaps.ts";
import { percentOf, type UnitSlips, unitSlips } from "./unit_slips.ts";
import { ABOVE_100, valueRules } from "./value_rules.ts";

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
  readonly moves?: readonly DayMove[];
}

/**
 * Repairs a panel without looking across servers. A value is written for a missing day from what was known on its
 * morning; only whether a gap is a short one is told by its end.
 *
 * @param panel Used values; impossible ones are already missing.
 * @param raw What the cells held before anything was dropped or moved, for the ledger; may be the panel itself.
 * @param calendar One per server.
 */
export function repairPanel(
  panel: FleetPanel,
  raw: FleetPanel,
  calendar: FleetCalendar,
  { ledger, options, moves = [] }: RepairContext,
): RepairedPanel {
  const { servers, start, days } = panel;
  const slips = unitSlipsOf(panel);
  const values: Partial<Record<Metric, Float64Array>> = {};
  const flags: Partial<Record<Metric, Uint8Array>> = {};
  const changes: Partial<Record<Metric, Map<number, string>>> = {};
  for (const metric of METRICS) {
    const used = panel.values[metric], before = raw.values[metric];
    if (!used || !before) continue;
    const repaired = values[metric] = used.slice();
    const state = flags[metric] = new Uint8Array(used.length);
    const changed = changes[metric] = new Map<number, string>();
    servers.forEach((serverId, server) => {
      const offset = server * days;
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

      const hindsights: Hindsight[] = [];
      for (const { first, last, knownFrom } of moves.filter((move) => move.server === server)) {
        const moved = Array.from({ length: last - first + 1 }, (_, place) => first + place);
        for (const day of moved) changed.set(offset + day, CLOCK_SHIFT_RULE);
        hindsights.push({ days: moved, before: before.slice(offset, offset + days), knownFrom });
      }
      const ofSeries = slips[metric]?.get(server);
      for (const slip of ofSeries?.slips ?? []) {
        const unmended = series.slice();
        for (const day of slip.days) {
          unmended[day] = NaN;
          series[day] = percentOf(series[day]!);
          changed.set(offset + day, UNIT_SLIP_RULE);
        }
        hindsights.push({ days: slip.days, before: unmended, knownFrom: slip.knownFrom });
      }

      const known = series.slice();
      const { isAboveMaximum } = valueRules(metric, known);
      for (let day = 0; day < days; day++) if (isAboveMaximum(known[day]!)) flag(ABOVE_100, day);
      const { isPeakDay } = calendar[server]!;
      for (const day of outlierDays(metric, known, isPeakDay, options.outlierZ)) flag(OUTLIER_RULE, day);
      const isAnomaly = cells.slice();
      ofSeries?.isSuspect?.forEach((isSuspect, day) => isAnomaly[day]! ||= changed.has(offset + day) ? 0 : isSuspect);
      for (const day of frozenDays(known, METRIC_INFO[metric].max)) flag(FROZEN_RULE, day);

      for (const gap of gapsOf(known)) {
        const isLong = gap.days > options.longestImputedGapDays;
        for (let day = gap.first; day < gap.first + gap.days; day++) {
          const asKnown = knownOn(day, { values: known, isAnomaly }, hindsights);
          const guess = isLong ? NaN : carriedForward(asKnown.values, asKnown.isAnomaly, day);
          if (Number.isNaN(guess)) {
            note("flagged", isLong ? LONG_GAP_RULE : UNFILLED_RULE, day);
            continue;
          }
          series[day] = guess;
          cells[day] = QUALITY_FLAG.imputed;
          // A row that was moved away may have left the very value that is carried forward: then the cell has not changed.
          note(guess === before[offset + day] ? "flagged" : "imputed", IMPUTED_RULE, day);
        }
      }
    });
  }
  return { panel: { servers, start, days, values }, flags, changes };
}

const PERCENTAGES = METRICS.filter((metric) => METRIC_INFO[metric].unit === "percent");

/** Unit slips by metric and server, where there are any. */
function unitSlipsOf(panel: FleetPanel): Partial<Record<Metric, Map<number, UnitSlips>>> {
  const found: Partial<Record<Metric, Map<number, UnitSlips>>> = {};
  const metrics = PERCENTAGES.filter((metric) => panel.values[metric]);
  panel.servers.forEach((_, server) => {
    unitSlips(metrics.map((metric) => historyOf(panel, metric, server))).forEach((ofSeries, place) => {
      if (ofSeries.slips.length === 0 && !ofSeries.isSuspect) return;
      (found[metrics[place]!] ??= new Map()).set(server, ofSeries);
    });
  });
  return found;
}
