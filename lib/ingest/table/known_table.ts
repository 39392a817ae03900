/** Opens a table whose publisher fixes the columns. */
import type { Clock } from "../clock/clock.ts";
import type { FileHead } from "../file_head.ts";
import type { KnownColumn } from "./known_columns.ts";
import { type Layout, type MetricColumn, openLayout } from "./layout.ts";
import type { Guess, OpenFile } from "../open_file.ts";
import { cellsOf, textTable } from "./table_head.ts";

/** What a format knows of its table. */
export interface KnownTable {
  /** Name of the format. */
  readonly source: string;
  /** One per cell of a row, in the order of the file. */
  readonly columns: readonly KnownColumn[];
  readonly headerRows: 0 | 1;
  readonly clock: Clock;
  readonly time: Layout["time"];
  readonly server: Layout["server"];
  readonly facts?: Layout["facts"];
  /** Decisions beside those on the metrics. */
  readonly guesses?: readonly Guess[];
  readonly notes?: readonly string[];
}

/** Opens the table: every column that has a metric is read. */
export function openKnownTable(head: FileHead, table: KnownTable): OpenFile {
  const { source, columns, headerRows, clock, time, server, facts = [], guesses = [], notes = [] } = table;
  const wide: MetricColumn[] = [], made: Guess[] = [];
  for (const [index, { metric, unit = "unknown", factor = 1, name, because }] of columns.entries()) {
    if (metric === undefined) continue;
    wide.push({ index, metric, unit, factor });
    made.push(columnGuess(head, { index, name, headerRows }, `${metric}, ${unit}`, because));
  }
  return openLayout({
    source,
    file: head.file,
    dialect: textTable(head).dialect,
    columns: columns.map(({ name }) => name),
    headerRows,
    clock,
    time,
    server,
    metrics: { wide },
    facts,
    guesses: [...guesses, ...made],
    notes,
  });
}

/** A decision on a column of the table, certain unless a confidence says otherwise. */
export function columnGuess(
  head: FileHead,
  { index, name, headerRows }: { index: number; name: string; headerRows: number },
  takenFor: string,
  because = "the publisher's description of the column",
  confidence = 1,
): Guess {
  const examples = cellsOf(head, index, headerRows).filter((cell) => cell !== "").slice(0, 3);
  return { file: head.file.name, column: name, takenFor, because, examples, confidence };
}
