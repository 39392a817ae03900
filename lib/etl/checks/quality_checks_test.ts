import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { dayOf } from "@lib/core/day.ts";
import { emptyTable } from "@lib/core/table.ts";
import { FLEET } from "@lib/core/tables.ts";
import { generateFleet, plantDefects, serverMetricsTable } from "@lib/generate/mod.ts";
import { CHECK_RULES } from "./check_rules.ts";
import { cleanPanel, cleanReadings, dailyRowReadings, type QualityCheck, qualityChecks } from "../mod.ts";

const NO_FLEET = emptyTable(FLEET);
const origin = { fleet: NO_FLEET, source: "test" };

const DAYS = 60, START = dayOf("2024-01-01");
const cpuOf = (servers: number): Float64Array =>
  Float64Array.from({ length: servers * DAYS }, (_, cell) => 40 + (cell * 7919 % 31) / 10);

function checksOf(cpu_p95: Float64Array): Map<string, QualityCheck> {
  const servers = Array.from({ length: cpu_p95.length / DAYS }, (_, server) => `s${server}`);
  const clean = cleanPanel({ servers, start: START, days: DAYS, values: { cpu_p95 } }, origin);
  return new Map(qualityChecks(clean).map((check) => [check.check, check]));
}

Deno.test("qualityChecks() counts a clean fleet as passed", () => {
  const checks = checksOf(cpuOf(3));
  for (const { check, failed, share, examples } of checks.values()) {
    deepStrictEqual([failed, share, examples], [0, 0, []], check);
  }
  strictEqual(checks.get("range")?.passed, 3 * DAYS);
  strictEqual(checks.get("decommissioned")?.passed, 3);
});

Deno.test("qualityChecks() collects every failure with its place", () => {
  const cpu = cpuOf(3);
  cpu[5] = -1;
  cpu[DAYS + 7] = -3;
  cpu[DAYS + 30] = 130;
  cpu.fill(NaN, 2 * DAYS + 20, 3 * DAYS);
  const checks = checksOf(cpu);
  const failed = [...checks.values()].filter((check) => check.failed > 0).map((check) => [check.check, check.failed]);
  deepStrictEqual(failed, [
    ["range", 1],
    ["markers", 1],
    ["missing days", 2],
    ["above 100 %", 1],
    ["decommissioned", 1],
  ]);
  deepStrictEqual(checks.get("markers")?.examples, [
    { server: "s0", metric: "cpu_p95", day: "2024-01-06", seen: "sentinel -1" },
  ]);
  deepStrictEqual(checks.get("above 100 %")?.examples[0]?.seen, "130");
  deepStrictEqual(checks.get("decommissioned")?.examples, [
    { server: "s2", metric: null, day: "2024-01-21", seen: "no row since" },
  ]);
});

Deno.test("qualityChecks() tells a hole of the whole fleet from servers that are missing", () => {
  const cpu = cpuOf(4);
  for (const server of [0, 1]) cpu[server * DAYS + 10] = NaN;
  cpu[10 + 1] = NaN;
  const holes = checksOf(cpu).get("fleet-wide holes")!;
  strictEqual(holes.failed, 1);
  deepStrictEqual(holes.examples, [
    { server: null, metric: null, day: "2024-01-11", seen: "2 of 4 servers missing" },
  ]);
});

Deno.test("qualityChecks() leaves no rule of the ledger uncounted, and is plain data", async () => {
  const fleet = generateFleet({ servers: 20, days: 200, seed: 1 });
  const { metrics } = plantDefects(serverMetricsTable(fleet), { seed: 1, days: 200 });
  const clean = await cleanReadings(dailyRowReadings(metrics), { fleet: fleet.inventory, source: "synthetic" });
  const checks = qualityChecks(clean, { examples: 2 });
  // These are counted from the data, or follow from a reading that was dropped.
  const otherwise = ["above 100 %", "decommissioned", "dropped value, left missing"];
  for (const { rule } of clean.rules) {
    ok(otherwise.includes(rule) || CHECK_RULES.some(({ claims }) => claims(rule)), rule);
  }
  for (const { check, passed, failed, share, examples } of checks) {
    ok(passed >= 0 && share >= 0 && share <= 1, check);
    ok(examples.length <= 2 && (examples.length > 0) === (failed > 0), check);
  }
  strictEqual(new Set(checks.map(({ check }) => check)).size, checks.length);
  deepStrictEqual(JSON.parse(JSON.stringify(checks)), checks);
});
