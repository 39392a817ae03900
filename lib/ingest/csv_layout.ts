/** Any other CSV, wide or tidy: what its columns are, from the map, their names and their first cells. */
import { CapacityError } from "@lib/core/errors.ts";
import { type Clock, clockOf } from "./clock.ts";
import { type ColumnMap, mappedMetric } from "./column_map.ts";
import type { FileHead } from "./file_head.ts";
import { type FactColumn, type MetricColumn, openLayout } from "./layout.ts";
import { guessMetric, guessMetricOfFile, type MetricGuess, plainName } from "./metric_guess.ts";
import type { FactField, Guess, OpenContext, OpenFile } from "./open_file.ts";
import { stemOf } from "./source_file.ts";
import { cellsOf, headerOf, textTable } from "./table_head.ts";
import { UnknownFormat } from "./unknown_format.ts";

const TIME = /^(timestamp|time_?stamp|date_?time|date|time|ds|ts|datetime_utc|recorded_at|start_?time)(_(utc|ms|s))?$/;
const SERVER =
  /^(server(_?id|_name)?|host(_?name|_id)?|instance(_?id|_name)?|machine(_?id)?|vm(_?id|_name)?|node(_?id|_name)?|unique_id|series_id|id)$/;
const METRIC = /^(metric(_?name)?|measure(ment)?|variable|counter)$/;
const VALUE = /^(value|val|y|reading|average|mean)$/;
/** Columns that say nothing about load: the calendar is made anew, labels and row numbers are no readings. */
const IGNORED =
  /^(year|month|quarter|day|hour|minute|week|day_?of_?(week|year|month)|is_[a-z]+|label|anomaly|index|unnamed_\d+|row)$/;
const FACTS: Readonly<Record<string, FactField>> = {
  app_name: "appName",
  business_unit: "businessUnit",
  criticality: "criticality",
  region: "region",
  server_type: "serverType",
  instance_type: "instanceType",
};
/** No gauge in percent passes this; a column that does is something else whatever its name. */
const NO_PERCENT = 10_000;

/**
 * Opens a CSV of which nothing else is known.
 *
 * @throws {UnknownFormat} when it has no header, no time or no number column.
 * @throws {CapacityError} when it lacks a column that the map names.
 */
export function openCsv(head: FileHead, { map = {} }: OpenContext): OpenFile {
  const { file } = head, { dialect } = textTable(head), header = headerOf(head);
  refuseMissingHeader(head);
  const cells = header.map((_, index) => cellsOf(head, index).filter((cell) => cell !== ""));
  const named = (role: keyof ColumnMap, name: string | undefined, pattern: RegExp): number =>
    name === undefined ? header.findIndex((text) => pattern.test(plainName(text))) : mappedColumn(head, role, name);
  const { timestamp, clock } = timeColumn(head, map, cells);
  const server = named("server", map.server, SERVER);
  const metric = named("metric", map.metric, METRIC), value = named("value", map.value, VALUE);
  const guesses: Guess[] = [];
  const explain = (index: number, takenFor: string, because: string): void => {
    guesses.push({
      file: file.name,
      column: header[index]!,
      takenFor,
      because,
      examples: cells[index]!.slice(0, 3),
      confidence: because === "column map" ? 1 : 0.8,
    });
  };
  const isZoned = cells[timestamp]!.some((cell) => /(Z|UTC|[+-]\d\d:?\d\d)$/i.test(cell.slice(16)));
  const notes = clock.kind === "ISO 8601" && !isZoned && cells[timestamp]!.some((cell) => cell.length > 10)
    ? ["Times that name no zone are taken for UTC"]
    : [];
  explain(timestamp, clock.kind, map.timestamp ? "column map" : "name and values");
  if (server >= 0) explain(server, "server", map.server ? "column map" : "name");
  const facts: FactColumn[] = [];
  const base = {
    source: "csv",
    file,
    dialect,
    columns: header,
    headerRows: 1,
    clock,
    time: { column: timestamp },
    server: server >= 0 ? { column: server } : { id: stemOf(file.name) },
    facts,
    guesses,
  };
  if (metric >= 0 && value >= 0) {
    explain(metric, "name of the metric", map.metric ? "column map" : "name");
    explain(value, "value", map.value ? "column map" : "name");
    const meaningOf = (name: string): MetricGuess => {
      const mapped = map.columns?.[name];
      return mapped ? mappedMetric(name, mapped) : guessMetric(name);
    };
    return openLayout({ ...base, metrics: { tidy: { metric, value, meaningOf } }, notes });
  }
  const wide: MetricColumn[] = [];
  const ignored: string[] = [];
  header.forEach((name, index) => {
    if (index === timestamp || index === server) return;
    const plain = plainName(name);
    const fact = FACTS[plain];
    const mapped = map.columns?.[name];
    if (!mapped && fact) {
      facts.push({ index, field: fact });
      return;
    }
    const meaning = mapped
      ? mappedMetric(name, mapped)
      : VALUE.test(plain)
      ? guessMetricOfFile(stemOf(file.name))
      : guessMetric(name);
    const isKnown = !meaning.because.startsWith("no metric");
    const isMetric = map.columns
      ? mapped !== undefined
      : !IGNORED.test(plain) && (isKnown || VALUE.test(plain) || isNumeric(cells[index]!));
    if (!isMetric) {
      ignored.push(name || `column ${index + 1}`);
      return;
    }
    const { metric, unit, factor, because } = notPercent(meaning, plain, cells[index]!);
    wide.push({ index, metric, unit, factor });
    explain(index, `${metric}, ${unit}`, because);
  });
  for (const name of Object.keys(map.columns ?? {})) mappedColumn(head, "columns", name);
  if (wide.length === 0) {
    throw new UnknownFormat(`Cannot read readings: expected a column of numbers, got ${header.join(", ")}`, {
      place: { file: file.name },
      remedy: "name the columns, their metrics and units in a map file",
    });
  }
  refuseTwins(head, wide);
  return openLayout({
    ...base,
    metrics: { wide },
    notes: [...notes, ...(ignored.length > 0 ? [`Columns not read: ${ignored.join(", ")}`] : [])],
  });
}

