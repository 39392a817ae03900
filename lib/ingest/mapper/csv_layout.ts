/** Any other CSV, wide or tidy: what its columns are, from the map, their names and their first cells. */
import type { ColumnMap } from "./column_map.ts";
import { type ColumnRoles, columnRoles, type RoleColumn, serverByCells } from "./column_roles.ts";
import { type CsvPlan, guessOf, type ToldTable } from "./csv_plan.ts";
import { isUtf8 } from "../text/decoded_text.ts";
import type { FileHead } from "../file_head.ts";
import { namedPart, partsColumn, partsError } from "./parts_in_rows.ts";
import { openLayout } from "../table/layout.ts";
import { metricColumnsPlan } from "./metric_columns_plan.ts";
import { metricRowsPlan } from "./metric_rows_plan.ts";
import { type NamedColumn, namedColumns } from "./named_columns.ts";
import type { OpenContext, OpenFile } from "../open_file.ts";
import { serverColumnsPlan } from "./server_columns_plan.ts";
import { stemOf } from "../source_file.ts";
import { type TimeColumns, timeColumns } from "../clock/time_columns.ts";
import type { UntoldTable } from "../table/untold_table.ts";

/**
 * Opens a CSV of which nothing else is known.
 *
 * @throws {UnknownFormat} when it has no header, no time or no number column.
 * @throws {CapacityError} when it lacks a column that the map names.
 */
export function openCsv(head: FileHead, context: OpenContext): OpenFile {
  return openLayout(csvPlan(head, context).layout);
}

/** What to read where in a CSV, with every guess made; the errors are those of `openCsv`. */
export function csvPlan(head: FileHead, { map = {}, timezone }: OpenContext): CsvPlan {
  const file = head.file.name;
  const { columns, dialect, headerRows, titles } = namedColumns(head, map);
  const named = columnRoles(columns, map, file);
  const times = timeColumns(columns, { map, timezone, file, server: named.server?.column });
  const server = named.server ?? serverOfRows(columns, times, named, map);
  const others = columns.filter((column) => !times.columns.includes(column) && column !== server?.column);
  const parts = partsOfRows(others, times, server, named);
  if (parts && map.server === undefined) throw partsError(parts, file, named.value !== undefined);
  const unread = map.server === undefined
    ? namedPart(others.filter((column) => column !== named.metric?.column))
    : undefined;
  const table: UntoldTable = {
    file,
    stem: stemOf(file),
    map,
    columns,
    hasServers: server !== undefined,
    dialect,
    perServer: (values) =>
      server ? [...Map.groupBy(values, (_, row) => server.column.cells[row]).values()] : [[...values]],
  };
  const told: ToldTable = {
    base: {
      source: "csv",
      file: head.file,
      dialect,
      columns: columns.map(({ name }) => name),
      headerRows,
      clock: times.clock,
      time: times.time,
      ...unread ? { part: unread.index } : {},
      server: server ? { column: server.column.index } : { id: table.stem },
    },
    table,
    map: {
      ...map.header === undefined ? {} : { header: map.header },
      ...map.decimal ? { decimal: map.decimal } : {},
      ...timesMap(times, map),
      ...map.timezone ? { timezone: map.timezone } : {},
      ...server ? { server: server.column.name } : {},
    },
    others,
    guesses: [
      ...times.columns.map((column, index) =>
        guessOf(file, column, { ...times, takenFor: index === 0 ? times.clock.kind : "time of day" })
      ),
      ...server ? [guessOf(file, server.column, { ...server, takenFor: "server" })] : [],
    ],
    notes: [
      ...times.notes,
      ...isUtf8(head.bytes, !head.isWhole) ? [] : ["Text that is no UTF-8 is taken for Windows-1252"],
      ...titles > 0 ? [`Rows above the header, which are not read: ${titles}`] : [],
      ...parts ? [`Rows of one server and time differ in ${parts.name}, which is not read`] : [],
    ],
  };
  const { metric, value, unit } = named;
  if (metric && value) return metricRowsPlan(told, { metric, value, ...unit ? { unit } : {} });
  return serverColumnsPlan(told) ?? metricColumnsPlan(told);
}

/** The server by what its cells do, where neither map nor names tell it. */
function serverOfRows(
  columns: readonly NamedColumn[],
  times: TimeColumns,
  { metric, value, unit }: ColumnRoles,
  map: ColumnMap,
): RoleColumn | undefined {
  const [date, ofDay] = times.columns;
  if (!date || map.serverColumns) return undefined;
  const taken = [...times.columns, ...[metric, value, unit].flatMap((role) => role ? [role.column] : [])];
  const cells = date.cells.map((cell, row) => [cell, ofDay?.cells[row], metric?.column.cells[row]].join(" "));
  return serverByCells(columns, cells, taken.map(({ index }) => index));
}

/** The column that tells rows of one time apart where the server does not. */
function partsOfRows(
  others: readonly NamedColumn[],
  { columns: times }: TimeColumns,
  server: RoleColumn | undefined,
  { metric, value, unit }: ColumnRoles,
): NamedColumn | undefined {
  if (times.length === 0) return undefined;
  const told = [
    ...times,
    ...[server, metric, value && metric ? unit : undefined].flatMap((role) => role?.column ?? []),
  ];
  const keys = times[0]!.cells.map((_, row) => told.map(({ cells }) => cells[row]).join("\u0000"));
  return partsColumn(others.filter((column) => !told.includes(column) && column !== value?.column), keys);
}

function timesMap({ time, clock, columns: [date, ofDay] }: TimeColumns, map: ColumnMap): ColumnMap {
  if ("stepMs" in time || !date) return map.rows ? { rows: map.rows } : {};
  return {
    timestamp: date.name,
    ...ofDay ? { timeOfDay: ofDay.name } : {},
    timeFormat: map.timeFormat ?? clock.kind,
  };
}
