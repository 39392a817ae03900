import assert from "node:assert/strict";
import { tableOf } from "@lib/core/table.ts";
import { plantDefects } from "../defects/plant_defects.ts";
import { generateFleet } from "../fleet.ts";
import { serverMetricsTable } from "../server_metrics.ts";
import { EXAM_DAYS, examRows, fairExam } from "./fair_exam.ts";
import { expectedGivenPast } from "../expected.ts";
import { fileRows } from "./file_rows.ts";
import { qualityReport } from "./quality_report.ts";
import type { QualityRow } from "./quality_row.ts";

const fleet = generateFleet({ servers: 20, days: 400 });
const clean = serverMetricsTable(fleet);
const dirty = plantDefects(clean, { seed: 42, days: 400 });
const SIZE = { servers: 20, days: 400 };

const failed = (rows: readonly QualityRow[]): string[] =>
  rows.filter(({ verdict }) => verdict === "fail").map(({ what }) => what);

Deno.test("fileRows(): a clean fleet passes, and a dirty one passes as what it is", () => {
  assert.deepEqual(failed(fileRows({ metrics: clean, ...SIZE })), []);
  assert.deepEqual(failed(fileRows({ metrics: dirty.metrics, ...SIZE, defects: dirty.defects })), []);
});

Deno.test("fileRows(): defects that nobody planted fail", () => {
  const found = failed(fileRows({ metrics: dirty.metrics, ...SIZE }));
  for (
    const what of [
      "rows",
      "server-days with a row",
      "duplicates",
      "CPU outside its range",
      "memory outside its range",
      "breaches of the contract",
    ]
  ) assert.ok(found.includes(what), what);
  const holes = tableOf({
    ...clean.columns,
    cpu_p95: Float64Array.from(clean.columns.cpu_p95 as Float64Array, (value, row) => row === 5 ? NaN : value),
    region: (clean.columns.region as string[]).map((region, row) => row === 9 ? null : region),
  });
  assert.deepEqual(failed(fileRows({ metrics: holes, ...SIZE })), [
    "missing values in the rows",
    "missing metadata",
    "breaches of the contract",
  ]);
});

Deno.test("qualityReport() computes every cell and counts its verdicts", () => {
  const { rows, passed, failed: bad, not_judged, ...run } = qualityReport({ fleet, metrics: clean });
  assert.deepEqual(run, {
    profile: "enterprise",
    seed: 42,
    servers: 20,
    first_day: "2022-01-01",
    last_day: "2023-02-04",
  });
  assert.equal(passed + bad + not_judged, rows.length);
  for (const { dimension, what, value, how, target } of rows) {
    assert.ok(value !== null && how !== "" && target !== "", `${dimension}: ${what}`);
  }
  assert.deepEqual(
    [...new Set(rows.map(({ dimension }) => dimension))],
    ["completeness", "uniqueness", "validity", "moments", "correlation", "seasonality", "separation", "outliers"],
  );
  assert.equal(JSON.parse(JSON.stringify(rows)).length, rows.length);
});

Deno.test("qualityReport() fails a fleet whose days were shuffled on its seasons", () => {
  const { panel } = fleet;
  const order = Array.from({ length: 400 }, (_, day) => (day * 157) % 400);
  const values = Object.fromEntries(
    Object.entries(panel.values).map(([metric, column]) => [
      metric,
      column.map((_, cell) => column[Math.floor(cell / 400) * 400 + order[cell % 400]!]!),
    ]),
  );
  const { rows } = qualityReport({ fleet: { ...fleet, panel: { ...panel, values } }, metrics: clean });
  const seasons = rows.filter(({ dimension }) => dimension === "seasonality");
  assert.deepEqual(failed(seasons), [
    "servers with a week in CPU",
    "servers with a week in network in",
    "bank holidays in CPU, p-value",
  ]);
});

