/** The silver table: repaired values, quality, metadata and calendar, one row per server-day. */
import type { Region } from "@lib/core/holidays.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import { METRICS } from "@lib/core/metric.ts";
import { type ColumnData, type Table, tableOf, textsOf } from "@lib/core/table.ts";
import { calendarColumns } from "./calendar_columns.ts";

/** What the table needs beside the panel. */
export interface ServerDailyInput {
  /** FLEET; a server without a row there has no metadata. */
  readonly fleet: Table;
  /** Name of the source, for every row. */
  readonly source: string;
  /** Region of each server, decides `is_holiday`. */
  readonly regions: readonly Region[];
  /** Worst state of each server-day. */
  readonly quality: Uint8Array;
  /** Server-days that become rows, ascending. */
  readonly cells: Int32Array;
}

const METADATA = ["app_name", "business_unit", "criticality", "region", "server_type"] as const;

/** Builds SERVER_DAILY, by server, then by day; a metric that the panel lacks is missing in every row. */
export function serverDailyTable(panel: FleetPanel, input: ServerDailyInput): Table {
  const { fleet, source, regions, quality, cells } = input;
  const { servers, start, days } = panel;
  const serverOf = Int32Array.from(cells, (cell) => Math.floor(cell / days));
  const rowInFleet = new Map(textsOf(fleet, "server_id").map((id, row) => [id, row]));
  const text = (of: (server: number) => string | null): (string | null)[] => {
    const perServer = servers.map((_, server) => of(server));
    return Array.from(serverOf, (server) => perServer[server]!);
  };
  const metadata = METADATA.map((name) => {
    const known = textsOf(fleet, name);
    return [name, text((server) => known[rowInFleet.get(servers[server]!) ?? -1] ?? null)] as const;
  });
  const calendars = calendarColumns(regions, start, days);
  const calendarOfServer = servers.map((_, server) => calendars.get(regions[server]!)!);
  const integers = (name: "year" | "month" | "quarter" | "dayofweek" | "isWeekend" | "isEoq" | "isHoliday") =>
    Int32Array.from(cells, (cell, row) => calendarOfServer[serverOf[row]!]![name][cell % days]!);
  const columns: Record<string, ColumnData> = {
    timestamp: Int32Array.from(cells, (cell) => start + cell % days),
    server_id: text((server) => servers[server]!),
    ...Object.fromEntries(METRICS.map((metric) => [metric, cellsOf(panel.values[metric], cells)])),
    source: new Array<string>(cells.length).fill(source),
    quality_flag: Int32Array.from(cells, (cell) => quality[cell]!),
    ...Object.fromEntries(metadata),
    year: integers("year"),
    month: integers("month"),
    quarter: integers("quarter"),
    dayofweek: integers("dayofweek"),
    is_weekend: integers("isWeekend"),
    is_eoq: integers("isEoq"),
    is_holiday: integers("isHoliday"),
  };
  return tableOf(columns);
}

/** The cells of an array, without a copy when they are all of it; missing everywhere when there is no array. */
export function cellsOf(values: Float64Array | undefined, cells: Int32Array): Float64Array {
  if (!values) return new Float64Array(cells.length).fill(NaN);
  return cells.length === values.length ? values : Float64Array.from(cells, (cell) => values[cell]!);
}
