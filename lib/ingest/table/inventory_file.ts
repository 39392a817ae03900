/** Files that tell of servers but hold no reading. */
import type { Clock } from "../clock/clock.ts";
import type { CsvRow } from "../text/csv_row.ts";
import type { FactSink, Guess, OpenFile } from "../open_file.ts";
import { type TableRows, tableRows } from "./table_rows.ts";

/** An inventory in a table, one row per server or per change of it. */
export interface InventoryFile extends TableRows {
  /** Name of the format. */
  readonly source: string;
  /** Clock of the trace that it belongs to. */
  readonly clock: Clock;
  readonly guesses: readonly Guess[];
  readonly notes: readonly string[];
  /** Tells what a row says; of several rows of a server the last word counts. */
  readonly tell: (row: CsvRow, onFact: FactSink) => void;
}

/** Opens an inventory; reading it gives no series. */
export function openInventory(inventory: InventoryFile): OpenFile {
  const { source, file, clock, guesses, notes, tell } = inventory;
  return {
    source,
    file,
    clock,
    guesses,
    notes,
    // deno-lint-ignore require-yield -- a file with inventory alone has no series
    async *read(onFact) {
      let rows = 0;
      for await (const { row, next } of tableRows(inventory)) {
        for (; next(); rows++) tell(row, onFact);
      }
      return rows;
    },
  };
}
