/** Generated hours as tables: readings as an ingest makes them, and the wide sample. */
import { DAY_MS } from "@lib/core/day.ts";
import { METRIC_INFO, METRICS } from "@lib/core/metric.ts";
import { type Table, tableOf } from "@lib/core/table.ts";
import type { GeneratedServerHours } from "./server.ts";

const HOUR_MS = DAY_MS / 24;

/**
 * The hours as readings (contract READINGS): server by server, metric by metric, hour by hour.
 *
 * A generated reading has no file: `source_file` is `generated/<server>`, `source_row` the number of its hour, 1 = the
 * first of the run, so that file, row and metric name one reading in a fleet of any size.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { generateServersHourly, readingsTable } from "@lib/generate/mod.ts";
 * const { rowCount, columns } = readingsTable([...generateServersHourly({ servers: 2, days: 3 })]);
 * deepStrictEqual([rowCount, columns.metric?.[72], columns.source_row?.[72]], [2 * 5 * 72, "mem_pct", 1]);
 * ```
 */
export function readingsTable(servers: readonly GeneratedServerHours[]): Table {
  const hoursOf = ({ days }: GeneratedServerHours): number => 24 * days;
  const rows = servers.reduce((sum, server) => sum + METRICS.length * hoursOf(server), 0);
  const server_id = new Array<string>(rows), metric = new Array<string>(rows), unit = new Array<string>(rows);
  const source_file = new Array<string>(rows), source_row = new Int32Array(rows);
  const timestamp = new Float64Array(rows), value = new Float64Array(rows);
  let at = 0;
  for (const server of servers) {
    const { id } = server.plan.placement, hours = hoursOf(server);
    server_id.fill(id, at, at + METRICS.length * hours);
    source_file.fill(`generated/${id}`, at, at + METRICS.length * hours);
    for (const daily of METRICS) {
      metric.fill(METRIC_INFO[daily].reading, at, at + hours);
      unit.fill(METRIC_INFO[daily].unit, at, at + hours);
      value.set(server.hourly[daily], at);
      for (let hour = 0; hour < hours; hour++) {
        timestamp[at + hour] = server.start * DAY_MS + hour * HOUR_MS;
        source_row[at + hour] = hour + 1;
      }
      at += hours;
    }
  }
  return tableOf({ server_id, metric, timestamp, value, unit, source_file, source_row });
}

/**
 * The first hours of each server, one row per hour (contract SAMPLE), server by server.
 *
 * @param hours Hours of each server, at most those it has.
 */
export function sampleTable(servers: readonly GeneratedServerHours[], hours: number): Table {
  const rows = servers.length * hours;
  const timestamp = new Float64Array(rows), server_id = new Array<string>(rows);
  const values = METRICS.map(() => new Float64Array(rows));
  for (const [index, server] of servers.entries()) {
    const first = index * hours;
    server_id.fill(server.plan.placement.id, first, first + hours);
    for (let hour = 0; hour < hours; hour++) timestamp[first + hour] = server.start * DAY_MS + hour * HOUR_MS;
    METRICS.forEach((metric, column) => values[column]!.set(server.hourly[metric].subarray(0, hours), first));
  }
  return tableOf({
    timestamp,
    server_id,
    ...Object.fromEntries(METRICS.map((metric, column) => [METRIC_INFO[metric].reading, values[column]!])),
  });
}
