/** The daily data set: one row per server and day, with metadata and calendar. */
import type { CalendarDay } from "@lib/core/calendar.ts";
import { METRICS } from "@lib/core/metric.ts";
import { type Table, tableOf } from "@lib/core/table.ts";
import type { GeneratedFleet } from "./fleet.ts";
import { METADATA } from "./inventory.ts";

/** The calendar columns that fit into a byte. */
const CALENDAR = {
  month: (day) => day.month,
  quarter: (day) => day.quarter,
  dayofweek: (day) => day.dayofweek,
  is_weekend: (day) => Number(day.isWeekend),
  is_eoq: (day) => Number(day.quarterEndStep > 0),
  is_holiday: (day) => Number(day.holiday !== null),
} as const satisfies Record<string, (day: CalendarDay) => number>;

/**
 * The 18 columns beside `timestamp` (contract SERVER_METRICS), server by server.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { generateFleet, serverMetricsTable } from "@lib/generate/mod.ts";
 * const table = serverMetricsTable(generateFleet({ servers: 2, days: 10 }));
 * strictEqual(Object.keys(table.columns).length, 19);
 * strictEqual(table.rowCount, 20);
 * ```
 */
export function serverMetricsTable(fleet: GeneratedFleet): Table {
  const { plans, panel } = fleet;
  const { days, start } = panel;
  const rows = plans.length * days;
  const timestamp = new Int32Array(rows);
  for (let row = 0; row < rows; row++) timestamp[row] = start + row % days;
  const texts = (read: (plan: typeof plans[number]) => string): string[] => {
    const column = new Array<string>(rows);
    for (const [server, plan] of plans.entries()) column.fill(read(plan), server * days, (server + 1) * days);
    return column;
  };
  const numbers = <Numbers extends Int32Array | Uint8Array>(column: Numbers, read: (day: CalendarDay) => number) => {
    // Servers of a region share their calendar object, and so their days.
    const known = new Map<readonly CalendarDay[], number[]>();
    for (const [server, { calendar }] of plans.entries()) {
      const values = known.get(calendar) ?? calendar.map(read);
      known.set(calendar, values);
      column.set(values, server * days);
    }
    return column;
  };
  return tableOf({
    timestamp,
    server_id: texts((plan) => plan.placement.id),
    ...Object.fromEntries(METRICS.map((metric) => [metric, panel.values[metric]!])),
    ...Object.fromEntries(Object.entries(METADATA).map(([name, read]) => [name, texts(read)])),
    year: numbers(new Int32Array(rows), (day) => day.year),
    ...Object.fromEntries(
      Object.entries(CALENDAR).map(([name, read]) => [name, numbers(new Uint8Array(rows), read)]),
    ),
  });
}
