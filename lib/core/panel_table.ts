/** From a daily table (server_metrics, server_daily) to the arrays that the kernels work on. */
import type { Day } from "./day.ts";
import { type Region, REGIONS } from "./holidays.ts";
import { type Metric, METRICS } from "./metric.ts";
import type { FleetPanel } from "./panel.ts";
import { numbersOf, type Table, textsOf } from "./table.ts";

/** The columns that `panelOf` and `regionsOf` read: all that a panel needs of a wide table. */
export const PANEL_COLUMNS: readonly string[] = ["timestamp", "server_id", ...METRICS, "region"];

/**
 * The panel of a daily table: servers in order of first appearance, all days from the first to the last; a day without
 * a row is missing, a metric without any value is absent.
 *
 * @throws {CapacityError} when a column is missing.
 * @throws {RangeError} when the table is empty.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { panelOf, tableOf } from "@lib/core/mod.ts";
 * const panel = panelOf(tableOf({
 *   timestamp: Int32Array.of(10, 12),
 *   server_id: ["a", "a"],
 *   cpu_p95: Float64Array.of(50, 60),
 * }));
 * deepStrictEqual(Array.from(panel.values.cpu_p95 ?? []), [50, NaN, 60]);
 * ```
 */
export function panelOf(table: Table): FleetPanel {
  const days = numbersOf(table, "timestamp"), ids = textsOf(table, "server_id");
  if (table.rowCount === 0) throw new RangeError("Cannot make a panel: expected 1 row or more, got none");
  const indexOf = new Map<string, number>();
  let first: Day = Infinity, last: Day = -Infinity;
  for (let row = 0; row < table.rowCount; row++) {
    const id = ids[row] ?? "";
    if (!indexOf.has(id)) indexOf.set(id, indexOf.size);
    first = Math.min(first, days[row]!);
    last = Math.max(last, days[row]!);
  }
  const span = last - first + 1;
  const cells = Int32Array.from(ids, (id, row) => indexOf.get(id ?? "")! * span + days[row]! - first);
  const values: Partial<Record<Metric, Float64Array>> = {};
  for (const metric of METRICS) {
    if (!table.columns[metric]) continue;
    const column = numbersOf(table, metric);
    if (column.every(Number.isNaN)) continue;
    const array = values[metric] = new Float64Array(indexOf.size * span).fill(NaN);
    for (let row = 0; row < table.rowCount; row++) array[cells[row]!] = column[row]!;
  }
  return { servers: [...indexOf.keys()], start: first, days: span, values };
}

/**
 * The region of each server of a panel, from the inventory.
 *
 * @param unknown Region of servers that the inventory does not know or does not place.
 */
export function regionsOf(panel: FleetPanel, fleet: Table, unknown: Region = "none"): Region[] {
  const ids = textsOf(fleet, "server_id"), regions = textsOf(fleet, "region");
  const byServer = new Map(ids.map((id, row) => [id, REGIONS.find((region) => region === regions[row])]));
  return panel.servers.map((server) => byServer.get(server) ?? unknown);
}
