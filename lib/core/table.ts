/**
 * What a table is: a typed contract (names, units, ranges, nullability), and its data as columns.
 *
 * The Parquet schema, the validation, the DDL of a data lake and the data dictionary are all made from the contract.
 */
import { CapacityError } from "./errors.ts";

/** Storage type of a column. `date` is days since 1970-01-01; `timestamp` is milliseconds since then, UTC. */
export type ColumnType = "text" | "integer" | "number" | "date" | "timestamp";

/** One column of a contract. */
export interface ColumnContract {
  readonly type: ColumnType;
  readonly description: string;
  /** Unit of a number, for example `percent` or `USD per month`. */
  readonly unit?: string;
  /** Smallest and largest allowed value of a number. */
  readonly range?: readonly [low: number, high: number];
  /** The allowed values of a text. */
  readonly oneOf?: readonly string[];
  /** Whether a cell may be missing; default false. */
  readonly nullable?: boolean;
}

/** The contract of a table. */
export interface TableContract {
  readonly name: string;
  readonly zone: "bronze" | "silver" | "gold";
  readonly version: number;
  readonly description: string;
  /** The columns whose values together are unique; none where rows may be repeated. */
  readonly key: readonly string[];
  /** Columns in file order. */
  readonly columns: Readonly<Record<string, ColumnContract>>;
}

/**
 * The cells of a column: numbers (`NaN` = missing) as typed arrays, texts (`null` = missing) as a plain array.
 * Dates are days, timestamps milliseconds; what is read back from a file is `Float64Array` for every number.
 */
export type ColumnData = Float64Array | Float32Array | Int32Array | Uint8Array | readonly (string | null)[];

/** Data as columns of equal length. */
export interface Table {
  readonly rowCount: number;
  readonly columns: Readonly<Record<string, ColumnData>>;
}

/** One way in which data break their contract. */
export interface ContractViolation {
  readonly column: string;
  /** 0-based row of the first offending cell; -1 when the whole column is at fault. */
  readonly row: number;
  readonly problem: string;
  /** Number of offending cells. */
  readonly count: number;
}

/** A table from its columns; the row count is that of the first one. */
export function tableOf(columns: Readonly<Record<string, ColumnData>>): Table {
  return { rowCount: Object.values(columns)[0]?.length ?? 0, columns };
}

/** A numeric column, or an error that names what is there. */
export function numbersOf(table: Table, column: string): Exclude<ColumnData, readonly (string | null)[]> {
  const data = table.columns[column];
  if (!data || !ArrayBuffer.isView(data)) throw missingColumn(table, column, "numeric");
  return data;
}

/** A text column, or an error that names what is there. */
export function textsOf(table: Table, column: string): readonly (string | null)[] {
  const data = table.columns[column];
  if (!data || ArrayBuffer.isView(data)) throw missingColumn(table, column, "text");
  return data;
}

function missingColumn(table: Table, column: string, kind: string): CapacityError {
  return new CapacityError(
    `Cannot read column ${column}: expected a ${kind} column among ${Object.keys(table.columns).join(", ")}`,
  );
}

/**
 * Every way in which a table breaks its contract; empty when it keeps it.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { tableOf, violationsOf } from "@lib/core/table.ts";
 * const contract = {
 *   name: "t", zone: "bronze", version: 1, description: "an example", key: ["cpu"],
 *   columns: { cpu: { type: "number", description: "CPU", range: [0, 100] } },
 * } as const;
 * const [violation] = violationsOf(contract, tableOf({ cpu: Float64Array.of(50, 120) }));
 * strictEqual(violation?.problem, "expected 0 to 100, got 120");
 * ```
 */
export function violationsOf(contract: TableContract, table: Table): ContractViolation[] {
  const found: ContractViolation[] = [];
  for (const [name, column] of Object.entries(contract.columns)) {
    const data = table.columns[name];
    if (!data) {
      found.push({ column: name, row: -1, problem: "expected the column, got none", count: table.rowCount });
    } else if (data.length !== table.rowCount) {
      found.push({ column: name, row: -1, problem: `expected ${table.rowCount} cells, got ${data.length}`, count: 1 });
    } else {
      found.push(...cellViolations(name, column, data));
    }
  }
  for (const name of Object.keys(table.columns)) {
    if (!contract.columns[name]) {
      found.push({ column: name, row: -1, problem: "expected no such column", count: table.rowCount });
    }
  }
  const repeated = found.length === 0 && contract.key.length > 0 ? repeatedKeys(contract, table) : undefined;
  if (repeated) found.push(repeated);
  return found;
}

/**
 * Throws one error that lists how a table breaks its contract.
 *
 * @throws {CapacityError} naming table, column, row and rule.
 */
