/** From files to readings. */
import { CapacityError } from "@lib/core/errors.ts";
import { naturalOrder } from "@lib/core/natural_order.ts";
import type { ReadingBatch } from "@lib/core/reading_batch.ts";
import type { ColumnMap } from "./mapper/column_map.ts";
import { openCsv } from "./mapper/csv_layout.ts";
import { type FileHead, headOf } from "./file_head.ts";
import { FORMATS, SOURCE_NAMES } from "./formats.ts";
import { noReadings } from "./no_readings.ts";
import type { OpenContext, OpenFile } from "./open_file.ts";
import { PercentScales } from "./percent_or_fraction.ts";
import { type SourceFile, stemOf } from "./source_file.ts";
import { type IngestSummary, Tally } from "./summary.ts";
import { UnknownFormat } from "./unknown_format.ts";

/** Options of an ingest. */
export interface IngestOptions {
  /** Format, one of SOURCE_NAMES. Default `auto`: every file is recognized by its content. */
  readonly source?: string;
  /** What the columns mean, where the guesses are wrong. CSV only. */
  readonly map?: ColumnMap;
  /** Zone of times that name none, as the IANA names it. Default UTC. */
  readonly timezone?: string;
  /** Called before each file: files done, files in all, and the name of the next one. */
  readonly onProgress?: (done: number, total: number, file: string) => void;
}

/** Readings on their way, and what is known of them afterwards. */
export interface Ingestion extends AsyncIterable<ReadingBatch> {
  /**
   * What came in.
   *
   * @throws {RangeError} while the readings have not been taken to their end.
   */
  summary(): IngestSummary;
}

/**
 * Reads files one after the other, in the order of their servers, as batches of readings.
 *
 * Every file is looked into before the first batch, so most mistakes stop the ingest before it hands over anything; a bad
 * cell in the middle stops it there, and what it handed over must then be thrown away. Every reading is kept, repeated
 * and impossible ones too: dropping is for cleaning, which keeps a ledger. A cell without a number is no reading.
 *
 * @param files At least one. Files without a row or of an unknown kind are passed over, each with a note that says why,
 * as long as there are others; a damaged file stops the ingest.
 * @throws {CapacityError} (while iterating) naming file, row, column and remedy.
 * @example
 * ```ts
 * import { deepStrictEqual, strictEqual } from "node:assert/strict";
 * import { ingest } from "@lib/ingest/ingest.ts";
 * const text = "time,host,cpu_pct\n2024-05-01 10:00,a,12.5\n2024-05-01 10:05,a,\n";
 * const file = { name: "cpu.csv", size: text.length, open: () => new Blob([text]).stream() };
 * const readings = ingest([file]);
 * for await (const { serverId, values } of readings) {
 *   strictEqual(serverId, "a");
 *   deepStrictEqual([...values], [12.5]);
 * }
 * strictEqual(readings.summary().empty, 1);
 * ```
 */
export function ingest(files: readonly SourceFile[], options: IngestOptions = {}): Ingestion {
  let finished: IngestSummary | undefined;
  return {
    async *[Symbol.asyncIterator]() {
      finished = undefined;
      finished = yield* readAll(files, options);
    },
    summary() {
      if (!finished) throw new RangeError("Cannot sum up the ingest: expected all of its readings to be taken");
      return finished;
    },
  };
}

