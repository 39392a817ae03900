/** Whether the keys of a table are unique, found quickly where a table is written in the order of its key. */
import type { ColumnData, NumberCells, Table, TableContract } from "./table.ts";

/** Where a key comes a second time. */
export interface RepeatedKey {
  /** First row that repeats an earlier one, from 0. */
  readonly row: number;
  /** Rows that repeat an earlier one. */
  readonly count: number;
}

/**
 * The first row of a table whose key stood in a row before.
 *
 * @returns `undefined` when the keys are unique.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { tableOf } from "@lib/core/table.ts";
 * import { repeatedKey } from "@lib/core/unique_keys.ts";
 * deepStrictEqual(repeatedKey({ key: ["day"] }, tableOf({ day: Int32Array.of(1, 3, 1) })), { row: 2, count: 1 });
 * ```
 */
export function repeatedKey(contract: Pick<TableContract, "key">, table: Table): RepeatedKey | undefined {
  const columns = contract.key.map((name) => table.columns[name]).filter((data) => data !== undefined);
  if (isGrouped(columns, table.rowCount)) return undefined;
  const keys = keyNumbers(columns, table.rowCount);
  if (isIncreasing(keys)) return undefined;
  // Sorting takes any number of rows, where a set of keys ends at 16 million.
  const sorted = keys.slice().sort();
  let count = 0;
  const repeated = new Set<number | string>();
  for (let row = 1; row < sorted.length; row++) {
    if (sorted[row] !== sorted[row - 1]) continue;
    count++;
    if (repeated.size < 1000) repeated.add(sorted[row]!);
  }
  if (count === 0) return undefined;
  const seen = new Set<number | string>();
  const row = keys.findIndex((key: number | string) => {
    if (!repeated.has(key)) return false;
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  });
  return { row, count };
}

/**
 * Whether a table is written group by group, which shows at a glance that its keys are unique: each combination of texts
 * (server, metric) comes in one run of rows, and in a run the numbers (days) only rise.
 */
function isGrouped(columns: readonly ColumnData[], rowCount: number): boolean {
  const texts = columns.filter((column) => !ArrayBuffer.isView(column));
  // 1 where a row is known to differ from the one above: it begins a group, or a number rises.
  const differs = new Uint8Array(rowCount);
  for (const column of texts) {
    for (let row = 1; row < rowCount; row++) if (column[row] !== column[row - 1]) differs[row] = 1;
  }
  const groups = new Set<string>();
  for (let row = 0; row < rowCount; row++) {
    if (row > 0 && differs[row] === 0) continue;
    const group = texts.map((column) => column[row]).join("\u0000");
    if (groups.has(group)) return false;
    groups.add(group);
  }
  for (const column of columns) if (ArrayBuffer.isView(column) && !isRising(column, differs)) return false;
  return differs.indexOf(0, 1) < 0;
}

/** Whether a number never falls among rows that do not differ yet; notes where it rises. */
function isRising(column: NumberCells, differs: Uint8Array): boolean {
  const rows = differs.length;
  for (let row = 1; row < rows; row++) {
    if (differs[row] === 1) continue;
    if (column[row]! > column[row - 1]!) differs[row] = 1;
    else if (column[row] !== column[row - 1]) return false;
  }
  return true;
}

/**
 * One number per row that stands for the cells of its key: a mixed-radix number of each cell's place among the column's
 * values. Most tables are written in key order, where these numbers only rise and no set of a million texts is needed.
 */
function keyNumbers(columns: readonly ColumnData[], rowCount: number): Float64Array | string[] {
  const keys = new Float64Array(rowCount);
  let combinations = 1;
  for (const column of columns) {
    const radix = ArrayBuffer.isView(column) ? addNumbers(keys, column) : addPlaces(keys, column);
    combinations *= radix;
  }
  if (combinations <= Number.MAX_SAFE_INTEGER) return keys;
  return Array.from({ length: rowCount }, (_, row) => columns.map((column) => column[row]).join("\u0000"));
}

/** Appends a digit for each cell of a numeric column; whole numbers are their own digits. Returns the radix. */
function addNumbers(keys: Float64Array, column: NumberCells): number {
  let low = Infinity, high = -Infinity, isWhole = true;
  const isSurelyWhole = column instanceof Int32Array || column instanceof Uint8Array;
  for (let row = 0; row < keys.length; row++) {
    const cell = column[row]!;
    if (cell < low) low = cell;
    if (cell > high) high = cell;
    isWhole &&= isSurelyWhole || Number.isInteger(cell);
  }
  if (!isWhole) return addPlaces(keys, column);
  const radix = high - low + 1;
  for (let row = 0; row < keys.length; row++) keys[row] = keys[row]! * radix + column[row]! - low;
  return radix;
}

function addPlaces(keys: Float64Array, column: ColumnData): number {
  const places = new Map<unknown, number>();
  const digits = new Int32Array(keys.length);
  let last: unknown, digit = -1;
  for (let row = 0; row < keys.length; row++) {
    const cell = column[row];
    // Equal cells often follow one another; a look at the last one spares the map.
    if (row === 0 || cell !== last) {
      digit = places.get(cell) ?? places.size;
      if (digit === places.size) places.set(cell, digit);
      last = cell;
    }
    digits[row] = digit;
  }
  for (let row = 0; row < keys.length; row++) keys[row] = keys[row]! * places.size + digits[row]!;
  return places.size;
}

function isIncreasing(keys: ArrayLike<number | string>): boolean {
  for (let row = 1; row < keys.length; row++) if (!(keys[row]! > keys[row - 1]!)) return false;
  return true;
}
