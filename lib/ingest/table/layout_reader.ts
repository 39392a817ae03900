/** Reads the rows of a file by its layout. */
import { bytesOf } from "../text/byte_stream.ts";
import type { CsvRow } from "../text/csv_row.ts";
import { csvBlocks } from "../text/csv_rows.ts";
import type { FactColumn, Layout, MetricColumn } from "./layout.ts";
import { NameTable } from "../text/name_table.ts";
import type { FactSink, RawSeries } from "../open_file.ts";
import { RowStore } from "./row_store.ts";
import { timeReader } from "../clock/time_reader.ts";

/** Options of reading. */
export interface LayoutReaderOptions {
  /**
   * Values in memory from which on series are handed over before the file ends: a quarter of them where that makes long
   * parts, all of them in files that go from server to server. Default 4 million (32 MB).
   */
  readonly valuesInMemory?: number;
  /** Told at the end of the file what its rows have shown. */
  readonly onNote?: (note: string) => void;
}

/** Values of a server that make a long part. */
const LONG_PART = 2000;

/**
 * The series of a file; a long file gives several parts of each.
 *
 * @returns Number of data rows, when the file is read to its end.
 * @throws {CapacityError} naming file, row and column of a cell that is no time or no number, or of a row that is cut.
 */
export async function* readLayout(
  layout: Layout,
  onFact: FactSink,
  { valuesInMemory = 4_000_000, onNote = () => {} }: LayoutReaderOptions = {},
): AsyncGenerator<RawSeries, number> {
  const { file, dialect, columns, metrics, facts } = layout;
  const times = timeReader(layout);
  const serverOf = "id" in layout.server
    ? ((id: string) => () => id)(layout.server.id)
    : textReader(layout.server.column, "a server name");
  const wide = "wide" in metrics ? metrics.wide : undefined;
  const tidy = "tidy" in metrics ? metrics.tidy : undefined;
  const metricOf = tidy ? textReader(tidy.metric, "a metric name") : undefined;
  const unitOf = tidy?.unit === undefined ? undefined : textReader(tidy.unit, "a unit");
  const columnsOf = (name: string, unit: string): readonly MetricColumn[] => {
    if (wide) return wide;
    const meaning = tidy!.meaningOf(name, unit);
    return meaning ? [{ index: tidy!.value, ...meaning }] : [];
  };
  const parts = layout.part === undefined ? undefined : new PartsSeen(layout.part);
  const series = new Map<string, SeriesBuilder>();
  let held = 0, rows = 0, headerRows = layout.headerRows;
  // Rows of a server mostly follow one another, so its builder is kept at hand.
  let latest: SeriesBuilder | undefined;
  const builderOf = (serverId: string, name: string, unit: string): SeriesBuilder => {
    if (latest?.serverId === serverId && latest.name === name && latest.unit === unit) return latest;
    const key = wide ? serverId : `${serverId}\u0000${name}\u0000${unit}`;
    latest = series.get(key);
    if (!latest) {
      latest = new SeriesBuilder({ serverId, name, unit }, columnsOf(name, unit));
      series.set(key, latest);
    }
    return latest;
  };
  const blocks = csvBlocks(bytesOf(file), { file: file.name, dialect, header: columns });
  for await (const { row, next } of blocks) {
    while (next()) {
      if (headerRows > 0) {
        headerRows--;
        continue;
      }
      if (row.count !== columns.length) checkCells(row, columns.length);
      const time = times.timeOf(row, rows++);
      const serverId = serverOf(row);
      const builder = builderOf(serverId, metricOf ? metricOf(row) : "", unitOf ? unitOf(row) : "");
      parts?.check(row, builder);
      builder.add(row, time);
      held += builder.columns.length;
      for (const fact of facts) noteFact(row, fact, serverId, onFact);
    }
    // Short parts cost more than they weigh, so a file ordered by time waits for longer ones.
    const isDue = held >= valuesInMemory || (held >= valuesInMemory / 4 && held >= LONG_PART * series.size);
    if (!isDue) continue;
    latest = undefined;
    held = 0;
    yield* handedOver(series);
  }
  yield* handedOver(series);
  for (const note of times.notes()) onNote(note);
  return rows;
}

/** The series of all builders, each of which is let go with its own. */
function* handedOver(series: Map<string, SeriesBuilder>): Generator<RawSeries> {
  for (const [key, builder] of series) {
    series.delete(key);
    yield* builder.series();
  }
}

/** In a builder's columns: a number is there, but it is a share of a capacity of zero. */
const OF_NOTHING = -Infinity;

/** Rows of one server: a time, a line and a value per column. */
class SeriesBuilder {
  readonly serverId: string;
  readonly name: string;
  readonly unit: string;
  readonly columns: readonly MetricColumn[];
  /** Of each row its time, its line and its values. */
  readonly #rows: RowStore;