async function* readAll(
  files: readonly SourceFile[],
  options: IngestOptions,
): AsyncGenerator<ReadingBatch, IngestSummary> {
  const { onProgress = () => {} } = options;
  const { opened, notes } = await openAll(files, options);
  const scales = new PercentScales(opened);
  const tally = new Tally();
  let infinite = 0;
  for (const [index, source] of opened.entries()) {
    const { file } = source;
    onProgress(index, opened.length, file.name);
    const series = source.read((serverId, field, value) => tally.addFact(serverId, field, value));
    for (;;) {
      const { done, value: part } = await series.next();
      if (done) {
        tally.addRows(part);
        break;
      }
      const { serverId, metric, unit, timestamps, rows, empty } = part;
      if (part.values.length === 0) {
        tally.addEmpty(part);
        continue;
      }
      const factor = part.factor ?? await scales.factorOf(metric, part.values);
      const values = factor === 1 ? part.values : part.values.map((value) => value * factor);
      infinite += withoutInfinite(values);
      const batch = { serverId, metric, unit, timestamps, values, sourceFile: file.name, sourceRows: rows };
      tally.add(batch, empty);
      yield batch;
    }
  }
  onProgress(opened.length, opened.length, "");
  if (tally.readings === 0) {
    const columns = tally.silentSeries().map(([metric]) => metric).join(", ");
    const got = columns === "" ? "inventory alone" : `only empty cells of ${columns}`;
    throw noReadings(got, opened[0]!.file.name);
  }
  const emptyNotes = tally.silentSeries().map(([metric, servers]) => {
    const few = servers.slice(0, 5).join(", ");
    return `${metric}: no value at all for ${few}${servers.length > 5 ? ` and ${servers.length - 5} more` : ""}`;
  });
  const infiniteNotes = infinite > 0 ? [`${infinite} infinite values are kept as the largest number there is`] : [];
  // Some notes are only known at the end of a file, such as an answer that calls itself partial.
  const told = new Set([...notes, ...opened.flatMap((file) => file.notes)]);
  return tally.summary(opened, [...told, ...scales.decisions(), ...emptyNotes, ...infiniteNotes]);
}

/** Gives infinite values, for which no table has a place, the largest number instead, and counts them. */
function withoutInfinite(values: Float64Array): number {
  let count = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value !== Infinity && value !== -Infinity) continue;
    values[index] = value > 0 ? Number.MAX_VALUE : -Number.MAX_VALUE;
    count++;
  }
  return count;
}

async function openAll(
  files: readonly SourceFile[],
  { source = "auto", map, timezone = "UTC" }: IngestOptions,
): Promise<{ opened: OpenFile[]; notes: string[] }> {
  // Files of one server follow one another, oldest name first, so that a server's readings come together.
  const inOrder = files.map((file) => ({ file, stem: stemOf(file.name) }))
    .sort((a, b) => naturalOrder(a.stem, b.stem) || naturalOrder(a.file.name, b.file.name))
    .map(({ file }) => file);
  const context: OpenContext = { ...map ? { map } : {}, timezone, files: inOrder };
  const opened: OpenFile[] = [];
  const passedOver: CapacityError[] = [];
  for (const file of inOrder) {
    const head = await headOf(file);
    try {
      if (!head) throw noReadings(`a file without content (${file.size} bytes)`, file.name);
      if (isHeaderAlone(head)) throw noReadings("nothing but a header line", file.name);
      opened.push(openOne(head, source, context));
    } catch (error) {
      if (!(error instanceof UnknownFormat)) throw error;
      passedOver.push(error);
    }
  }
  if (opened.length === 0) throw passedOver[0] ?? noReadings("no file");
  const notes = new Set(opened.flatMap((file) => file.notes));
  if (opened.some(({ clock }) => !clock.isReal)) {
    notes.add("A clock only counts from a start of its own, set to 2018-01-01: dates and weekdays are not real");
  }
  for (const { message } of passedOver) notes.add(`Passed over: ${message}`);
  const joined = [...Map.groupBy(opened.filter(({ server }) => server !== undefined), ({ server }) => server)]
    .filter(([, parts]) => parts.length > 1).length;
  if (joined > 0) notes.add(`${joined} ${joined === 1 ? "server" : "servers"} joined from several files`);
  return { opened, notes: [...notes] };
}

/** A single line without any number: a table to which no row was ever written. */
function isHeaderAlone({ table, isWhole }: FileHead): boolean {
  if (!table || !isWhole || table.rows.length > 1) return false;
  return !table.rows[0]?.some((cell) => cell !== "" && !Number.isNaN(Number(cell)));
}

function openOne(head: FileHead, source: string, context: OpenContext): OpenFile {
  if (!SOURCE_NAMES.includes(source)) {
    throw new CapacityError(`Cannot read readings: expected a source of ${SOURCE_NAMES.join(", ")}, got ${source}`, {
      kind: "usage",
    });
  }
  const format = source === "auto"
    // A map is the user's word on the columns, so no format of ours overrules it.
    ? (context.map ? undefined : FORMATS.find((candidate) => candidate.recognizes(head)))
    : FORMATS.find(({ name }) => name === source);
  return format ? format.open(head, context) : openCsv(head, context);
}