export function assertContract(contract: TableContract, table: Table): void {
  const violations = violationsOf(contract, table);
  if (violations.length === 0) return;
  const lines = violations.map(({ column, row, problem, count }) =>
    `${column}${row < 0 ? "" : `, row ${row + 1}`}: ${problem}${count > 1 ? ` (${count} cells)` : ""}`
  );
  throw new CapacityError(`Cannot use table ${contract.name}: ${lines.join("; ")}`);
}

function cellViolations(name: string, contract: ColumnContract, data: ColumnData): ContractViolation[] {
  if (ArrayBuffer.isView(data) !== (contract.type !== "text")) {
    return [{ column: name, row: -1, problem: `expected a ${contract.type} column`, count: data.length }];
  }
  const problems = new Map<string, { row: number; count: number; first: string }>();
  const note = (rule: string, row: number, got: unknown): void => {
    const seen = problems.get(rule);
    if (seen) seen.count++;
    else problems.set(rule, { row, count: 1, first: `${rule}, got ${got}` });
  };
  if (ArrayBuffer.isView(data)) checkNumbers(contract, data, note);
  else checkTexts(contract, data, note);
  return [...problems.values()].map(({ row, count, first }) => ({ column: name, row, problem: first, count }));
}

type Note = (rule: string, row: number, got: unknown) => void;

function checkNumbers(
  contract: ColumnContract,
  data: Exclude<ColumnData, readonly (string | null)[]>,
  note: Note,
): void {
  const [low, high] = contract.range ?? [-Infinity, Infinity];
  const isWhole = contract.type === "integer" && !(data instanceof Int32Array || data instanceof Uint8Array);
  const nullable = contract.nullable ?? false;
  // Nearly every column is sound, and one quick look is enough to see it.
  if (!isWhole && isWithin(data, Math.max(low, -Number.MAX_VALUE), Math.min(high, Number.MAX_VALUE))) return;
  for (let row = 0; row < data.length; row++) {
    const cell = data[row]!;
    if (cell !== cell) {
      if (!nullable) note("expected a value", row, "none");
      continue;
    }
    if (isWhole && !Number.isInteger(cell)) note("expected a whole number", row, cell);
    if (!(cell >= low && cell <= high) || cell === Infinity || cell === -Infinity) {
      note(Number.isFinite(cell) ? `expected ${low} to ${high}` : "expected a finite number", row, cell);
    }
  }
}

/** Whether every cell is there and from low to high. */
function isWithin(data: Exclude<ColumnData, readonly (string | null)[]>, low: number, high: number): boolean {
  // The length in a variable, as it is looked up anew each time for an array that may be of several types.
  const rows = data.length;
  for (let row = 0; row < rows; row++) {
    const cell = data[row]!;
    if (!(cell >= low && cell <= high)) return false;
  }
  return true;
}

function checkTexts(contract: ColumnContract, data: readonly (string | null)[], note: Note): void {
  const nullable = contract.nullable ?? false, allowed = contract.oneOf && new Set(contract.oneOf);
  if (areSound(data, allowed)) return;
  for (let row = 0; row < data.length; row++) {
    const cell = data[row] ?? null;
    if (cell === null) {
      if (!nullable) note("expected a value", row, "none");
    } else if (allowed && !allowed.has(cell)) {
      note(`expected one of ${contract.oneOf?.join(", ")}`, row, `"${cell}"`);
    }
  }
}

/** Whether every text is there and allowed. */
function areSound(data: readonly (string | null)[], allowed: ReadonlySet<string> | undefined): boolean {
  const rows = data.length;
  let last = "", isFirst = true;
  for (let row = 0; row < rows; row++) {
    const cell = data[row]!;
    // Equal cells often follow one another; a look at the last one spares the set.
    if (cell === last && !isFirst) continue;
    if (typeof cell !== "string" || (allowed && !allowed.has(cell))) return false;
    last = cell;
    isFirst = false;
  }
  return true;
}

function repeatedKeys(contract: TableContract, table: Table): ContractViolation | undefined {
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
  return { column: contract.key.join(" + "), row, problem: "expected unique keys, got a repeated one", count };
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
function isRising(column: Exclude<ColumnData, readonly (string | null)[]>, differs: Uint8Array): boolean {
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
function addNumbers(keys: Float64Array, column: Exclude<ColumnData, readonly (string | null)[]>): number {
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

/** One row as an object, dates and timestamps as `Date`, missing as `null`: for charts and small tables. */
export function rowsOf(contract: TableContract, table: Table): Record<string, string | number | Date | null>[] {
  const columns = Object.entries(table.columns);
  return Array.from({ length: table.rowCount }, (_, row) =>
    Object.fromEntries(columns.map(([name, data]) => {
      const cell = data[row] ?? null;
      if (typeof cell !== "number") return [name, cell];
      if (Number.isNaN(cell)) return [name, null];
      const type = contract.columns[name]?.type;
      if (type === "date") return [name, new Date(cell * 86_400_000)];
      return [name, type === "timestamp" ? new Date(cell) : cell];
    })));
}
