/** What an adapter finds out about a file: where its time, server and metrics are. One reader then serves them all. */
import type { Clock } from "./clock.ts";
import type { FileHead } from "./file_head.ts";

/** One metric in a column of its own. */
export interface MetricColumn {
  readonly index: number;
  /** Column of the capacity that the value is divided by; a capacity of 0 makes the reading missing. */
  readonly perIndex?: number;
  /** Metric and unit after the factor. */
  readonly metric: string;
  readonly unit: string;
  /** From the column's values to the unit; `undefined` = percent or fraction, decided by the largest value. */
  readonly factor: number | undefined;
}

/** One metric per row: a column that names it and one that has its value. */
export interface TidyColumns {
  readonly metric: number;
  readonly value: number;
  /** Meaning of each name in the metric column. */
  readonly meaningOf: (name: string) => Omit<MetricColumn, "index">;
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

/** A column with inventory. */
export interface FactColumn {
  readonly index: number;
  readonly field: FactField;
  /** For numbers: from the column's values to the field's unit. */
  readonly factor?: number;
}

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
}

/** A file that can be read. */
export interface Layout {
  /** Name of the adapter. */
  readonly source: string;
  readonly head: FileHead;
  readonly clock: Clock;
  readonly timestamp: number;
  /** Column of the server, or the one server that the whole file is about. */
  readonly server: { readonly column: number } | { readonly id: string };
  /** Metrics in columns, or named row by row. */
  readonly metrics: { readonly wide: readonly MetricColumn[] } | { readonly tidy: TidyColumns };
  readonly facts: readonly FactColumn[];
  readonly guesses: readonly Guess[];
  /** What else the reader of the data should know. */
  readonly notes: readonly string[];
}

/** A format: recognizes its files by their content and lays them out. */
export interface Adapter {
  readonly name: string;
  recognizes(head: FileHead): boolean;
  /** @throws {CapacityError} when the file lacks what the format needs. */
  layOut(head: FileHead): Layout;
}

/** The cells of a column in the head. */
export function headColumn(head: FileHead, index: number): string[] {
  return head.rows.map((row) => row[index] ?? "");
}
