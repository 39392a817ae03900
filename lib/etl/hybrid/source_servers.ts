/** A source of a hybrid data set, server by server. */
import type { Origin } from "@lib/core/hybrid_table.ts";
import type { Day } from "@lib/core/day.ts";
import { numbersOf, type Table, textsOf } from "@lib/core/table.ts";

/** A source of a hybrid data set. */
export interface HybridSource {
  /** The word in the column `source`. */
  readonly name: string;
  readonly origin: Origin;
  /** SERVER_DAILY. */
  readonly table: Table;
}

/** One server of a source. */
export interface SourceServer {
  readonly source: HybridSource;
  readonly id: string;
  /** Archetype; empty when the source has none. */
  readonly type: string;
  /** Its rows in the source's table, by day. */
  readonly rows: Int32Array;
}

/** The servers of a source by id, whatever order its rows have. */
export function serversOf(source: HybridSource): SourceServer[] {
  const ids = textsOf(source.table, "server_id"), types = textsOf(source.table, "server_type");
  const days = numbersOf(source.table, "timestamp");
  const rows = Map.groupBy(ids.keys(), (row) => ids[row] ?? "");
  return [...rows].map(([id, own]) => ({
    source,
    id,
    type: types[own[0]!] ?? "",
    rows: Int32Array.from(own).sort((a, b) => days[a]! - days[b]!),
  })).sort((a, b) => a.id < b.id ? -1 : 1);
}

/** First and last day of a source; it has at least one row. */
export function rangeOf({ table }: HybridSource): { first: Day; last: Day } {
  let first = Infinity, last = -Infinity;
  for (const day of numbersOf(table, "timestamp")) {
    if (day < first) first = day;
    if (day > last) last = day;
  }
  return { first, last };
}
