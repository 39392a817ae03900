/** The silver table: repaired values, quality, metadata and calendar, one row per server-day. */
import type { Region } from "@lib/core/holidays.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import { METRICS } from "@lib/core/metric.ts";
import { type Table, tableOf, textsOf } from "@lib/core/table.ts";
import type { FleetCalendar } from "./calendar_columns.ts";
import { gatherCells, gatherDays, gatherTexts, type ServerDays } from "./server_days.ts";

/** What the table needs beside the panel. */
export interface ServerDailyInput {
  /** FLEET; a server without a row there has no metadata. */
  readonly fleet: Table;
  /** Region of each server that its calendar follows; it stands in the table, so that later stages follow the same. */
  readonly regions: readonly Region[];
  /** Name of the source, for every row. */
  readonly source: string;
  /** One per server. */
  readonly calendar: FleetCalendar;
  /** Worst state of each server-day of the panel. */
  readonly quality: Uint8Array;
  readonly rows: ServerDays;
}

const METADATA = ["app_name", "business_unit", "criticality", "server_type"] as const;

/** Builds SERVER_DAILY, by server, then by day; a metric that the panel lacks is missing in every row. */
export function serverDailyTable(panel: FleetPanel, input: ServerDailyInput): Table {
  const { fleet, regions, source, calendar, quality, rows } = input;
  const { servers, start } = panel;
  const rowInFleet = new Map(textsOf(fleet, "server_id").map((id, row) => [id, row]));
  const metadata = METADATA.map((name) => {
    const known = textsOf(fleet, name);
    return [name, gatherTexts(servers.map((id) => known[rowInFleet.get(id) ?? -1] ?? null), rows)] as const;
  });
  const integers = (name: "year" | "month" | "quarter" | "dayofweek" | "isWeekend" | "isEoq" | "isHoliday") =>
    gatherDays<Int32Array>(calendar.map((columns) => columns[name]), rows, new Int32Array(rows.cells.length));
  const flags = new Int32Array(rows.cells.length);
  for (let row = 0; row < flags.length; row++) flags[row] = quality[rows.cells[row]!]!;
  return tableOf({
    timestamp: rows.day.map((day) => start + day),
    server_id: gatherTexts(servers, rows),
    ...Object.fromEntries(METRICS.map((metric) => [metric, gatherCells(panel.values[metric], rows)])),
    source: new Array<string>(rows.cells.length).fill(source),
    quality_flag: flags,
    ...Object.fromEntries(metadata),
    region: gatherTexts(regions.map((region) => region === "none" ? null : region), rows),
    year: integers("year"),
    month: integers("month"),
    quarter: integers("quarter"),
    dayofweek: integers("dayofweek"),
    is_weekend: integers("isWeekend"),
    is_eoq: integers("isEoq"),
    is_holiday: integers("isHoliday"),
  });
}
