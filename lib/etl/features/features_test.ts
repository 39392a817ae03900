import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { assertContract } from "@lib/core/contract_check.ts";
import { numbersOf, type Table, tableOf } from "@lib/core/table.ts";
import { dayOf } from "@lib/core/day.ts";
import { FEATURES, featuresContract, FULL_FEATURES } from "@lib/core/tables.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import { nearestRank } from "@lib/stats/nearest_rank.ts";
import { fleetCalendar } from "../calendar_columns.ts";
import { featuresTable } from "./features.ts";
import { serverDays } from "../server_days.ts";

const DAYS = 160;

function panelFrom(values: ArrayLike<number>): FleetPanel {
  return {
    servers: ["a", "b"],
    start: dayOf("2024-01-01"),
    days: DAYS,
    values: { cpu_p95: Float64Array.from(values) },
  };
}

const calendar = fleetCalendar(["US-East", "none"], dayOf("2024-01-01"), DAYS);
const fleet = tableOf({
  server_id: ["b", "a"],
  vcpu: Float64Array.of(4, 8),
  memory_gib: Float64Array.of(16, NaN),
  disk_gib: Float64Array.of(100, 0),
  network_mbps: Float64Array.of(1000, 1000),
});
const full = (panel: FleetPanel): Table => featuresTable(panel, calendar, { set: FULL_FEATURES, fleet });

/** Two levels, a weekly rhythm and a spike: something for every feature to see. */
const eventful = Float64Array.from(
  { length: 2 * DAYS },
  (_, cell) => cell % DAYS === 50 ? 99 : (cell % DAYS < 80 ? 20 : 60) + cell % 7 + (cell * 7919 % 101) / 50,
);

/** Rows up to a day of a server and all rows of the other are the same in both tables. */
function assertSameUpTo(cell: number, before: Table, after: Table): void {
  const nextServer = cell < DAYS ? DAYS : 2 * DAYS, ownServer = nextServer - DAYS;
  for (const name of Object.keys(before.columns)) {
    if (name === "server_id") continue;
    const was = numbersOf(before, name), is = numbersOf(after, name);
    deepStrictEqual(is.slice(ownServer, cell + 1), was.slice(ownServer, cell + 1), name);
    const other = nextServer === DAYS ? [DAYS, 2 * DAYS] as const : [0, DAYS] as const;
    deepStrictEqual(is.slice(...other), was.slice(...other), name);
  }
}

Deno.test("featuresTable() never sees its own day, a later one or another server", () => {
  const value = fc.oneof(fc.double({ min: 0, max: 100, noNaN: true }), fc.constant(NaN));
  const cells = fc.array(value, { minLength: 2 * DAYS, maxLength: 2 * DAYS });
  fc.assert(
    fc.property(cells, fc.nat(2 * DAYS - 1), fc.double({ min: 0, max: 100, noNaN: true }), (list, cell, value) => {
      const changed = [...list];
      changed[cell] = value;
      assertSameUpTo(cell, full(panelFrom(list)), full(panelFrom(changed)));
    }),
    { numRuns: 40 },
  );
});

Deno.test("featuresTable() knows nothing of what comes: another future leaves every day up to it as it was", () => {
  const before = full(panelFrom(eventful));
  for (let day = 1; day < DAYS; day += 3) {
    for (const future of [(value: number) => value * 3, () => 5, () => NaN]) {
      const changed = eventful.map((value, cell) => cell >= day && cell < DAYS ? future(value) : value);
      assertSameUpTo(day, before, full(panelFrom(changed)));
    }
  }
});

Deno.test("featuresTable() of every set keeps its contract; metrics without values are missing", () => {
  assertContract(FEATURES, featuresTable(panelFrom(eventful), calendar, { fleet }));
  const set = { lags: [2], windows: { 14: ["max"] }, hasMemory: false } as const;
  assertContract(featuresContract(set), featuresTable(panelFrom(eventful), calendar, { set }));
  const table = full(panelFrom(eventful));
  assertContract(featuresContract(FULL_FEATURES), table);
  ok(numbersOf(table, "mem_p95_lag_1").every(Number.isNaN));
  ok(numbersOf(table, "used_memory_gib").every(Number.isNaN));
});

Deno.test("featuresTable() has the lags and statistics of the days before, for every length", () => {
  const table = full(panelFrom(eventful)), day = 100, row = DAYS + day;
  for (const lag of [1, 3, 7, 14, 30]) {
    strictEqual(numbersOf(table, `cpu_p95_lag_${lag}`)[row], eventful[row - lag]);
    strictEqual(numbersOf(table, `cpu_p95_lag_${lag}`)[DAYS + lag - 1], NaN, "nothing of the server before");
  }
  for (const days of [7, 30, 90]) {
    const window = eventful.slice(row - days, row);
    const mean = window.reduce((sum, value) => sum + value, 0) / days;
    const deviation = Math.sqrt(window.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (days - 1));
    const near = (name: string, expected: number): void =>
      ok(Math.abs(numbersOf(table, name)[row]! - expected) <= 0.005 + 1e-9, name);
    near(`cpu_p95_mean_${days}`, mean);
    near(`cpu_p95_std_${days}`, deviation);
    strictEqual(numbersOf(table, `cpu_p95_min_${days}`)[row], Math.min(...window));
    strictEqual(numbersOf(table, `cpu_p95_max_${days}`)[row], Math.max(...window));
    strictEqual(numbersOf(table, `cpu_p95_p95_${days}`)[row], nearestRank(window, 0.95));
  }
});