Deno.test("qualityReport() leaves the behaviour of a profile that follows a trace to the passport, whatever its name", () => {
  const { options } = fleet;
  const traced = { ...fleet, options: { ...options, definition: { ...options.definition, trace: "some trace" } } };
  const judged = ({ rows }: { rows: readonly QualityRow[] }) =>
    new Set(rows.filter(({ verdict }) => verdict !== "not judged").map(({ dimension }) => dimension));
  assert.ok(judged(qualityReport({ fleet, metrics: clean })).has("seasonality"));
  assert.deepEqual([...judged(qualityReport({ fleet: traced, metrics: clean }))], [
    "completeness",
    "uniqueness",
    "validity",
  ]);
});

Deno.test("qualityReport() says which rows were computed before the defects, where there are any", () => {
  const sides = (report: { rows: readonly QualityRow[] }, isBefore: boolean) => [
    ...new Set(
      report.rows.filter(({ how }) => /before the planted defects$/.test(how) === isBefore).map((row) => row.dimension),
    ),
  ];
  const report = qualityReport({ fleet, metrics: dirty.metrics, defects: dirty.defects });
  assert.deepEqual(sides(report, false), ["completeness", "uniqueness", "validity"]);
  assert.deepEqual(sides(report, true), ["moments", "correlation", "seasonality", "separation", "outliers"]);
  assert.deepEqual(sides(qualityReport({ fleet, metrics: clean }), true), []);
});

Deno.test("a run of a few days is measured without an error", () => {
  const short = generateFleet({ servers: 1, days: 3 });
  const { rows } = qualityReport({ fleet: short, metrics: serverMetricsTable(short) });
  assert.deepEqual(failed(rows), []);
});

Deno.test("fairExam(): the oracle itself is at one noise floor, twice its errors at two", () => {
  const origin = 400 - EXAM_DAYS;
  const oracle = new Float64Array(20 * EXAM_DAYS), worse = new Float64Array(20 * EXAM_DAYS);
  fleet.plans.forEach((plan, server) => {
    const expected = expectedGivenPast(plan, "cpu_p95", origin);
    for (let step = 0; step < EXAM_DAYS; step++) {
      const place = server * EXAM_DAYS + step, actual = fleet.panel.values.cpu_p95![server * 400 + origin + step]!;
      oracle[place] = expected[origin + step]!;
      worse[place] = actual + 2 * (oracle[place]! - actual);
    }
  });
  const exam = fairExam(fleet, { calendarBlind: oracle, seasonalNaive: worse });
  assert.ok(Math.abs(exam.calendarBlind - 1) < 1e-12 && Math.abs(exam.seasonalNaive - 2) < 1e-12);
  assert.ok(exam.noiseFloor > 0 && exam.newBreaches >= 0 && exam.newBreaches <= 1);
  assert.deepEqual(
    examRows({ ...exam, newBreaches: 0.2 }, { servers: 120, days: 1461 }).map(({ verdict }) => verdict),
    ["pass", "fail", "fail"],
  );
  assert.ok(examRows(exam, SIZE).every(({ verdict }) => verdict === "not judged"));
});

Deno.test("fairExam() refuses a run that is too short, and forecasts of another size", () => {
  const nothing = { calendarBlind: new Float64Array(0), seasonalNaive: new Float64Array(0) };
  assert.throws(() => fairExam(generateFleet({ servers: 1, days: 180 }), nothing), /more than 180 days, got 180/);
  assert.throws(() => fairExam(fleet, nothing), /expected 20 × 90 forecasts, got 0/);
});

Deno.test("expectedGivenPast() knows the events of the past and none of the future", () => {
  const plan = fleet.plans.find(({ events }) => events.some(({ kind }) => kind === "level shift"))!;
  const event = plan.events.find(({ kind }) => kind === "level shift")!;
  const before = expectedGivenPast(plan, "cpu_p95", event.first), after = expectedGivenPast(plan, "cpu_p95", 400);
  assert.deepEqual(before.slice(0, event.first), after.slice(0, event.first));
  assert.ok(Math.abs(after[event.first]! / before[event.first]! - event.size) < 0.1 * Math.abs(event.size - 1) + 0.05);
});