  constructor(
    { serverId, name, unit }: { serverId: string; name: string; unit: string },
    columns: readonly MetricColumn[],
  ) {
    this.serverId = serverId;
    this.name = name;
    this.unit = unit;
    this.columns = columns;
    this.#rows = new RowStore(2 + columns.length);
  }

  add(row: CsvRow, time: number): void {
    const at = this.#rows.add(), { cells } = this.#rows;
    cells[at] = time;
    cells[at + 1] = row.line;
    for (let index = 0; index < this.columns.length; index++) {
      const { index: place, perIndex } = this.columns[index]!;
      const value = row.number(place);
      if (perIndex === undefined || value !== value) {
        cells[at + 2 + index] = value;
        continue;
      }
      const capacity = row.number(perIndex);
      cells[at + 2 + index] = capacity > 0 ? value / capacity : OF_NOTHING;
    }
  }

  /** One series per column, without the empty cells; where nothing is empty they share times and lines. */
  *series(): Generator<RawSeries> {
    const timestamps = this.#rows.column(0), rows = this.#rows.column(1);
    for (const [index, { server, perIndex, metric, unit, factor }] of this.columns.entries()) {
      const filled = withoutEmpty(this.#rows.column(2 + index), timestamps, rows);
      if (perIndex !== undefined) {
        filled.values.forEach((value, at) => {
          if (value === OF_NOTHING) filled.values[at] = NaN;
        });
      }
      const empty = this.#rows.length - filled.values.length;
      yield { serverId: server ?? this.serverId, metric, unit, factor, ...filled, empty };
    }
  }
}

/** The part that each series is of. A class because it remembers them. */
class PartsSeen {
  readonly #column: number;
  readonly #names = new NameTable();
  readonly #bySeries = new Map<string, string>();

  constructor(column: number) {
    this.#column = column;
  }

  /** @throws {CapacityError} at the first row of another part. */
  check(row: CsvRow, { serverId, name }: SeriesBuilder): void {
    const column = this.#column;
    if (row.isEmpty(column)) return;
    const part = this.#names.nameOf(row.bytes, row.starts[column]!, row.ends[column]!, () => row.text(column));
    const key = `${serverId}\u0000${name}`, known = this.#bySeries.get(key);
    if (known === undefined) this.#bySeries.set(key, part);
    else if (known !== part) {
      throw row.error(`expected rows of one part of ${serverId}, got those of ${known} and ${part}`, {
        column,
        remedy: 'keep the rows of one of them or sum them up first, or name the column as "server" in a map file',
      });
    }
  }
}

function withoutEmpty(
  values: Float64Array,
  timestamps: Float64Array,
  rows: Float64Array,
): Pick<RawSeries, "values" | "timestamps" | "rows"> {
  let count = 0;
  for (let index = 0; index < values.length; index++) if (values[index] === values[index]) count++;
  if (count === values.length) return { values, timestamps, rows };
  const filled = {
    values: new Float64Array(count),
    timestamps: new Float64Array(count),
    rows: new Float64Array(count),
  };
  for (let index = 0, at = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value !== value) continue;
    filled.values[at] = value;
    filled.timestamps[at] = timestamps[index]!;
    filled.rows[at++] = rows[index]!;
  }
  return filled;
}

function checkCells(row: CsvRow, expected: number): void {
  let filled = row.count;
  // Some writers end every row with a delimiter; that is no cell of its own.
  while (filled > expected && row.isEmpty(filled - 1)) filled--;
  if (filled === expected) return;
  throw row.error(`expected ${expected} cells, got ${row.count}`, {
    remedy: "mend the row; a last row that is cut short is a sign of a broken download",
  });
}

/** Reads a column of names; a name that has been there before is not decoded again. */
function textReader(column: number, what: string): (row: CsvRow) => string {
  const names = new NameTable();
  return (row) => {
    if (row.isEmpty(column)) {
      throw row.error(`expected ${what}, got an empty cell`, { column, remedy: "fill the cell" });
    }
    const start = row.starts[column]!, end = row.ends[column]!;
    return names.nameOf(row.bytes, start, end, () => row.text(column));
  };
}

function noteFact(row: CsvRow, { index, field, factor = 1 }: FactColumn, serverId: string, onFact: FactSink): void {
  if (row.isEmpty(index)) return;
  if (field !== "vcpu" && field !== "memoryGib") return onFact(serverId, field, row.text(index));
  const value = row.number(index) * factor;
  // A powered-off server reports 0: the capacity that it had is what the inventory is about.
  if (value > 0) onFact(serverId, field, value);
}
