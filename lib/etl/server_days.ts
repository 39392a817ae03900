/** The rows of a daily table: which server and which day each of them is, and how columns are gathered for them. */

/** Rows of a daily table, by server, then by day. */
export interface ServerDays {
  /** Index of each row's cell in the panel's arrays, ascending. */
  readonly cells: Int32Array;
  /** Index of each row's server. */
  readonly server: Int32Array;
  /** Index of each row's day. */
  readonly day: Int32Array;
}

/** A span of days of a server, as indices into a panel's days; `last < first` when it has none. */
export interface Lifetime {
  readonly first: number;
  readonly last: number;
}

/** The rows of servers that live from their first to their last day. */
export function serverDays(lifetimes: readonly Lifetime[], days: number): ServerDays {
  const rows = lifetimes.reduce((sum, { first, last }) => sum + Math.max(0, last - first + 1), 0);
  const cells = new Int32Array(rows), serverOf = new Int32Array(rows), dayOf = new Int32Array(rows);
  let row = 0;
  lifetimes.forEach(({ first, last }, server) => {
    for (let day = first; day <= last; day++, row++) {
      cells[row] = server * days + day;
      serverOf[row] = server;
      dayOf[row] = day;
    }
  });
  return { cells, server: serverOf, day: dayOf };
}

/** The rows' values of a panel array: the array itself when every cell is a row, all missing when there is none. */
export function gatherCells(values: Float64Array | undefined, { cells }: ServerDays): Float64Array {
  if (values?.length === cells.length) return values;
  const gathered = new Float64Array(cells.length);
  if (!values) return gathered.fill(NaN);
  for (let row = 0; row < cells.length; row++) gathered[row] = values[cells[row]!]!;
  return gathered;
}

/** One text per server, spread over its rows. */
export function gatherTexts(perServer: readonly (string | null)[], { server }: ServerDays): (string | null)[] {
  const gathered = new Array<string | null>(server.length);
  for (let row = 0; row < server.length; row++) gathered[row] = perServer[server[row]!]!;
  return gathered;
}

/** Per server one array of daily numbers, spread over its rows. */
export function gatherDays<Column extends Int32Array | Float64Array>(
  perServer: readonly (Column | Uint8Array)[],
  { server, day }: ServerDays,
  into: Column,
): Column {
  for (let row = 0; row < server.length; row++) into[row] = perServer[server[row]!]![day[row]!]!;
  return into;
}
