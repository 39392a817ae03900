/** From files to readings. */
import { BITBRAINS } from "./bitbrains.ts";
import type { ColumnMap } from "./column_map.ts";
import { layOutCsv } from "./csv_layout.ts";
import { type FileHead, headOf } from "./file_head.ts";
import type { Adapter, Layout } from "./layout.ts";
import { readLayout } from "./layout_reader.ts";
import { noReadings } from "./no_readings.ts";
import { PercentScales } from "./percent_or_fraction.ts";
import type { ReadingBatch } from "@lib/core/reading_batch.ts";
import { type SourceFile, stemOf } from "./source_file.ts";
import { type IngestSummary, naturalOrder, Tally } from "./summary.ts";

/** Formats that can be read; `auto` looks into each file. */
export type SourceName = "auto" | "bitbrains" | "csv";

/** Options of an ingest. */
export interface IngestOptions {
  /** Format. Default `auto`. */
  readonly source?: SourceName;
  /** What the columns mean, where the guesses are wrong. CSV only. */
  readonly map?: ColumnMap;
  /** Zone of times that name none. Only UTC so far, the default. */
  readonly timezone?: "UTC";
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

/** The formats that are recognized by what is in a file; what none of them knows is a plain CSV. */
const ADAPTERS: readonly Adapter[] = [BITBRAINS];

/**
 * Reads files one after the other, in the order of their servers, as batches of readings.
 *
 * Every file is looked into before the first batch, so most mistakes stop the ingest before it hands over anything; a bad
 * cell in the middle stops it there, and what it handed over must then be thrown away. Every reading is kept, repeated,
 * empty and impossible ones too: dropping is for cleaning, which keeps a ledger.
 *
 * @param files At least one; a file without a row is passed over with a note as long as others have some.
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
 *   deepStrictEqual([...values], [12.5, NaN]);
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
  const { layouts, notes } = await layOutAll(files, options);
  const scales = new PercentScales(layouts);
  const tally = new Tally();
  const emptyColumns = new Map<string, string[]>();
  let infinite = 0;
  for (const [index, layout] of layouts.entries()) {
    const { file } = layout.head;
    onProgress(index, layouts.length, file.name);
    const series = readLayout(layout, (serverId, { field }, value) => tally.addFact(serverId, field, value));
    for (;;) {
      const { done, value: part } = await series.next();
      if (done) {
        tally.addRows(part);
        break;
      }
      const { serverId, metric, unit, timestamps, rows } = part;
      if (part.values.every(Number.isNaN)) {
        emptyColumns.set(metric, [...emptyColumns.get(metric) ?? [], serverId]);
        continue;
      }
      const factor = part.factor ?? await scales.factorOf(metric, part.values);
      const values = factor === 1 ? part.values : part.values.map((value) => value * factor);
      infinite += withoutInfinite(values);
      const batch = { serverId, metric, unit, timestamps, values, sourceFile: file.name, sourceRows: rows };
      tally.add(batch);
      yield batch;
    }
  }
  onProgress(layouts.length, layouts.length, "");
  if (tally.values === 0) {
    const columns = [...emptyColumns.keys()].join(", ");
    throw noReadings(`only empty cells of ${columns || "every metric"}`, layouts[0]!.head.file.name);
  }
  const emptyNotes = [...emptyColumns].map(([metric, servers]) => {
    const distinct = [...new Set(servers)];
    const few = distinct.slice(0, 5).join(", ");
    return `${metric}: no value at all for ${few}${distinct.length > 5 ? ` and ${distinct.length - 5} more` : ""}`;
  });
  const infiniteNotes = infinite > 0 ? [`${infinite} infinite values are kept as missing ones`] : [];
  return tally.summary(layouts, [...notes, ...scales.decisions(), ...emptyNotes, ...infiniteNotes]);
}

/** Empties infinite values, for which no table has a place, and counts them. */
function withoutInfinite(values: Float64Array): number {
  let count = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value !== Infinity && value !== -Infinity) continue;
    values[index] = NaN;
    count++;
  }
  return count;
}

async function layOutAll(
  files: readonly SourceFile[],
  options: IngestOptions,
): Promise<{ layouts: Layout[]; notes: string[] }> {
  // Files of one server follow one another, oldest name first, so that a server's readings come together.
  const inOrder = files.map((file) => ({ file, stem: stemOf(file.name) }))
    .sort((a, b) => naturalOrder(a.stem, b.stem) || naturalOrder(a.file.name, b.file.name));
  const layouts: Layout[] = [];
  const empty: string[] = [];
  for (const { file } of inOrder) {
    const head = await headOf(file);
    if (!head || head.rows.length === 0) empty.push(file.name);
    else layouts.push(layOut(head, options));
    if (layouts.length === 0 && empty.length === files.length) {
      throw noReadings(head ? "nothing but a header line" : `a file without content (${file.size} bytes)`, file.name);
    }
  }
  if (layouts.length === 0) throw noReadings("no file");
  const notes = new Set(layouts.flatMap((layout) => layout.notes));
  for (const layout of layouts) {
    if (!layout.clock.isReal) {
      notes.add("The clock only counts seconds: it is set to start on 2018-01-01, so dates and weekdays are not real");
    }
  }
  if (empty.length > 0) notes.add(`Files without a reading, passed over: ${empty.join(", ")}`);
  const joined = [...Map.groupBy(layouts.filter(({ server }) => "id" in server), ({ head }) => stemOf(head.file.name))]
    .filter(([, parts]) => parts.length > 1).length;
  if (joined > 0) {
    notes.add(`${joined} ${joined === 1 ? "server" : "servers"} joined from several files of the same name`);
  }
  return { layouts, notes: [...notes] };
}

function layOut(head: FileHead, { source = "auto", map }: IngestOptions): Layout {
  const adapter = source === "auto"
    // A map is the user's word on the columns, so no format of ours overrules it.
    ? (map ? undefined : ADAPTERS.find((candidate) => candidate.recognizes(head)))
    : ADAPTERS.find(({ name }) => name === source);
  return adapter ? adapter.layOut(head) : layOutCsv(head, map);
}
