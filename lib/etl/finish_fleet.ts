/** The common second half of cleaning: from daily values to silver, whatever the values were made from. */
import type { FleetPanel } from "@lib/core/panel.ts";
import { regionsOf } from "@lib/core/panel_table.ts";
import { type Metric, METRICS } from "@lib/core/metric.ts";
import type { Table } from "@lib/core/table.ts";
import { QUALITY_FLAG } from "@lib/core/tables.ts";
import { fleetCalendar } from "./calendar_columns.ts";
import { noteChangedCells } from "./repair/changed_cells.ts";
import type { CleanFleet, ReadingCounts } from "./clean_fleet.ts";
import { completenessOf } from "./checks/completeness.ts";
import type { BinnedSeries } from "./series/binned_series.ts";
import type { DayMove } from "./repair/day_moves.ts";
import type { Ledger } from "./ledger.ts";
import { noteEnds } from "./repair/note_ends.ts";
import { noteLevelSteps } from "./repair/note_steps.ts";
import type { CompleteEtlOptions } from "./options.ts";
import { repairPanel } from "./repair/repair.ts";
import { serverDailyTable } from "./server_daily.ts";
import { type Lifetime, serverDays } from "./server_days.ts";

/** Where the daily values come from. */
export interface FleetOrigin {
  /** FLEET. */
  readonly fleet: Table;
  /** Name of the source, for every row: `synthetic`, `bitbrains` … */
  readonly source: string;
}

/** Daily values with all that is known about their making. */
export interface DailyFleet {
  /** Values used, `NaN` = missing. */
  readonly used: FleetPanel;
  /** Values as they came, before anything was dropped or moved; may be `used` itself. */
  readonly raw: FleetPanel;
  /** Days whose rows were moved back; default none. */
  readonly moves?: readonly DayMove[];
  /** Share of each day's expected readings that was used, per metric. */
  readonly dayShares: Readonly<Partial<Record<Metric, Float32Array>>>;
  /** First and last day with a used reading of any metric, per server. */
  readonly lifetimes: readonly Lifetime[];
  readonly counts: ReadingCounts;
  readonly ownSeries: readonly BinnedSeries[];
  readonly notes: readonly string[];
}

/** Repairs the daily values and builds the silver tables. */
export function finishFleet(
  daily: DailyFleet,
  { fleet, source }: FleetOrigin,
  { ledger, options }: { ledger: Ledger; options: CompleteEtlOptions },
): CleanFleet {
  const { used, raw, lifetimes } = daily;
  const { servers, start, days } = used;
  const regions = regionsOf(used, fleet, options.region);
  const calendar = fleetCalendar(regions, start, days);
  const repaired = repairPanel(used, raw, calendar, { ledger, options, moves: daily.moves ?? [] });
  noteChangedCells(raw, repaired, ledger);
  noteEnds(used, lifetimes, ledger);
  noteLevelSteps(repaired.panel, daily.ownSeries, ledger);
  const { panel, flags } = repaired;
  const quality = qualityOf(panel, raw, flags);
  const rows = serverDays(lifetimes, days);
  return {
    panel,
    raw,
    flags,
    quality,
    rows,
    regions,
    calendar,
    serverDaily: serverDailyTable(panel, { fleet, regions, source, calendar, quality, rows }),
    ledger: ledger.table(),
    rules: ledger.countsByRule(),
    completeness: completenessOf(servers, daily.dayShares, { start, days, lifetimes }),
    counts: daily.counts,
    ownSeries: daily.ownSeries,
    notes: daily.notes,
  };
}

/** Worst state of each server-day; a cell that was changed is as good as an imputed one. */
function qualityOf(panel: FleetPanel, raw: FleetPanel, flags: CleanFleet["flags"]): Uint8Array {
  const quality = new Uint8Array(panel.servers.length * panel.days);
  for (const metric of METRICS) {
    const state = flags[metric], before = raw.values[metric], after = panel.values[metric];
    if (!state || !before || !after) continue;
    for (let cell = 0; cell < quality.length; cell++) {
      // A cell that is missing is on neither side of a comparison.
      const isChanged = after[cell]! < before[cell]! || after[cell]! > before[cell]!;
      const worst = isChanged ? Math.max(state[cell]!, QUALITY_FLAG.imputed) : state[cell]!;
      if (worst > quality[cell]!) quality[cell] = worst;
    }
  }
  return quality;
}
