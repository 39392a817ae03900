import assert from "node:assert/strict";
import { type Metric, METRICS } from "@lib/core/metric.ts";
import { violationsOf } from "@lib/core/contract_check.ts";
import { numbersOf, type Table, textsOf } from "@lib/core/table.ts";
import { SERVER_METRICS, SERVER_METRICS_RAW, TRUTH_EVENTS } from "@lib/core/tables.ts";
import { generateFleet } from "../fleet.ts";
import { serverMetricsTable } from "../server_metrics.ts";
import { DEFECT_BLOCK } from "./block_defects.ts";
import type { Defect, DefectKind } from "./defect.ts";
import { defectsOf, plantDefects } from "./plant_defects.ts";
import { truthWithDefects } from "./truth_with_defects.ts";

const DAYS = 1461, SERVERS = 120;

function daysOf(defects: readonly Defect[], kind: DefectKind): number {
  return defects.filter((defect) => defect.kind === kind).reduce((sum, { first, last }) => sum + last - first + 1, 0);
}

Deno.test("the shares of the default fleet are those asked for, to one server-day", () => {
  const defects = defectsOf(42, { from: 0, to: SERVERS }, DAYS);
  const serverDays = SERVERS * DAYS;
  for (
    const [kind, share] of [
      ["missing run", 0.01],
      ["duplicated row", 0.005],
      ["stuck sensor", 0.002],
      ["sentinel", 0.001],
      ["spike", 0.001],
    ] as const
  ) {
    assert.ok(Math.abs(daysOf(defects, kind) - share * serverDays) <= 1, `${kind}: ${daysOf(defects, kind)}`);
  }
  const repeated = defects.filter(({ kind }) => kind === "duplicated row");
  assert.ok(Math.abs(2 * repeated.filter(({ metric }) => metric !== null).length - repeated.length) <= 1);
  for (const kind of ["clock shift", "fraction"] as const) {
    const months = defects.filter((defect) => defect.kind === kind);
    assert.deepEqual(new Set(months.map(({ server }) => server)).size, 1, kind);
    assert.ok(months.every(({ first, last }) => last - first + 1 === 30));
  }
});

Deno.test("shares hold for every seed, and for the servers of a large fleet", () => {
  for (const seed of [1, 7, 2026]) {
    const defects = defectsOf(seed, { from: 0, to: 1000 }, 365);
    assert.ok(Math.abs(daysOf(defects, "missing run") - 3650) <= 1);
    assert.ok(Math.abs(daysOf(defects, "stuck sensor") - 730) <= 1);
    for (const kind of ["clock shift", "fraction"] as const) {
      assert.equal(new Set(defects.filter((defect) => defect.kind === kind).map(({ server }) => server)).size, 10);
    }
  }
});

Deno.test("runs have the lengths asked for, and no two defects of a server touch", () => {
  const defects = defectsOf(42, { from: 0, to: 400 }, DAYS);
  const bounds: Partial<Record<DefectKind, readonly [number, number]>> = {
    "missing run": [1, 14],
    "stuck sensor": [3, 10],
    fraction: [30, 30],
    "clock shift": [30, 30],
  };
  for (const { kind, first, last } of defects) {
    const [shortest, longest] = bounds[kind] ?? [1, 1];
    const length = last - first + 1;
    assert.ok(length >= shortest && length <= longest, `${kind} of ${length} days`);
    assert.ok(first >= 1 && last <= DAYS - 2);
  }
  const lengths = new Set(defects.filter(({ kind }) => kind === "missing run").map(({ first, last }) => last - first));
  assert.equal(lengths.size, 14, "every length comes");
  for (const own of Map.groupBy(defects, ({ server }) => server).values()) {
    // The three metrics of a fraction share their month.
    const runs = own.filter(({ kind, metric }) => kind !== "fraction" || metric === "cpu_p95");
    for (let index = 1; index < runs.length; index++) assert.ok(runs[index]!.first > runs[index - 1]!.last + 1);
  }
});

Deno.test("the defects of a server depend on the seed and its number, not on the fleet", () => {
  const small = defectsOf(42, { from: 0, to: 30 }, 200), large = defectsOf(42, { from: 0, to: 300 }, 200);
  assert.deepEqual(small, large.filter(({ server }) => server < 30));
  assert.deepEqual(defectsOf(42, { from: 25, to: 30 }, 200), small.filter(({ server }) => server >= 25));
  assert.notDeepEqual(defectsOf(43, { from: 0, to: 30 }, 200), small);
});

Deno.test("a fleet of ten servers shows a wrong clock and fractions; a run too short for a run has none", () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const kinds = new Set(defectsOf(seed, { from: 0, to: 10 }, 365).map(({ kind }) => kind));
    assert.ok(kinds.has("clock shift") && kinds.has("fraction"), `seed ${seed}: ${[...kinds]}`);
  }
  assert.deepEqual(defectsOf(42, { from: 0, to: DEFECT_BLOCK }, 1), []);
  assert.deepEqual(defectsOf(42, { from: 0, to: DEFECT_BLOCK }, 2), []);
});

const fleet = generateFleet({ servers: 40, days: 400 });
const clean = serverMetricsTable(fleet);
const dirty = plantDefects(clean, { seed: 42, days: 400 });

