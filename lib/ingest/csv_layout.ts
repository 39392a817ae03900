/** Any other CSV, wide or tidy: what its columns are, from the map, their names and their first cells. */
import { CapacityError } from "@lib/core/errors.ts";
import { rateUnitOf } from "@lib/core/reading_batch.ts";
import { type ColumnMap, type MappedMetric, mappedMetric } from "./column_map.ts";
import { type ColumnRoles, columnRoles, type RoleColumn, saysNothing, serverByCells } from "./column_roles.ts";
import { isUtf8 } from "./decoded_text.ts";
import type { FileHead } from "./file_head.ts";
import { type Layout, openLayout } from "./layout.ts";
import { layoutColumn, type MeantColumn, metricColumns } from "./metric_columns.ts";
import { type ColumnMeaning, guessMetricOfFile, isOwnMetric } from "./metric_guess.ts";
import { metricRows } from "./metric_rows.ts";
import { isNumeric, mappedColumn, type NamedColumn, namedColumns, namesOf } from "./named_columns.ts";
import type { Guess, OpenContext, OpenFile } from "./open_file.ts";
import { areServers } from "./servers_in_columns.ts";
import { stemOf } from "./source_file.ts";
import { type TimeColumns, timeColumns } from "./time_columns.ts";
import { UnknownFormat } from "./unknown_format.ts";
import type { UntoldTable } from "./untold_table.ts";

/** How a table is read, and a map that says the same. */
export interface CsvPlan {
  readonly layout: Layout;
  readonly map: ColumnMap;
}

/** What the parts of a plan share. */
interface Told {
  readonly base: Omit<Layout, "metrics" | "facts" | "guesses" | "notes">;
  readonly table: UntoldTable;
  readonly map: ColumnMap;
  /** Columns without a role. */
  readonly others: readonly NamedColumn[];
  readonly guesses: readonly Guess[];
  readonly notes: readonly string[];
}

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
  const { columns, dialect, headerRows } = namedColumns(head, map);
  const named = columnRoles(columns, map, file);
  const times = timeColumns(columns, { map, timezone, file, server: named.server?.column });
  const server = named.server ?? serverOfRows(columns, times, named, map);
  const table: UntoldTable = {
    file,
    stem: stemOf(file),
    map,
    columns,
    dialect,
    perServer: (values) =>
      server ? [...Map.groupBy(values, (_, row) => server.column.cells[row]).values()] : [[...values]],
  };
  const explain = (role: RoleColumn, takenFor: string): Guess => guessOf(file, role.column, { ...role, takenFor });
  const told: Told = {
    base: {
      source: "csv",
      file: head.file,
      dialect,
      columns: columns.map(({ name }) => name),
      headerRows,
      clock: times.clock,
      time: times.time,
      server: server ? { column: server.column.index } : { id: table.stem },
    },
    table,
    map: {
      ...headerRows === 0 ? { header: false } : {},
      ...map.decimal ? { decimal: map.decimal } : {},
      ...timesMap(times, map),
      ...map.timezone ? { timezone: map.timezone } : {},
      ...server ? { server: server.column.name } : {},
    },
    others: columns.filter((column) => !times.columns.includes(column) && column !== server?.column),
    guesses: [
      ...times.columns.map((column, index) =>
        guessOf(file, column, { ...times, takenFor: index === 0 ? times.clock.kind : "time of day" })
      ),
      ...server ? [explain(server, "server")] : [],
    ],
    notes: [
      ...times.notes,
      ...isUtf8(head.bytes, !head.isWhole) ? [] : ["Text that is no UTF-8 is taken for Windows-1252"],
    ],
  };
  const { metric, value, unit } = named;
  if (metric && value) return tidyPlan(told, { metric, value, ...unit ? { unit } : {} }, explain);
  return wholeWidthPlan(told);
}

/** A table with a row per metric. */
function tidyPlan(
  { base, table, map, guesses, notes }: Told,
  { metric, value, unit }: { metric: RoleColumn; value: RoleColumn; unit?: RoleColumn },
  explain: (role: RoleColumn, takenFor: string) => Guess,
): CsvPlan {
  const rows = metricRows({ metric: metric.column, value: value.column, ...unit ? { unit: unit.column } : {} }, table);
  const names = rows.names.map(({ name, meaning, examples }): Guess => ({
    file: table.file,
    column: `${metric.column.name} = ${name}`,
    takenFor: `${meaning.metric}, ${meaning.unit}`,
    because: meaning.because,
    examples,
    confidence: meaning.confidence,
  }));
  const layout: Layout = {
    ...base,
    metrics: {
      tidy: {
        metric: metric.column.index,
        value: value.column.index,
        ...unit ? { unit: unit.column.index } : {},
        meaningOf: rows.meaningOf,
      },
    },
    facts: [],
    guesses: [
      ...guesses,
      explain(metric, "name of the metric"),
      explain(value, "value"),
      ...unit ? [explain(unit, "unit")] : [],
      ...names,
    ],
    // Names outside of the map come to light while the file is read.
    get notes() {
      return rows.left.size === 0 ? notes : [...notes, `Metrics not read: ${[...rows.left].join(", ")}`];
    },
  };
  return {
    layout,
    map: {
      ...map,
      metric: metric.column.name,
      value: value.column.name,
      // Where the units are in the file, the names of the first rows alone would leave out all others.
      ...unit
        ? { unit: unit.column.name }
        : { columns: Object.fromEntries(rows.names.map(({ name, meaning }) => [name, mappedAs(meaning)])) },
    },
  };
}

