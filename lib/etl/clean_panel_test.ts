import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { dayOf } from "@lib/core/day.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import { assertContract } from "@lib/core/contract_check.ts";
import { emptyTable, numbersOf, type Table, tableOf, textsOf } from "@lib/core/table.ts";
import { FLEET, LEDGER, SERVER_DAILY } from "@lib/core/tables.ts";
import { cleanPanel, conservation, countsByRule, repairExamples } from "./mod.ts";

const DAYS = 60;

function fleetOf(servers: readonly string[]): Table {
  const texts = (value: string) => servers.map(() => value);
  return tableOf({
    server_id: [...servers],
    app_name: texts("payments"),
    business_unit: texts("Trading"),
    criticality: texts("High"),
    region: texts("EU"),
    server_type: texts("web"),
  });
}

function panelFrom(cpu: ArrayLike<number>, servers = ["a", "b"]): FleetPanel {
  const values = Float64Array.from(cpu);
  return { servers, start: dayOf("2024-01-01"), days: values.length / servers.length, values: { cpu_p95: values } };
}

const origin = { fleet: fleetOf(["a", "b"]), source: "synthetic" };
/** Without holidays, whose rules cost more than the cleaning of a tiny panel. */
const noFleet = {
  fleet: emptyTable(FLEET),
  source: "synthetic",
};
const flat = () => Array.from({ length: 2 * DAYS }, (_, cell) => 40 + (cell * 7919 % 31) / 10);

Deno.test("cleanPanel() leaves a clean fleet as it is", () => {
  const panel = panelFrom(flat());
  const clean = cleanPanel(panel, origin);
  deepStrictEqual(clean.panel, panel);
  strictEqual(clean.ledger.rowCount, 0);
  strictEqual(clean.serverDaily.rowCount, 2 * DAYS);
  assertContract(SERVER_DAILY, clean.serverDaily);
  deepStrictEqual(repairExamples(clean), []);
});

Deno.test("cleanPanel() fills a short gap with the last same weekday, leaves a long one and the server's edges", () => {
  const cpu = flat();
  cpu.fill(NaN, 0, 5).fill(NaN, 30, 33).fill(NaN, 40, 48).fill(NaN, 58, 60);
  const clean = cleanPanel(panelFrom(cpu), origin);
  const after = clean.panel.values.cpu_p95!;
  deepStrictEqual([...after.slice(30, 33)], cpu.slice(23, 26));
  ok([...after.slice(40, 48), ...after.slice(0, 5), ...after.slice(58, 60)].every(Number.isNaN));
  deepStrictEqual([...clean.quality.slice(29, 34)], [0, 1, 1, 1, 0]);
  deepStrictEqual(countsByRule(clean.ledger), [
    { action: "flagged", rule: "long gap, left missing", count: 8 },
    { action: "imputed", rule: "short gap, filled from the past", count: 3 },
    { action: "flagged", rule: "silent at the end", count: 1 },
  ]);
  // Silver has the server from its first to its last day, the long gap as missing values.
  strictEqual(clean.serverDaily.rowCount, 53 + DAYS);
  assertContract(SERVER_DAILY, clean.serverDaily);
  assertContract(LEDGER, clean.ledger);
  const [example] = repairExamples(clean);
  strictEqual(example?.server, "a");
  strictEqual(example.points.filter(({ action }) => action === "imputed").length, 3);
});

Deno.test("cleanPanel() drops impossible cells and fills them; what it cannot fill is a change of its own", () => {
  const cpu = flat();
  cpu[0] = -5;
  cpu[20] = -1;
  const clean = cleanPanel(panelFrom(cpu), origin);
  const [actions, rules] = [textsOf(clean.ledger, "action"), textsOf(clean.ledger, "rule")];
  deepStrictEqual(actions.map((action, row) => `${action}: ${rules[row]}`), [
    "dropped: negative value",
    "dropped: sentinel -1",
    "imputed: short gap, filled from the past",
    "changed: dropped value, left missing",
  ]);
  deepStrictEqual([...numbersOf(clean.ledger, "before")], [-5, -1, -1, -5]);
  const { readingsHold, cellsHold } = conservation(clean);
  ok(readingsHold && cellsHold);
});

