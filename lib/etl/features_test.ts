import { deepStrictEqual, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { assertContract } from "@lib/core/contract_check.ts";
import { numbersOf } from "@lib/core/table.ts";
import { dayOf } from "@lib/core/day.ts";
import { FEATURES } from "@lib/core/tables.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import { fleetCalendar } from "./calendar_columns.ts";
import { featuresTable } from "./features.ts";
import { serverDays } from "./server_days.ts";

const DAYS = 70;

function panelFrom(values: ArrayLike<number>): FleetPanel {
  return {
    servers: ["a", "b"],
    start: dayOf("2024-01-01"),
    days: DAYS,
    values: { cpu_p95: Float64Array.from(values) },
  };
}

const calendar = fleetCalendar(["US-East", "none"], dayOf("2024-01-01"), DAYS);
const cells = fc.array(
  fc.oneof({ weight: 6, arbitrary: fc.double({ min: 0, max: 100, noNaN: true }) }, fc.constant(NaN)),
  {
    minLength: 2 * DAYS,
    maxLength: 2 * DAYS,
  },
);

Deno.test("featuresTable() never sees its own day, a later one or another server", () => {
  fc.assert(
    fc.property(cells, fc.nat(2 * DAYS - 1), fc.double({ min: 0, max: 100, noNaN: true }), (list, cell, value) => {
      const changed = [...list];
      changed[cell] = value;
      const before = featuresTable(panelFrom(list), calendar), after = featuresTable(panelFrom(changed), calendar);
      const nextServer = cell < DAYS ? DAYS : 2 * DAYS;
      for (const name of Object.keys(FEATURES.columns)) {
        if (name === "server_id") continue;
        const was = numbersOf(before, name), is = numbersOf(after, name);
        // Rows up to the changed day, and every row of the other server.
        deepStrictEqual(is.slice(0, cell + 1), was.slice(0, cell + 1), name);
        deepStrictEqual(is.slice(nextServer), was.slice(nextServer), name);
      }
    }),
    { numRuns: 60 },
  );
});

Deno.test("featuresTable() keeps its contract; lags are the values themselves, metrics without values are missing", () => {
  const table = featuresTable(panelFrom(Array.from({ length: 2 * DAYS }, (_, cell) => cell)), calendar);
  assertContract(FEATURES, table);
  strictEqual(numbersOf(table, "cpu_p95_lag_7")[DAYS + 10], DAYS + 3);
  strictEqual(numbersOf(table, "cpu_p95_lag_1")[DAYS], NaN);
  strictEqual(numbersOf(table, "cpu_p95_mean_7")[7], 3);
  strictEqual(numbersOf(table, "mem_p95_lag_1")[5], NaN);
  strictEqual(numbersOf(table, "days_to_holiday")[0], 0);
});

Deno.test("featuresTable() makes the rows it is asked for", () => {
  const rows = serverDays([{ first: 5, last: 6 }, { first: 0, last: -1 }], DAYS);
  const table = featuresTable(panelFrom(Array.from({ length: 2 * DAYS }, (_, cell) => cell)), calendar, { rows });
  deepStrictEqual([...numbersOf(table, "cpu_p95_lag_1")], [4, 5]);
  deepStrictEqual([...numbersOf(table, "timestamp")], [dayOf("2024-01-06"), dayOf("2024-01-07")]);
});