/** Values of the rows of a server and day (of the run), in file order. */
function cellsOf(table: Table, server: number, day: number, metric: Metric): number[] {
  const rows = rowsOf(table).get(`${fleet.plans[server]!.placement.id} ${fleet.panel.start + day}`) ?? [];
  return rows.map((row) => numbersOf(table, metric)[row]!);
}

const ROWS = new Map<Table, Map<string, number[]>>();
function rowsOf(table: Table): Map<string, number[]> {
  const ids = textsOf(table, "server_id"), days = numbersOf(table, "timestamp");
  const rows = ROWS.get(table) ??
    Map.groupBy(Array.from({ length: table.rowCount }, (_, row) => row), (row) => `${ids[row]} ${days[row]}`);
  ROWS.set(table, rows);
  return rows;
}

Deno.test("plantDefects() keeps the raw contract, breaks the clean one and leaves the clean table alone", () => {
  assert.deepEqual(Object.keys(dirty.metrics.columns), Object.keys(SERVER_METRICS.columns));
  assert.deepEqual(violationsOf(SERVER_METRICS_RAW, dirty.metrics), []);
  assert.ok(violationsOf(SERVER_METRICS, dirty.metrics).length > 0);
  assert.deepEqual(violationsOf(SERVER_METRICS, clean), []);
  assert.deepEqual(clean.columns.cpu_p95, fleet.panel.values.cpu_p95);
});

Deno.test("plantDefects() does to the rows what it says", () => {
  const seen = new Set<DefectKind>();
  for (const { kind, server, metric, first, last, size } of dirty.defects) {
    seen.add(kind);
    const name = metric ?? "cpu_p95";
    const before = (day: number): number => cellsOf(clean, server, day, name)[0]!;
    const after = (day: number): number[] => cellsOf(dirty.metrics, server, day, name);
    for (let day = first; day <= last; day++) {
      switch (kind) {
        case "missing run":
          assert.deepEqual(after(day), []);
          break;
        case "stuck sensor":
          assert.deepEqual(after(day), [before(first - 1)]);
          break;
        case "fraction":
          assert.deepEqual(after(day).map((value) => Math.round(value * 100 * 100) / 100), [before(day)]);
          break;
        case "sentinel":
          assert.deepEqual(after(day), [size]);
          assert.ok(size === -1 || size === 101);
          break;
        case "spike":
          assert.deepEqual(after(day), [size]);
          assert.ok(size >= 150 && size <= 180);
          break;
        case "duplicated row": {
          const [one, two, ...more] = after(day);
          assert.deepEqual([one, more.length], [before(day), 0]);
          assert.ok(Math.abs(two! - one! - (metric === null ? 0 : size)) < 1e-9);
          break;
        }
        case "clock shift":
          assert.ok(after(day + size).includes(before(day)));
      }
    }
    if (kind === "clock shift") {
      const [gap, meeting] = size === 1 ? [first, last + 1] : [last, first - 1];
      assert.deepEqual(after(gap), []);
      assert.equal(after(meeting).length, 2);
    }
  }
  assert.equal(seen.size, 7, "every kind was there to check");
});

Deno.test("plantDefects() changes nothing but what it lists", () => {
  const touched = new Set(
    dirty.defects.flatMap(({ server, first, last }) =>
      // A shifted month also meets its neighbour.
      Array.from({ length: last - first + 3 }, (_, step) => `${server} ${first - 1 + step}`)
    ),
  );
  for (let server = 0; server < fleet.plans.length; server++) {
    for (let day = 0; day < 400; day++) {
      if (touched.has(`${server} ${day}`)) continue;
      for (const metric of METRICS) {
        assert.deepEqual(cellsOf(dirty.metrics, server, day, metric), cellsOf(clean, server, day, metric));
      }
    }
  }
});

Deno.test("plantDefects() of a part of the fleet gives that part", () => {
  const part = generateFleet({ servers: 40, days: 400 });
  const rows = 400 * 20;
  const second: Table = {
    rowCount: rows,
    columns: Object.fromEntries(
      Object.entries(serverMetricsTable(part).columns).map(([name, column]) => [name, column.slice(rows)]),
    ),
  };
  const { metrics, defects } = plantDefects(second, { seed: 42, days: 400, firstServer: 20 });
  assert.deepEqual(defects, dirty.defects.filter(({ server }) => server >= 20));
  for (const [name, column] of Object.entries(metrics.columns)) {
    assert.deepEqual(column, dirty.metrics.columns[name]!.slice(-metrics.rowCount), name);
  }
  assert.throws(() => plantDefects(second, { seed: 42, days: 399 }), /expected 399 rows for each server/);
});

Deno.test("truthWithDefects() numbers the defects after the events and keeps the contract", () => {
  const { events } = fleet.truth;
  const both = truthWithDefects(events, dirty.defects, fleet.panel.start);
  assert.deepEqual(violationsOf(TRUTH_EVENTS, both), []);
  assert.equal(both.rowCount, events.rowCount + dirty.defects.length);
  const ids = textsOf(both, "server_id"), numbers = numbersOf(both, "event");
  for (let row = 0; row < both.rowCount; row++) {
    assert.equal(numbers[row], ids[row] === ids[row - 1] ? numbers[row - 1]! + 1 : 1);
  }
});