Deno.test("featuresTable() remembers what was so far: first day, outliers, level shifts, mean and growth", () => {
  const values = eventful.slice().fill(NaN, 0, 10);
  const table = full(panelFrom(values)), at = (name: string, day: number) => numbersOf(table, name)[day]!;
  deepStrictEqual([9, 10, 11, 99].map((day) => at("days_since_first", day)), [NaN, NaN, 1, 89]);
  // The spike of day 50 is known on day 51.
  deepStrictEqual([50, 51, 60].map((day) => at("cpu_p95_days_since_outlier", day)), [NaN, 1, 10]);
  // The level of day 80 has shown after three weeks.
  const shown = numbersOf(table, "cpu_p95_days_since_level_shift").findIndex((days) => !Number.isNaN(days));
  ok(shown >= 98 && shown <= 101, `shown on day ${shown}`);
  strictEqual(at("cpu_p95_days_since_level_shift", shown), 21);
  deepStrictEqual([at("cpu_p95_mean_to_date", 16), at("cpu_p95_growth_to_date", 24)], [NaN, NaN]);
  const known = values.slice(10, 120);
  ok(Math.abs(at("cpu_p95_mean_to_date", 120) - known.reduce((sum, value) => sum + value, 0) / 110) <= 0.0051);
  ok(at("cpu_p95_growth_to_date", 120) > 35);
});

Deno.test("featuresTable() measures the day before against the server's capacity, where it is known", () => {
  const values = { cpu_p95: eventful, mem_p95: eventful, disk_p95: eventful, net_in_p95: eventful };
  const table = featuresTable({ ...panelFrom(eventful), values }, calendar, { fleet });
  const at = (name: string, server: number) => numbersOf(table, name)[server * DAYS + 51];
  // On day 50 both servers stand at 99.
  deepStrictEqual([at("used_cores", 0), at("used_cores", 1)], [7.92, 3.96]);
  deepStrictEqual([at("used_memory_gib", 0), at("used_memory_gib", 1)], [NaN, 15.84]);
  deepStrictEqual([at("used_disk_gib", 0), at("used_disk_gib", 1)], [NaN, 99]);
  deepStrictEqual([at("net_in_share", 0), at("net_out_share", 0)], [9.9, NaN]);
  deepStrictEqual([at("cpu_p95_headroom", 0), numbersOf(table, "cpu_p95_headroom")[29]], [1, NaN]);
  ok(numbersOf(featuresTable(panelFrom(eventful), calendar), "used_cores").every(Number.isNaN), "no inventory");
});

Deno.test("featuresTable() refuses the calendar of a clock that is not real, and nothing else", () => {
  const real = featuresTable(panelFrom(eventful), calendar);
  const unreal = featuresTable(panelFrom(eventful), calendar, { isRealClock: false });
  assertContract(FEATURES, unreal);
  strictEqual(numbersOf(real, "dayofweek")[0], 0);
  strictEqual(numbersOf(real, "days_to_holiday")[0], 0);
  for (const name of ["dayofweek", "is_weekend", "is_holiday", "month", "days_to_eoq", "workday_of_month"]) {
    ok(numbersOf(unreal, name).every(Number.isNaN), name);
  }
  deepStrictEqual(numbersOf(unreal, "cpu_p95_mean_30"), numbersOf(real, "cpu_p95_mean_30"));
});

Deno.test("featuresTable() counts from a resize on the day itself, as it is planned", () => {
  const table = featuresTable(panelFrom(eventful), calendar, { resizes: [[3, 5], []] });
  deepStrictEqual([...numbersOf(table, "days_since_resize").slice(2, 8)], [NaN, 0, 1, 0, 1, 2]);
  strictEqual(numbersOf(table, "days_since_resize")[DAYS + 9], NaN);
});

Deno.test("featuresTable() makes the rows it is asked for", () => {
  const rows = serverDays([{ first: 5, last: 6 }, { first: 0, last: -1 }], DAYS);
  const panel = panelFrom(Array.from({ length: 2 * DAYS }, (_, cell) => cell));
  const table = featuresTable(panel, calendar, { rows });
  deepStrictEqual([...numbersOf(table, "cpu_p95_lag_1")], [4, 5]);
  deepStrictEqual([...numbersOf(table, "timestamp")], [dayOf("2024-01-06"), dayOf("2024-01-07")]);
  // Single days, as a sample would ask for.
  const sample = { cells: Int32Array.of(7, 9, DAYS + 8), server: Int32Array.of(0, 0, 1), day: Int32Array.of(7, 9, 8) };
  deepStrictEqual([...numbersOf(featuresTable(panel, calendar, { rows: sample }), "cpu_p95_lag_7")], [0, 2, DAYS + 1]);
});

Deno.test("featuresTable() refuses a set that looks ahead or rolls over less than two days", () => {
  const none = { lags: [], windows: {}, hasMemory: false };
  throws(() => featuresTable(panelFrom(eventful), calendar, { set: { ...none, lags: [0] } }), RangeError);
  throws(() => featuresTable(panelFrom(eventful), calendar, { set: { ...none, lags: [-1] } }), RangeError);
  throws(
    () => featuresTable(panelFrom(eventful), calendar, { set: { ...none, windows: { 1: ["mean"] } } }),
    RangeError,
  );
});
