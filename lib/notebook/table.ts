/** Tables in a notebook: rows, core tables and danfojs frames as short, escaped HTML with a plain-text twin. */
import { rowsOf, type Table, type TableContract } from "@lib/core/table.ts";
import { htmlTable } from "@lib/visualize/html_table.ts";
import { plainTable, type TableText, tableText } from "@lib/visualize/table_text.ts";
import { type MimeBundle, publish } from "./outside.ts";

/** What is read of a danfojs DataFrame or Series. */
export interface DataFrameLike {
  readonly columns: readonly string[];
  readonly values: readonly unknown[];
  readonly index: readonly (string | number)[];
}

/** What a table can be made of. */
export type TableSource = readonly object[] | DataFrameLike | Table;

/** How a table is shown. */
export interface TableOptions {
  /** Rows at most, from the top; default 20. */
  readonly rows?: number;
  /** A line above the table. */
  readonly caption?: string;
  /** Columns to show, in this order; default all. */
  readonly columns?: readonly string[];
  /** Tells which columns of a core table are dates. */
  readonly contract?: TableContract;
}

/** Shows a table under the running cell; outside a kernel it does nothing visible. */
export async function table(source: TableSource, options: TableOptions = {}): Promise<void> {
  const bundle = tableBundle(source, options);
  if (isDataFrame(source)) displayAsTable(source);
  await publish(bundle);
}

/**
 * The two representations of a table.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { tableBundle } from "@lib/notebook/table.ts";
 * const { "text/plain": text } = tableBundle([{ server: "a", cpu: 5 }, { server: "b", cpu: 12 }], { rows: 1 });
 * strictEqual(text, "server  cpu\na         5\n1 of 2 rows");
 * ```
 */
export function tableBundle(source: TableSource, options: TableOptions = {}): MimeBundle {
  const { rows = 20, caption = "", columns, contract } = options;
  if (!(Number.isInteger(rows) && rows >= 0)) {
    throw new RangeError(`Cannot show a table: expected a whole number of rows, got ${rows}`);
  }
  const { names, head, total } = headOf(source, rows, contract);
  const unknown = columns?.filter((name) => !names.includes(name)) ?? [];
  if (unknown.length > 0) {
    throw new RangeError(`Cannot show column ${unknown.join(", ")}: expected some of ${names.join(", ")}`);
  }
  const chosen = columns ?? names;
  const places = chosen.map((name) => names.indexOf(name));
  const text: TableText = tableText(chosen, head.map((row) => places.map((place) => row[place])), total);
  return { "text/html": htmlTable(text, caption), "text/plain": plainTable(text, caption) };
}

/**
 * Makes danfojs frames show themselves as tables when a cell ends with one.
 *
 * @param danfo The imported module `danfojs-node`.
 */
export function showDataFrames(danfo: { readonly DataFrame: { readonly prototype: object } }): void {
  displayAsTable(Object.create(danfo.DataFrame.prototype));
}

interface Head {
  readonly names: readonly string[];
  readonly head: readonly (readonly unknown[])[];
  readonly total: number;
}

function headOf(source: TableSource, rows: number, contract: TableContract | undefined): Head {
  if (isDataFrame(source)) return headOfFrame(source, rows);
  if (isCoreTable(source)) {
    const columns = Object.fromEntries(
      Object.entries(source.columns).map(([name, data]) => [name, data.slice(0, rows)]),
    );
    const first = { rowCount: Math.min(rows, source.rowCount), columns };
    const cells = rowsOf(contract ?? PLAIN, first);
    return { names: Object.keys(columns), head: cells.map((row) => Object.values(row)), total: source.rowCount };
  }
  const head = source.slice(0, rows) as readonly Record<string, unknown>[];
  const names = [...new Set(head.flatMap((row) => Object.keys(row)))];
  return { names, head: head.map((row) => names.map((name) => row[name])), total: source.length };
}

const PLAIN: TableContract = { name: "", zone: "bronze", version: 1, description: "", key: [], columns: {} };

function headOfFrame(frame: DataFrameLike, rows: number): Head {
  const head = frame.values.slice(0, rows).map((row) => Array.isArray(row) ? row : [row]);
  // A counting index says nothing; one with names (of groups, of statistics) is the first column.
  const isNamed = frame.index.slice(0, rows).some((label, place) => label !== place);
  return {
    names: isNamed ? ["", ...frame.columns] : frame.columns,
    head: isNamed ? head.map((row, place) => [frame.index[place], ...row]) : head,
    total: frame.values.length,
  };
}

function isCoreTable(source: TableSource): source is Table {
  return "rowCount" in source;
}

function isDataFrame(source: TableSource): source is DataFrameLike {
  return !Array.isArray(source) && "values" in source && "index" in source;
}

/** Teaches the base class of a frame to show itself: head(), groupby() and Series share it, not the exported class. */
function displayAsTable(frame: object): void {
  let base = Object.getPrototypeOf(frame);
  for (let next = base; next && next !== Object.prototype; next = Object.getPrototypeOf(next)) base = next;
  const display = Symbol.for("Jupyter.display");
  if (!base || base === Object.prototype || display in base) return;
  Object.defineProperty(base, display, {
    configurable: true,
    value(this: DataFrameLike) {
      return tableBundle(this);
    },
  });
}