function refuseMissingHeader(head: FileHead): void {
  const { file } = head, header = headerOf(head);
  const filled = header.filter((cell) => cell !== "");
  // A name or two may well be a number, but not most of them.
  if (filled.filter((cell) => !Number.isNaN(Number(cell))).length * 2 < Math.max(1, filled.length)) return;
  throw new UnknownFormat(
    `Cannot read readings: expected a header line with column names, got "${header.slice(0, 4).join(",")}"`,
    { place: { file: file.name, row: 1 }, remedy: "add a first line such as timestamp,server_id,cpu_pct" },
  );
}

function timeColumn(head: FileHead, map: ColumnMap, cells: readonly string[][]): { timestamp: number; clock: Clock } {
  const { file } = head, header = headerOf(head);
  const byName = map.timestamp === undefined
    ? header.findIndex((name) => TIME.test(plainName(name)))
    : mappedColumn(head, "timestamp", map.timestamp);
  // Without a telling name, the first column that can only be real times will do.
  const timestamp = byName >= 0 ? byName : cells.findIndex((column) => clockOf(column)?.isReal);
  if (timestamp < 0) {
    throw new UnknownFormat(
      `Cannot read readings: expected a time column (timestamp, date, time, ds), got columns ${header.join(", ")}`,
      { place: { file: file.name }, remedy: "name it in a map file" },
    );
  }
  const clock = clockOf(cells[timestamp]!);
  if (clock) return { timestamp, clock };
  // One odd cell must not hide the clock of the others: the reader will name its row.
  const first = cells[timestamp]!.map((cell) => clockOf([cell])).find((kind) => kind?.isReal);
  if (first) return { timestamp, clock: first };
  const [example = ""] = cells[timestamp]!;
  throw new UnknownFormat(
    `Cannot read readings: expected times such as 2024-01-31 13:00:00 or epoch seconds, got "${example}"`,
    { place: { file: file.name, row: 2, column: header[timestamp]! }, remedy: "write times in ISO 8601" },
  );
}

function mappedColumn(head: FileHead, role: string, name: string): number {
  const { file } = head, header = headerOf(head);
  const index = header.indexOf(name);
  if (index >= 0) return index;
  throw new CapacityError(`Cannot read readings: expected column ${name}, got columns ${header.join(", ")}`, {
    place: { file: file.name, column: name },
    remedy: `mend ${role} in the map file`,
  });
}

/** Mostly numbers; the few others will be errors with their row, not a reason to skip the column in silence. */
function isNumeric(cells: readonly string[]): boolean {
  const numbers = cells.filter((cell) => !Number.isNaN(Number(cell.replace(",", "."))));
  return cells.length > 0 && numbers.length * 2 > cells.length;
}

function notPercent(meaning: MetricGuess, plain: string, cells: readonly string[]): MetricGuess {
  if (meaning.unit !== "percent" || meaning.because === "column map") return meaning;
  if (!cells.some((cell) => Number(cell) > NO_PERCENT)) return meaning;
  return { metric: plain, unit: "unknown", factor: 1, because: `values above ${NO_PERCENT} are no percent` };
}

/** Two columns of one metric would be taken for repeated readings. */
function refuseTwins(head: FileHead, wide: readonly MetricColumn[]): void {
  const { file } = head, header = headerOf(head);
  for (const [metric, columns] of Map.groupBy(wide, ({ metric }) => metric)) {
    if (columns.length < 2) continue;
    throw new CapacityError(
      `Cannot read readings: expected one column of ${metric}, got ${
        columns.map(({ index }) => header[index]).join(" and ")
      }`,
      { place: { file: file.name }, remedy: "choose one of them in a map file" },
    );
  }
}