/** A table with a column per metric, or per server. */
function wholeWidthPlan(told: Told): CsvPlan {
  const { table, others, map } = told, { stem } = table;
  const stated = table.map.serverColumns;
  if (stated) {
    const columns = stated.names?.map((name) => mappedColumn(table.columns, "serverColumns.names", name, table.file)) ??
      others.filter((column) => !saysNothing(column) && isNumeric(column));
    return serversPlan(told, columns, mappedMetric("serverColumns", stated));
  }
  const ofFile = guessMetricOfFile(stem);
  const numeric = others.filter((column) => !saysNothing(column) && isNumeric(column));
  if (!table.map.columns && !map.server && !isOwnMetric(ofFile) && areServers(numeric)) {
    return serversPlan(told, numeric, {
      ...ofFile,
      because: `servers by their names; ${ofFile.because}`,
      confidence: 0.6,
    });
  }
  const { metrics, facts, ignored } = metricColumns(others, table);
  if (metrics.length === 0) throw noNumbers(table);
  return {
    layout: {
      ...told.base,
      metrics: { wide: metrics.map(layoutColumn) },
      facts,
      guesses: [...told.guesses, ...metrics.map((metric) => metricGuess(table.file, metric))],
      notes: [...told.notes, ...ignored.length > 0 ? [`Columns not read: ${ignored.join(", ")}`] : []],
    },
    map: {
      ...map,
      columns: Object.fromEntries(metrics.map(({ column, meaning, per }) => [
        column.name,
        { ...mappedAs(meaning), ...per ? { per: per.name } : {} },
      ])),
    },
  };
}

function serversPlan(told: Told, columns: readonly NamedColumn[], meaning: ColumnMeaning): CsvPlan {
  const { table, base, map } = told;
  if (columns.length === 0) throw noNumbers(table);
  const twin = columns.find(({ name }, index) => columns.findIndex((other) => other.name === name) !== index);
  if (twin) {
    throw new CapacityError(`Cannot read readings: expected one column per server, got two of ${twin.name}`, {
      place: { file: table.file, column: twin.name },
      remedy: "give the columns different names",
    });
  }
  const { metric, unit, factor } = meaning;
  return {
    layout: {
      ...base,
      metrics: { wide: columns.map(({ index, name }) => ({ index, server: name, metric, unit, factor })) },
      facts: [],
      guesses: [
        ...told.guesses,
        ...columns.map((column) => metricGuess(table.file, { column, meaning }, `server ${column.name}: `)),
      ],
      notes: told.notes,
    },
    map: { ...map, serverColumns: { ...mappedAs(meaning), names: columns.map(({ name }) => name) } },
  };
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

function timesMap({ time, clock, columns: [date, ofDay] }: TimeColumns, map: ColumnMap): ColumnMap {
  if ("stepMs" in time || !date) return map.rows ? { rows: map.rows } : {};
  return {
    timestamp: date.name,
    ...ofDay ? { timeOfDay: ofDay.name } : {},
    timeFormat: map.timeFormat ?? clock.kind,
  };
}

/** A meaning as a map says it. */
function mappedAs({ metric, unit, sourceUnit }: ColumnMeaning): MappedMetric & { readonly unit: string } {
  return { metric, unit: sourceUnit, ...rateUnitOf(unit) === undefined ? {} : { counter: true } };
}

function metricGuess(file: string, { column, meaning }: MeantColumn, before = ""): Guess {
  return guessOf(file, column, { ...meaning, takenFor: `${before}${meaning.metric}, ${meaning.unit}` });
}

function guessOf(
  file: string,
  { name, index, filled }: NamedColumn,
  { takenFor, because, confidence }: Pick<Guess, "takenFor" | "because" | "confidence">,
): Guess {
  const column = name || `column ${index + 1}`;
  return { file, column, takenFor, because, examples: filled.slice(0, 3), confidence };
}

function noNumbers({ file, columns }: UntoldTable): UnknownFormat {
  return new UnknownFormat(`Cannot read readings: expected a column of numbers, got ${namesOf(columns)}`, {
    place: { file },
    remedy: "name the columns, their metrics and units in a map file",
  });
}
