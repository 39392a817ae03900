/** What cleaning hands over, whatever it started from. */
import type { Region } from "@lib/core/holidays.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import type { Metric } from "@lib/core/metric.ts";
import type { Table } from "@lib/core/table.ts";
import type { FleetCalendar } from "./calendar_columns.ts";
import type { Completeness } from "./checks/completeness.ts";
import type { BinnedSeries } from "./series/binned_series.ts";
import type { RuleCount } from "./checks/counts_by_rule.ts";
import type { ServerDays } from "./server_days.ts";

/** Readings by their fate. */
export interface ReadingCounts {
  /** Values that came in. */
  readonly read: number;
  /** Values that stand behind a daily value. */
  readonly used: number;
}

/** A fleet that can be trusted, with the record of how it came to be so. */
export interface CleanFleet {
  /** Daily values after repair. */
  readonly panel: FleetPanel;
  /** The same cells before repair: the input panel, or the daily values of the readings used. */
  readonly raw: FleetPanel;
  /** State of each cell, per metric: 0 good, 1 imputed, 2 anomaly. */
  readonly flags: Readonly<Partial<Record<Metric, Uint8Array>>>;
  /** Worst state of each server-day, server-major. */
  readonly quality: Uint8Array;
  /** The server-days in silver: from each server's first to its last day with a reading that was used. */
  readonly rows: ServerDays;
  /** Region of each server. */
  readonly regions: readonly Region[];
  /** Calendar of each server, over the days of the panel. */
  readonly calendar: FleetCalendar;
  /** SERVER_DAILY. */
  readonly serverDaily: Table;
  /** LEDGER; where parts of it were taken on the way, the rest. */
  readonly ledger: Table;
  /** All entries of the ledger by action and rule, the most frequent first. */
  readonly rules: readonly RuleCount[];
  /** Share of the expected readings by server, metric and week, on short spans by day. */
  readonly completeness: Completeness;
  readonly counts: ReadingCounts;
  /** Daily values of the source's own metrics, which have no column in SERVER_DAILY: they make the table SERIES. */
  readonly ownSeries: readonly BinnedSeries[];
  /** What a reader should know before trusting the numbers. */
  readonly notes: readonly string[];
}
