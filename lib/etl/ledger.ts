/** The book of everything that cleaning did to a reading or a cell. */
import type { LEDGER_ACTIONS } from "@lib/core/tables.ts";
import { type Table, tableOf } from "@lib/core/table.ts";

/** What was done: `changed`, `dropped`, `imputed` or `flagged`. */
export type LedgerAction = typeof LEDGER_ACTIONS[number];

/** One entry. */
export interface LedgerEntry {
  readonly serverId: string;
  readonly metric: string;
  /** Milliseconds since 1970, UTC: time of the reading, or first instant of the cell's day. */
  readonly timestamp: number;
  readonly action: LedgerAction;
  /** Why, in words that a count can be grouped by. */
  readonly rule: string;
  /** Value before; `NaN` = there was none. */
  readonly before: number;
  /** Value after; `NaN` = there is none. */
  readonly after: number;
  /** File of the reading, when it came from one. */
  readonly sourceFile?: string;
  /** Line of that file. */
  readonly sourceRow?: number;
}

/** Collects entries and turns them into the LEDGER table. A class because it owns the growing columns. */
export class Ledger {
  readonly #servers: string[] = [];
  readonly #metrics: string[] = [];
  readonly #timestamps: number[] = [];
  readonly #actions: LedgerAction[] = [];
  readonly #rules: string[] = [];
  readonly #before: number[] = [];
  readonly #after: number[] = [];
  readonly #files: (string | null)[] = [];
  readonly #rows: number[] = [];

  /** Number of entries so far. */
  get size(): number {
    return this.#servers.length;
  }

  /** Writes one entry. */
  add(entry: LedgerEntry): void {
    this.#servers.push(entry.serverId);
    this.#metrics.push(entry.metric);
    this.#timestamps.push(entry.timestamp);
    this.#actions.push(entry.action);
    this.#rules.push(entry.rule);
    this.#before.push(entry.before);
    this.#after.push(entry.after);
    this.#files.push(entry.sourceFile ?? null);
    this.#rows.push(entry.sourceRow ?? NaN);
  }

  /** The entries so far as a LEDGER table, numbered from 1 in the order in which they were written. */
  table(): Table {
    return tableOf({
      ledger_id: Int32Array.from({ length: this.size }, (_, index) => index + 1),
      server_id: [...this.#servers],
      metric: [...this.#metrics],
      timestamp: Float64Array.from(this.#timestamps),
      action: [...this.#actions],
      rule: [...this.#rules],
      before: Float64Array.from(this.#before, finiteOrMissing),
      after: Float64Array.from(this.#after, finiteOrMissing),
      source_file: [...this.#files],
      source_row: Float64Array.from(this.#rows),
    });
  }
}

/** An infinite reading has no place in a file's number column; its rule says what it was. */
function finiteOrMissing(value: number): number {
  return Number.isFinite(value) ? value : NaN;
}
