/** Which columns are the server, the metric's name, the value; by name, and the server also by what its cells do. */
import { guessClock } from "../clock/clock_guess.ts";
import type { ColumnMap } from "./column_map.ts";
import { isNumeric, mappedColumn, type NamedColumn } from "./named_columns.ts";
import type { FactField } from "../open_file.ts";

const SERVER = /^(server|host|machine|vm|node|computer|instance|device|pod|container)(_?(id|name|key|identifier))?$/;
const ALSO_SERVER = /^(unique_id|series_id|fqdn|ip|ip_address|db_?instance_?identifier|id)$/;
const METRIC =
  /^(metric(_?(name|id))?|measure(ment)?|variable|counter(_?name)?|kpi|parameter|field|key|item_?(id|name|key))$/;
const VALUE = /^((counter_?|metric_?)?value|val|y|reading|average|mean)$/;
const UNIT = /^(units?|uom)$/;
/** Columns that say nothing about load: the calendar is made anew, labels and row numbers are no readings. */
const IGNORED =
  /^(year|month|quarter|day|hour|minute|week|day_?of_?(week|year|month)|is_[a-z]+|label|anomaly|index|unnamed_\d+|row|source_row|source_file)$/;
const ROW_NUMBER = /^(id|no|nr|num|number|seq|time)$/;
/** What the project's own tables tell of a server. */
export const FACTS: Readonly<Record<string, FactField>> = {
  app_name: "appName",
  business_unit: "businessUnit",
  criticality: "criticality",
  region: "region",
  server_type: "serverType",
  instance_type: "instanceType",
};
/** Fewer rows show no order of their numbers. */
const FEWEST_ROWS = 5;

/** The share of rows that shows a rule which odd cells break. */
const MOST_ROWS = 0.9;

/** A column in its role. */
export interface RoleColumn {
  readonly column: NamedColumn;
  readonly because: string;
  readonly confidence: number;
}

/** Columns by role; what is not there is absent. */
export interface ColumnRoles {
  readonly server?: RoleColumn;
  readonly metric?: RoleColumn;
  readonly value?: RoleColumn;
  readonly unit?: RoleColumn;
}

/** The roles that names or the map show; the server may also be told by `serverByCells`. */
export function columnRoles(columns: readonly NamedColumn[], map: ColumnMap, file: string): ColumnRoles {
  const find = (role: "server" | "metric" | "value" | "unit", ...patterns: RegExp[]): RoleColumn | undefined => {
    const name = map[role];
    if (name !== undefined) {
      return { column: mappedColumn(columns, role, name, file), because: "column map", confidence: 1 };
    }
    for (const pattern of patterns) {
      const column = columns.find((candidate) => pattern.test(candidate.plain) && candidate.name !== "");
      if (column && !(role === "server" && isRowNumber(column))) return { column, because: "name", confidence: 0.9 };
    }
    return undefined;
  };
  const found = {
    server: find("server", SERVER, ALSO_SERVER),
    metric: find("metric", METRIC),
    value: find("value", VALUE),
    unit: find("unit", UNIT),
  };
  return Object.fromEntries(Object.entries(found).filter(([, role]) => role !== undefined));
}

/**
 * The server where no name tells it: times come several times, and one column of names tells those rows apart.
 *
 * @param times The time cells of the first rows.
 */
export function serverByCells(
  columns: readonly NamedColumn[],
  times: readonly string[],
  taken: readonly number[],
): RoleColumn | undefined {
  const most = times.length * MOST_ROWS;
  if (new Set(times).size > most) return undefined;
  const names = columns.filter((column) =>
    !taken.includes(column.index) && !isNumeric(column) && column.filled.length >= most &&
    FACTS[column.plain] === undefined &&
    new Set(column.cells.map((cell, row) => `${times[row]}\u0000${cell}`)).size >= most
  );
  const [column] = names;
  return column && names.length === 1
    ? { column, because: "tells rows of the same time apart", confidence: 0.6 }
    : undefined;
}

/** Whether a column says nothing about load. */
export function saysNothing(column: NamedColumn): boolean {
  const { name, plain } = column;
  const isCount = ROW_NUMBER.test(plain) && isRowNumber(column);
  return name === "" || IGNORED.test(plain) || isCount || isOtherTime(column);
}

/** The end of an interval, or the time of another clock. */
function isOtherTime({ plain, filled }: NamedColumn): boolean {
  return /(^|_)(time|timestamp|date)(_|$)/.test(plain) && guessClock(filled)?.clock.isReal === true;
}

/** Whether a column, by its name, holds the values of a metric that is told elsewhere. */
export function isValueName(column: NamedColumn): boolean {
  return column.name !== "" && VALUE.test(column.plain);
}

/** Whether every row has the number after that of the row before. */
function isRowNumber({ cells }: NamedColumn): boolean {
  return cells.length >= FEWEST_ROWS &&
    cells.every((cell, index) => /^\d+$/.test(cell) && (index === 0 || Number(cell) === Number(cells[index - 1]) + 1));
}
