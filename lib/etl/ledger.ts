/** The book of everything that cleaning did to a reading or a cell. */
import { LEDGER_ACTIONS } from "@lib/core/tables.ts";
import { type Table, tableOf } from "@lib/core/table.ts";
import type { RuleCount } from "./checks/counts_by_rule.ts";

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

/** Numbers of an entry, in the order in which they are kept: four codes of texts, then the values. */
const CODES = 4, VALUES = 4;

/**
 * Collects entries and turns them into LEDGER tables. A class because it owns the growing columns: a text is kept once
 * and an entry as a few numbers, because a trace that was written twice makes millions of them.
 */
export class Ledger {
  readonly #texts = new Texts();
  #codes = new Uint32Array(CODES * 1024);
  #actions = new Uint8Array(1024);
  #values = new Float64Array(VALUES * 1024);
  #held = 0;
  #drained = 0;
  readonly #counts = new Map<number, RuleCount & { count: number }>();

  /** Number of entries so far. */
  get size(): number {
    return this.#drained + this.#held;
  }

  /** Entries in memory: those that `drain` has not taken yet. */
  get held(): number {
    return this.#held;
  }

  /** Writes one entry. */
  add(entry: LedgerEntry): void {
    const { serverId, metric, timestamp, action, rule, before, after, sourceFile, sourceRow = NaN } = entry;
    if (this.#held === this.#actions.length) this.#grow();
    const codes = CODES * this.#held, values = VALUES * this.#held;
    this.#codes[codes] = this.#texts.codeOf(serverId);
    this.#codes[codes + 1] = this.#texts.codeOf(metric);
    const ruleCode = this.#codes[codes + 2] = this.#texts.codeOf(rule);
    this.#codes[codes + 3] = sourceFile === undefined ? 0 : this.#texts.codeOf(sourceFile);
    const actionCode = this.#actions[this.#held++] = LEDGER_ACTIONS.indexOf(action);
    this.#values[values] = timestamp;
    this.#values[values + 1] = before;
    this.#values[values + 2] = after;
    this.#values[values + 3] = sourceRow;
    const key = LEDGER_ACTIONS.length * ruleCode + actionCode, count = this.#counts.get(key);
    if (count) count.count++;
    else this.#counts.set(key, { action, rule, count: 1 });
  }

  /** Entries so far by action and rule, those taken by `drain` too; the most frequent first. */
  countsByRule(): RuleCount[] {
    return [...this.#counts.values()].map((count) => ({ ...count }))
      .sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1));
  }

  /** The entries in memory as a LEDGER table, numbered in the order in which they were written, from 1. */
  table(): Table {
    const rows = this.#held, codes = this.#codes, values = this.#values;
    const texts = (place: number): (string | null)[] =>
      Array.from({ length: rows }, (_, row) => this.#texts.textOf(codes[CODES * row + place]!));
    const numbers = (place: number, pick: (value: number) => number = (value) => value): Float64Array =>
      Float64Array.from({ length: rows }, (_, row) => pick(values[VALUES * row + place]!));
    return tableOf({
      ledger_id: Int32Array.from({ length: rows }, (_, row) => this.#drained + row + 1),
      server_id: texts(0),
      metric: texts(1),
      timestamp: numbers(0),
      action: Array.from({ length: rows }, (_, row) => LEDGER_ACTIONS[this.#actions[row]!]!),
      rule: texts(2),
      before: numbers(1, finiteOrMissing),
      after: numbers(2, finiteOrMissing),
      source_file: texts(3),
      source_row: numbers(3),
    });
  }

  /** Takes the entries out of memory, as `table` gives them; the numbers of later ones go on from there. */
  drain(): Table {
    const table = this.table();
    this.#drained += this.#held;
    this.#held = 0;
    return table;
  }

  #grow(): void {
    const wider = <Column extends Uint32Array | Uint8Array | Float64Array>(column: Column): Column => {
      const grown = new (column.constructor as new (length: number) => Column)(2 * column.length);
      grown.set(column);
      return grown;
    };
    this.#codes = wider(this.#codes);
    this.#actions = wider(this.#actions);
    this.#values = wider(this.#values);
  }
}

/** Texts by number; 0 is no text. */
class Texts {
  readonly #texts: (string | null)[] = [null];
  readonly #codes = new Map<string, number>();

  codeOf(text: string): number {
    let code = this.#codes.get(text);
    if (code === undefined) this.#codes.set(text, code = this.#texts.push(text) - 1);
    return code;
  }

  textOf(code: number): string | null {
    return this.#texts[code] ?? null;
  }
}

/** An infinite reading has no place in a file's number column; its rule says what it was. */
function finiteOrMissing(value: number): number {
  return Number.isFinite(value) ? value : NaN;
}
