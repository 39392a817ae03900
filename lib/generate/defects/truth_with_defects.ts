/** The planted events and the planted defects as one table. */
import type { Day } from "@lib/core/day.ts";
import { numbersOf, type Table, tableOf, textsOf } from "@lib/core/table.ts";
import { serverIdOf } from "../placement.ts";
import type { Defect } from "./defect.ts";

/**
 * Adds defects to the events of the same servers (contract TRUTH_EVENTS); their numbers go on where the events end.
 *
 * @param events Contract TRUTH_EVENTS; left as it is.
 * @param defects By server, then by day.
 * @param start First day of the run.
 * @returns By server, its events before its defects.
 */
export function truthWithDefects(events: Table, defects: readonly Defect[], start: Day): Table {
  const ids = textsOf(events, "server_id"), kinds = textsOf(events, "kind"), metrics = textsOf(events, "metric");
  const [numbers, firsts, lasts, sizes] = ["event", "first_day", "last_day", "size"].map((name) =>
    numbersOf(events, name)
  ) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const known = ids.map((server_id, row) => ({
    server_id: server_id!,
    event: numbers[row]!,
    kind: kinds[row]!,
    metric: metrics[row] ?? null,
    first_day: firsts[row]!,
    last_day: lasts[row]!,
    size: sizes[row]!,
  }));
  const counts = new Map<string, number>();
  for (const { server_id, event } of known) counts.set(server_id, Math.max(event, counts.get(server_id) ?? 0));
  const planted = defects.map(({ kind, server, metric, first, last, size }) => {
    const server_id = serverIdOf(server);
    const event = (counts.get(server_id) ?? 0) + 1;
    counts.set(server_id, event);
    return { server_id, event, kind, metric, first_day: start + first, last_day: start + last, size };
  });
  // Ids of equal length order like the servers' numbers; the sort is stable, so events stay before defects.
  const rows = [...known, ...planted].sort((a, b) =>
    a.server_id.length - b.server_id.length || (a.server_id < b.server_id ? -1 : a.server_id > b.server_id ? 1 : 0)
  );
  return tableOf({
    server_id: rows.map((row) => row.server_id),
    event: Int32Array.from(rows, (row) => row.event),
    kind: rows.map((row) => row.kind),
    metric: rows.map((row) => row.metric),
    first_day: Int32Array.from(rows, (row) => row.first_day),
    last_day: Int32Array.from(rows, (row) => row.last_day),
    size: Float64Array.from(rows, (row) => row.size),
  });
}
