/** Clean daily rows in, dirty ones out, with the list of what was done to them. */
import { type Metric, METRIC_INFO, METRICS } from "@lib/core/metric.ts";
import { type ColumnData, numbersOf, type Table, tableOf } from "@lib/core/table.ts";
import { DEFECT_BLOCK, defectsOfBlock } from "./block_defects.ts";
import type { Defect } from "./defect.ts";

/** Whose rows a table holds. */
export interface DefectOptions {
  /** Seed of the run. */
  readonly seed: number;
  /** Days of the run: every server has one row for each, in order. */
  readonly days: number;
  /** Number of the table's first server, where the table is a part of a fleet; default 0. */
  readonly firstServer?: number;
}

/** Daily rows as a user would get them. */
export interface DirtyRows {
  /** Contract SERVER_METRICS_RAW. */
  readonly metrics: Table;
  /** What was planted, by server, then by day. */
  readonly defects: readonly Defect[];
}

/**
 * Plants the defects of DEFECT_KINDS: rows are lost, repeated and moved by a day, values freeze, shrink and jump. No two
 * defects of a server touch each other's days, and each is a function of the seed and the server's number.
 *
 * @param metrics Contract SERVER_METRICS, server by server, day by day; left as it is.
 * @throws {RangeError} when the table's rows are no whole number of servers.
 * @example
 * ```ts
 * import { ok, strictEqual } from "node:assert/strict";
 * import { generateFleet, plantDefects, serverMetricsTable } from "@lib/generate/mod.ts";
 * const clean = serverMetricsTable(generateFleet({ servers: 20, days: 100 }));
 * const { metrics, defects } = plantDefects(clean, { seed: 42, days: 100 });
 * const missing = defects.filter(({ kind }) => kind === "missing run")
 *   .reduce((sum, { first, last }) => sum + last - first + 1, 0);
 * strictEqual(missing, 20);
 * ok(metrics.rowCount === 2000 - missing + defects.filter(({ kind }) => kind === "duplicated row").length);
 * ```
 */
export function plantDefects(metrics: Table, { seed, days, firstServer = 0 }: DefectOptions): DirtyRows {
  const servers = metrics.rowCount / days;
  if (!Number.isInteger(servers)) {
    throw new RangeError(`Cannot plant defects: expected ${days} rows for each server, got ${metrics.rowCount} rows`);
  }
  const own = defectsOf(seed, { from: firstServer, to: firstServer + servers }, days);
  const { carried, stamped, repeats } = rowsAfter(own, { servers, days, firstServer });
  const columns: Record<string, ColumnData> = {};
  for (const [name, column] of Object.entries(metrics.columns)) {
    // A row with a wrong stamp shows its own values, and the calendar of the day that it bears.
    columns[name] = rowsOfColumn(column, METRICS.includes(name as Metric) ? carried : stamped);
  }
  const defects = own.map((defect) => {
    if (defect.metric === null || defect.kind === "clock shift") return defect;
    const clean = numbersOf(metrics, defect.metric);
    const dirty = columns[defect.metric] as Float64Array;
    return damage(defect, {
      before: clean[(defect.server - firstServer) * days + defect.first - 1]!,
      values: dirty,
      rowOf: (day) => placeOf(carried, (defect.server - firstServer) * days + day),
      repeats,
    });
  });
  return { metrics: tableOf(columns), defects };
}

/** The defects of a range of servers, `to` excluded. */
export function defectsOf(seed: number, { from, to }: { from: number; to: number }, days: number): Defect[] {
  const defects: Defect[] = [];
  for (let block = Math.floor(from / DEFECT_BLOCK); block * DEFECT_BLOCK < to; block++) {
    defects.push(...defectsOfBlock(seed, block, days).filter(({ server }) => server >= from && server < to));
  }
  return defects;
}

interface RowsAfter {
  /** For each row that is left, the clean row whose values it carries; ascending. */
  readonly carried: Int32Array;
  /** For each row that is left, the clean row whose day it bears. */
  readonly stamped: Int32Array;
  /** The rows that repeat the one before them. */
  readonly repeats: ReadonlySet<number>;
}

function rowsAfter(
  defects: readonly Defect[],
  { servers, days, firstServer }: { servers: number; days: number; firstServer: number },
): RowsAfter {
  const rows = servers * days;
  const times = new Uint8Array(rows).fill(1), shift = new Int8Array(rows);
  for (const { kind, server, first, last, size } of defects) {
    const at = (server - firstServer) * days;
    if (kind === "missing run") times.fill(0, at + first, at + last + 1);
    if (kind === "duplicated row") times[at + first] = 2;
    if (kind === "clock shift") shift.fill(size, at + first, at + last + 1);
  }
  const count = times.reduce((sum, number) => sum + number, 0);
  const carried = new Int32Array(count), stamped = new Int32Array(count);
  const repeats = new Set<number>();
  let at = 0;
  for (let row = 0; row < rows; row++) {
    for (let time = 0; time < times[row]!; time++, at++) {
      carried[at] = row;
      stamped[at] = row + shift[row]!;
      if (time > 0) repeats.add(at);
    }
  }
  return { carried, stamped, repeats };
}

function rowsOfColumn(column: ColumnData, rows: Int32Array): ColumnData {
  const gathered = ArrayBuffer.isView(column)
    ? new (column.constructor as Float64ArrayConstructor)(rows.length)
    : new Array<string | number | null>(rows.length);
  for (let row = 0; row < rows.length; row++) gathered[row] = column[rows[row]!]!;
  return gathered as ColumnData;
}

/** Writes the wrong values of a defect; returns it with what it came to. */
function damage(defect: Defect, { before, values, rowOf, repeats }: {
  before: number;
  values: Float64Array;
  rowOf: (day: number) => number;
  repeats: ReadonlySet<number>;
}): Defect {
  const { kind, metric, first, last, size } = defect;
  const { max } = METRIC_INFO[metric!];
  for (let day = first; day <= last; day++) {
    const row = rowOf(day), value = values[row]!;
    if (kind === "stuck sensor") values[row] = before;
    else if (kind === "fraction") values[row] = Math.round(value * size * 10_000) / 10_000;
    else if (kind === "sentinel" || kind === "spike") values[row] = size;
    else if (kind === "duplicated row" && repeats.has(row + 1)) {
      // The other value is as possible as the first: where it would pass the gauge's maximum, it lies below.
      const difference = value + size > max ? -size : size;
      values[row + 1] = Math.round((value + difference) * 100) / 100;
      return { ...defect, size: difference };
    }
  }
  return defect;
}

/** Place of a value in an ascending array, the first of equal ones. */
function placeOf(ascending: Int32Array, value: number): number {
  let low = 0, high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