Deno.test("cleanPanel() keeps a value above 100 %, flagged", () => {
  const cpu = flat();
  cpu[20] = 104.5;
  const clean = cleanPanel(panelFrom(cpu), origin);
  strictEqual(clean.panel.values.cpu_p95![20], 104.5);
  strictEqual(clean.quality[20], 2);
  ok(countsByRule(clean.ledger).some(({ rule }) => rule === "above 100 %"));
});

Deno.test("cleanPanel() keeps both laws on any panel", () => {
  const cell = fc.oneof(
    { weight: 12, arbitrary: fc.double({ min: 0, max: 120, noNaN: true }) },
    { weight: 3, arbitrary: fc.constant(NaN) },
    fc.constantFrom(-1, 101, -7.5, Infinity, 1e308, 0, -0),
  );
  const cells = fc.array(cell, { minLength: 2 * DAYS, maxLength: 2 * DAYS });
  fc.assert(
    fc.property(cells, fc.nat(9), (cpu, longestImputedGapDays) => {
      const clean = cleanPanel(panelFrom(cpu), noFleet, { longestImputedGapDays });
      const laws = conservation(clean);
      ok(laws.readingsHold && laws.cellsHold, JSON.stringify(laws));
      assertContract(SERVER_DAILY, clean.serverDaily);
      assertContract(LEDGER, clean.ledger);
    }),
    { numRuns: 100 },
  );
});

Deno.test("cleanPanel() repairs no day with the value of a later day or of another server", () => {
  const present = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 2 * DAYS, maxLength: 2 * DAYS });
  const holes = fc.uniqueArray(fc.nat(2 * DAYS - 1), { maxLength: 30 });
  fc.assert(
    fc.property(present, holes, fc.nat(2 * DAYS - 1), (cpu, missing, cell) => {
      for (const hole of missing) cpu[hole] = NaN;
      // The pattern of what is missing stays: whether a gap is short is known only once it is over.
      const other = cpu.map((value, index) => index === cell ? (value + 50) % 100 : value);
      const was = cleanPanel(panelFrom(cpu), noFleet), is = cleanPanel(panelFrom(other), noFleet);
      const nextServer = cell < DAYS ? DAYS : 2 * DAYS;
      const [before, after] = [was.panel.values.cpu_p95!, is.panel.values.cpu_p95!];
      deepStrictEqual(after.slice(0, cell), before.slice(0, cell));
      deepStrictEqual(after.slice(nextServer), before.slice(nextServer));
      deepStrictEqual(is.quality.slice(0, cell), was.quality.slice(0, cell));
    }),
    { numRuns: 60 },
  );
});

Deno.test("cleanPanel() checks its options", () => {
  const panel = panelFrom(flat());
  throws(() => cleanPanel(panel, origin, { minimumCompleteness: 2 }), /minimumCompleteness from 0 to 1, got 2/);
  throws(() => cleanPanel(panel, origin, { longestImputedGapDays: 1.5 }), /longestImputedGapDays/);
  throws(() => cleanPanel(panel, origin, { outlierZ: 0 }), /outlierZ/);
});

Deno.test("cleanPanel() calls a server-day good only where nothing was imputed or changed", () => {
  const weekly = Array.from({ length: 120 }, (_, day) => (day % 7 < 5 ? 50 : 25) + (day * 7919 % 13) / 10);
  const slipped = weekly.map((value, day) => day >= 50 && day < 80 ? Math.round(value * 100) / 10_000 : value);
  const panel = { servers: ["a"], start: 0, days: 120, values: { cpu_p95: Float64Array.from(slipped) } };
  const { quality } = cleanPanel(panel, noFleet);
  ok(quality.subarray(0, 50).every((flag) => flag === 0));
  ok(quality.subarray(50, 80).every((flag) => flag === 1));
});
