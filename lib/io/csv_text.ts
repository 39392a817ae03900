/** Tables as CSV bytes: RFC 4180, UTF-8, a missing cell is empty. Values are those of the Parquet file. */
import { DAY_MS } from "@lib/core/day.ts";
import type { ColumnContract, ColumnData, Table, TableContract } from "@lib/core/table.ts";

const COMMA = 0x2c, NEW_LINE = 0x0a, POINT = 0x2e, ZERO = 0x30, COLON = 0x3a, UPPER_Z = 0x5a;
/** Longest number with two decimals that is written digit by digit; others take the slow way, with the same result. */
const FAST_LIMIT = 1e7;
const utf8 = new TextEncoder();

/** The header line of a table. */
export function csvHeader(contract: TableContract): Uint8Array<ArrayBuffer> {
  return utf8.encode(Object.keys(contract.columns).map(quoted).join(",") + "\n");
}

/**
 * The lines of some rows, without the header.
 *
 * Dates are `YYYY-MM-DD`, timestamps `YYYY-MM-DDTHH:MM:SSZ` (UTC, with milliseconds where there are any), numbers the
 * shortest text that reads back as the same value.
 *
 * @param first First row, from 0.
 * @param rows Number of rows.
 * @throws {RangeError} when the table lacks a column of the contract.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { tableOf } from "@lib/core/table.ts";
 * import { csvLines } from "@lib/io/csv_text.ts";
 * const contract = {
 *   name: "t", zone: "bronze", version: 1, description: "an example", key: ["day"],
 *   columns: { day: { type: "date", description: "day" }, cpu: { type: "number", description: "CPU" } },
 * } as const;
 * const table = tableOf({ day: Int32Array.of(0, 1), cpu: Float64Array.of(40.5, NaN) });
 * strictEqual(new TextDecoder().decode(csvLines(contract, table, 0, 2)), "1970-01-01,40.5\n1970-01-02,\n");
 * ```
 */
export function csvLines(
  contract: TableContract,
  table: Table,
  first: number,
  rows: number,
): Uint8Array<ArrayBuffer> {
  const columns = Object.entries(contract.columns).map(([name, column]) => {
    const data = table.columns[name];
    if (!data) throw new RangeError(`Cannot write ${contract.name}: expected column ${name}`);
    return cellWriter(column, data);
  });
  const out = new Bytes(rows * columns.length * 8);
  for (let row = first; row < first + rows; row++) {
    for (let column = 0; column < columns.length; column++) {
      if (column > 0) out.push(COMMA);
      columns[column]!(out, row);
    }
    out.push(NEW_LINE);
  }
  return out.taken();
}

type CellWriter = (out: Bytes, row: number) => void;

function cellWriter(column: ColumnContract, data: ColumnData): CellWriter {
  if (!ArrayBuffer.isView(data)) return cached((row) => data[row] ?? null, quoted);
  const value = (row: number): number | null => {
    const cell = data[row]!;
    return cell === cell ? cell : null;
  };
  switch (column.type) {
    case "date":
      return cached(value, (day) => new Date(day * DAY_MS).toISOString().slice(0, 10));
    case "timestamp": {
      const writeDay = cached(
        (row) => Math.floor(data[row]! / DAY_MS),
        (day) => new Date(day * DAY_MS).toISOString().slice(0, 11),
      );
      return (out, row) => {
        const ms = data[row]!;
        if (ms !== ms) return;
        writeDay(out, row);
        out.timeOfDay(Math.floor(ms) - Math.floor(ms / DAY_MS) * DAY_MS);
      };
    }
    case "integer":
      return cached(value, String);
    default:
      return (out, row) => {
        const cell = data[row]!;
        if (cell === cell) out.number(cell);
      };
  }
}

/** Distinct cells that are kept as bytes: enough for the days, flags and names of a table. */
const CACHE = 50_000;

/** A writer of cells that repeat: each is turned into bytes once. */
function cached<Cell extends string | number>(
  read: (row: number) => Cell | null,
  text: (cell: Cell) => string,
): CellWriter {
  const known = new Map<Cell, Uint8Array>();
  let last: Cell | null = null, bytes: Uint8Array = new Uint8Array();
  return (out, row) => {
    const cell = read(row);
    if (cell === null) return;
    if (cell !== last) {
      const found = known.get(cell);
      bytes = found ?? utf8.encode(text(cell));
      if (!found && known.size < CACHE) known.set(cell, bytes);
      last = cell;
    }
    out.append(bytes);
  };
}

function quoted(text: string): string {
  return text === "" || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Bytes that grow at their end. */
class Bytes {
  #bytes: Uint8Array<ArrayBuffer>;
  #length = 0;

  constructor(capacity: number) {
    this.#bytes = new Uint8Array(Math.max(capacity, 64));
  }

  push(byte: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = byte;
  }

  append(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    // Cells are short: a loop is faster than set().
    for (let index = 0; index < bytes.length; index++) this.#bytes[this.#length + index] = bytes[index]!;
    this.#length += bytes.length;
  }

  /** The shortest text of a number; values at 0.01, which is nearly all of them, without a string in between. */
  number(value: number): void {
    const hundredths = Math.round(value * 100);
    if (!(value > 0 && value < FAST_LIMIT) || hundredths / 100 !== value) {
      this.append(utf8.encode(String(value)));
      return;
    }
    this.#reserve(12);
    const whole = Math.floor(hundredths / 100), rest = hundredths - whole * 100;
    let digits = 1;
    for (let limit = 10; whole >= limit; limit *= 10) digits++;
    let at = this.#length + digits, left = whole;
    this.#length = at;
    for (let digit = 0; digit < digits; digit++) {
      const next = Math.floor(left / 10);
      this.#bytes[--at] = ZERO + left - next * 10;
      left = next;
    }
    if (rest === 0) return;
    const tens = Math.floor(rest / 10), ones = rest - tens * 10;
    this.#bytes[this.#length++] = POINT;
    this.#bytes[this.#length++] = ZERO + tens;
    if (ones > 0) this.#bytes[this.#length++] = ZERO + ones;
  }

  /** A time of day in milliseconds as `HH:MM:SSZ`, or `HH:MM:SS.sssZ`; times seldom repeat, so no string is made of them. */
  timeOfDay(ms: number): void {
    const seconds = Math.floor(ms / 1000), minutes = Math.floor(seconds / 60), hours = Math.floor(minutes / 60);
    this.#reserve(13);
    this.#digits(hours, 2);
    this.#bytes[this.#length++] = COLON;
    this.#digits(minutes - hours * 60, 2);
    this.#bytes[this.#length++] = COLON;
    this.#digits(seconds - minutes * 60, 2);
    const rest = ms - seconds * 1000;
    if (rest > 0) {
      this.#bytes[this.#length++] = POINT;
      this.#digits(rest, 3);
    }
    this.#bytes[this.#length++] = UPPER_Z;
  }

  #digits(value: number, count: number): void {
    let left = value;
    for (let at = this.#length + count - 1; at >= this.#length; at--) {
      const next = Math.floor(left / 10);
      this.#bytes[at] = ZERO + left - next * 10;
      left = next;
    }
    this.#length += count;
  }

  taken(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const grown = new Uint8Array(2 * (this.#length + more));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}
