/** Whether data keep their contract: columns, types, ranges, allowed texts, missing cells and unique keys. */
import { CapacityError } from "./errors.ts";
import type { ColumnContract, ColumnData, NumberCells, Table, TableContract } from "./table.ts";
import { repeatedKey } from "./unique_keys.ts";

/** One way in which data break their contract. */
export interface ContractViolation {
  readonly column: string;
  /** 0-based row of the first offending cell; -1 when the whole column is at fault. */
  readonly row: number;
  readonly problem: string;
  /** Number of offending cells. */
  readonly count: number;
}

/**
 * Every way in which a table breaks its contract; empty when it keeps it.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { violationsOf } from "@lib/core/contract_check.ts";
 * import { tableOf } from "@lib/core/table.ts";
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
  const repeated = found.length === 0 && contract.key.length > 0 ? repeatedKey(contract, table) : undefined;
  if (repeated) {
    const problem = "expected unique keys, got a repeated one";
    found.push({ column: contract.key.join(" + "), ...repeated, problem });
  }
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
  data: NumberCells,
  note: Note,
): void {
  const [low, high] = contract.range ?? [-Infinity, Infinity];
  const isWhole = contract.type === "integer" && !(data instanceof Int32Array || data instanceof Uint8Array);
  const nullable = contract.nullable ?? false;
  // Nearly every column is sound, and one quick look is enough to see it.
  const limits = [Math.max(low, -Number.MAX_VALUE), Math.min(high, Number.MAX_VALUE)] as const;
  if (areWithin(data, limits, nullable) && (!isWhole || areWhole(data))) return;
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

/** Whether every cell is from low to high, or missing where it may be. */
function areWithin(data: NumberCells, [low, high]: readonly [number, number], nullable: boolean): boolean {
  // The length in a variable, as it is looked up anew each time for an array that may be of several types.
  const rows = data.length;
  for (let row = 0; row < rows; row++) {
    const cell = data[row]!;
    if (!(cell >= low && cell <= high) && (cell === cell || !nullable)) return false;
  }
  return true;
}

/** Whether every cell that is there is a whole number. */
function areWhole(data: NumberCells): boolean {
  const rows = data.length;
  for (let row = 0; row < rows; row++) {
    const cell = data[row]!;
    if (cell === cell && Math.floor(cell) !== cell) return false;
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
