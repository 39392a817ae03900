/** The plan of a table: how it is read, and a map that says the same. */
import { rateUnitOf } from "@lib/core/reading_batch.ts";
import type { ColumnMap, MappedMetric } from "./column_map.ts";
import type { Layout } from "../table/layout.ts";
import type { ColumnMeaning } from "./metric_guess.ts";
import { type NamedColumn, namesOf } from "./named_columns.ts";
import type { Guess } from "../open_file.ts";
import { UnknownFormat } from "../unknown_format.ts";
import type { UntoldTable } from "../table/untold_table.ts";

/** How a table is read, and a map that says the same. */
export interface CsvPlan {
  readonly layout: Layout;
  readonly map: ColumnMap;
}

/** A table of which times and server are known: what is left are the metrics. */
export interface ToldTable {
  readonly base: Omit<Layout, "metrics" | "facts" | "guesses" | "notes">;
  readonly table: UntoldTable;
  readonly map: ColumnMap;
  /** Columns without a role. */
  readonly others: readonly NamedColumn[];
  readonly guesses: readonly Guess[];
  readonly notes: readonly string[];
}

/** A meaning as a map says it. */
export function mappedAs({ metric, unit, sourceUnit }: ColumnMeaning): MappedMetric & { readonly unit: string } {
  return { metric, unit: sourceUnit, ...rateUnitOf(unit) === undefined ? {} : { counter: true } };
}

/** A guess about a column, with its first cells. */
export function guessOf(
  file: string,
  { name, index, filled }: NamedColumn,
  { takenFor, because, confidence }: Pick<Guess, "takenFor" | "because" | "confidence">,
): Guess {
  const column = name || `column ${index + 1}`;
  return { file, column, takenFor, because, examples: filled.slice(0, 3), confidence };
}

/** The error for a table in which there is nothing to read. */
export function noNumbers({ file, columns }: UntoldTable): UnknownFormat {
  return new UnknownFormat(`Cannot read readings: expected a column of numbers, got ${namesOf(columns)}`, {
    place: { file },
    remedy: "name the columns, their metrics and units in a map file",
  });
}
