import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { emptyTable, textsOf } from "@lib/core/table.ts";
import { FLEET } from "@lib/core/tables.ts";
import type { ReadingBatch } from "@lib/core/reading_batch.ts";
import { cleanReadings } from "../mod.ts";
import { levelSteps } from "./level_steps.ts";

const DAYS = 200, STEP = 100, DAY_MS = 86_400_000;
const load = (day: number): number => (day % 7 < 5 ? 60 : 40) + (day * 7919 % 13) / 5;
const NO_FLEET = emptyTable(FLEET);

function batch(metric: string, valueOn: (day: number) => number, days = DAYS): ReadingBatch {
  return {
    serverId: "a",
    metric,
    unit: metric === "vcpu" ? "cores" : "percent",
    timestamps: Float64Array.from({ length: days }, (_, day) => day * DAY_MS),
    values: Float64Array.from({ length: days }, (_, day) => valueOn(day)),
    sourceFile: "a.csv",
    sourceRows: Float64Array.from({ length: days }, (_, day) => day + 2),
  };
}

const halved = (day: number): number => day < STEP ? load(day) : load(day) / 2;

async function rulesOf(...batches: ReadingBatch[]): Promise<string[]> {
  const { ledger } = await cleanReadings(batches, { fleet: NO_FLEET, source: "test" });
  return textsOf(ledger, "rule").map((rule, row) => `${ledger.columns.metric![row]}: ${rule}`);
}

Deno.test("levelSteps() finds the day and the size of a step", () => {
  const [step, ...others] = levelSteps(Float64Array.from({ length: DAYS }, (_, day) => halved(day)));
  deepStrictEqual(others, []);
  ok(Math.abs(step!.day - STEP) <= 3, `day ${step!.day}`);
  ok(Math.abs(step!.after / step!.before - 0.5) < 0.05);
  deepStrictEqual(levelSteps(Float64Array.from({ length: DAYS }, (_, day) => load(day))), []);
});

Deno.test("a step that the cores explain is a change of capacity, any other a shift of level", async () => {
  const resized = batch("vcpu", (day) => day < STEP ? 4 : 8), same = batch("vcpu", () => 4);
  const smaller = batch("vcpu", (day) => day < STEP ? 8 : 4);
  const steps = async (cores: ReadingBatch) =>
    (await rulesOf(batch("cpu_pct", halved), cores)).filter((rule) => /capacity|level/.test(rule));
  deepStrictEqual(await steps(resized), ["cpu_p95: capacity change"]);
  deepStrictEqual(await steps(same), ["cpu_p95: level shift"]);
  deepStrictEqual(await steps(smaller), ["cpu_p95: level shift"]);
});

Deno.test("a server that is gone is told from one that is silent, and a metric from its server", async () => {
  const longLived = { ...batch("cpu_pct", load), serverId: "b" };
  deepStrictEqual(await rulesOf(longLived, batch("cpu_pct", load, DAYS - 30)), ["cpu_p95: decommissioned"]);
  deepStrictEqual(await rulesOf(longLived, batch("cpu_pct", load, DAYS - 29)), ["cpu_p95: silent at the end"]);
  deepStrictEqual(await rulesOf(batch("cpu_pct", load), batch("mem_pct", load, 150)), ["mem_p95: metric ends early"]);
  const late = batch("mem_pct", load);
  const shifted = {
    ...late,
    timestamps: late.timestamps.slice(20),
    values: late.values.slice(20),
    sourceRows: late.sourceRows.slice(20),
  };
  deepStrictEqual(await rulesOf(batch("cpu_pct", load), shifted), ["mem_p95: metric begins late"]);
  strictEqual((await rulesOf(batch("cpu_pct", load))).length, 0);
});
