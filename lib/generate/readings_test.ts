import assert from "node:assert/strict";
import { dayOf } from "@lib/core/day.ts";
import { violationsOf } from "@lib/core/contract_check.ts";
import { READINGS, SAMPLE } from "@lib/core/tables.ts";
import { generateServersHourly } from "./fleet.ts";
import { readingsTable, sampleTable } from "./readings.ts";

const DAYS = 5;
const servers = [...generateServersHourly({ servers: 3, days: DAYS, start: dayOf("2024-01-01") })];

Deno.test("readingsTable() has every hour of every server and metric, and keeps its contract", () => {
  const table = readingsTable(servers);
  assert.deepEqual(violationsOf(READINGS, table), []);
  assert.equal(table.rowCount, 3 * 5 * 24 * DAYS);
  const { server_id, metric, timestamp, value, unit, source_file, source_row } = table.columns;
  // Server 2, third metric, hour 30.
  const row = (5 + 2) * 24 * DAYS + 30;
  assert.deepEqual(
    [server_id, metric, timestamp, value, unit, source_file, source_row].map((column) => column?.[row]),
    [
      "srv-000002",
      "disk_pct",
      Date.parse("2024-01-02T06:00:00Z"),
      servers[1]!.hourly.disk_p95[30],
      "percent",
      "generated/srv-000002",
      31,
    ],
  );
});

Deno.test("sampleTable() has the first hours of every server, one row each", () => {
  const table = sampleTable(servers, 97);
  assert.deepEqual(violationsOf(SAMPLE, table), []);
  assert.equal(table.rowCount, 3 * 97);
  assert.deepEqual(
    Object.values(table.columns).map((column) => column[97 + 96]),
    [
      Date.parse("2024-01-05T00:00:00Z"),
      "srv-000002",
      ...Object.values(servers[1]!.hourly).map((hours) => hours[96]),
    ],
  );
});
