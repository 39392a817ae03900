/** A file that is understood, whatever its format: all that the ingest needs to know of it. */
import type { Clock } from "./clock/clock.ts";
import type { ColumnMap } from "./mapper/column_map.ts";
import type { FileHead } from "./file_head.ts";
import type { SourceFile } from "./source_file.ts";

/** Readings of one server and one metric as they stand in the file, scale aside. */
export interface RawSeries {
  readonly serverId: string;
  readonly metric: string;
  readonly unit: string;
  /** From the values to the unit; `undefined` = percent or fraction, decided by the largest value of the whole input. */
  readonly factor: number | undefined;
  /** Milliseconds since 1970, UTC, in file order. */
  readonly timestamps: Float64Array;
  readonly values: Float64Array;
  /** 1-based line of each reading; in a document without lines the number of the reading in it. */
  readonly rows: Float64Array;
  /** Cells of this series without a number, which are no readings. */
  readonly empty: number;
}

/** What a column tells about the server rather than about a moment. */
export type FactField =
  | "appName"
  | "businessUnit"
  | "criticality"
  | "region"
  | "serverType"
  | "instanceType"
  | "vcpu"
  | "memoryGib";

/** Receives what a file tells of a server; the latest word counts. */
export type FactSink = (serverId: string, field: FactField, value: string | number) => void;

/** How one decision about a file was made. */
export interface Guess {
  /** File, the first of those alike. */
  readonly file: string;
  readonly column: string;
  /** What it was taken for. */
  readonly takenFor: string;
  readonly because: string;
  /** The first values, as they stand in the file. */
  readonly examples: readonly string[];
  /** How sure the guess is, 0–1: 1 where the format or the user's map says so. */
  readonly confidence: number;
}

/** A file whose content is understood. */
export interface OpenFile {
  /** Name of the format. */
  readonly source: string;
  readonly file: SourceFile;
  readonly clock: Clock;
  /** The server, where the whole file is about one: its files are joined. */
  readonly server?: string;
  readonly guesses: readonly Guess[];
  /** What else the reader of the data should know; may grow while the file is read. */
  readonly notes: readonly string[];
  /**
   * The series of the file; a long file gives several parts of each. A file with inventory alone gives none.
   *
   * @returns Number of data rows (of a document: of readings), once the file is read to its end.
   * @throws {CapacityError} naming file, row and column of what cannot be read.
   */
  read(onFact: FactSink): AsyncGenerator<RawSeries, number>;
}

/** What a format may ask for beside the file. */
export interface OpenContext {
  /** What the columns mean, where the guesses are wrong. */
  readonly map?: ColumnMap;
  /** Zone of times that name none, as the IANA names it; default UTC. */
  readonly timezone: string;
  /** All files of the input, for formats in which one explains another. */
  readonly files: readonly SourceFile[];
}

/** A format: recognizes its files by their content, never by their name alone, and opens them. */
export interface Format {
  /** Short name, as `--source` takes it. */
  readonly name: string;
  /** What it is, for people. */
  readonly title: string;
  recognizes(head: FileHead): boolean;
  /** @throws {CapacityError} when the file lacks what the format needs. */
  open(head: FileHead, context: OpenContext): OpenFile;
}
