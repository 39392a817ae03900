import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { assertContract } from "@lib/core/contract_check.ts";
import { DAY_MS, dayOf } from "@lib/core/day.ts";
import { METRICS } from "@lib/core/metric.ts";
import type { ReadingBatch } from "@lib/core/reading_batch.ts";
import { emptyTable, textsOf } from "@lib/core/table.ts";
import { FLEET, LEDGER, SERVER_DAILY } from "@lib/core/tables.ts";
import { type CleanFleet, cleanReadings, conservation, countsByRule } from "../mod.ts";

const START = dayOf("2024-01-01"), DAYS = 150;
const NO_FLEET = emptyTable(FLEET);

/** A row of a dirty file: its true day, the day that it bears, and what its metrics show. */
interface Row {
  readonly day: number;
  readonly stamped: number;
  readonly cpu: number;
  readonly mem: number;
}

/** One thing that happened to a server's rows. */
interface Mishap {
  readonly kind: "lost" | "twice" | "twice differently" | "stuck" | "marker" | "spike" | "fraction" | "late" | "early";
  readonly first: number;
  readonly days: number;
}

const mishap: fc.Arbitrary<Mishap> = fc.record({
  kind: fc.constantFrom("lost", "twice", "twice differently", "stuck", "marker", "spike", "fraction", "late", "early"),
  first: fc.integer({ min: 2, max: DAYS - 45 }),
  days: fc.integer({ min: 1, max: 40 }),
});
const mishaps = fc.array(mishap, { maxLength: 6 });

function rowsOf(server: number, happened: readonly Mishap[]): Row[] {
  const load = (day: number, salt: number): number =>
    Math.round(((day % 7 < 5 ? 50 : 22) + (day * 7919 + salt * 31) % 17 / 3) * 100) / 100;
  let rows = Array.from({ length: DAYS }, (_, day): Row => (
    { day, stamped: day, cpu: load(day, server), mem: load(day, server + 5) + 20 }
  ));
  for (const { kind, first, days } of happened) {
    const isIn = ({ day }: Row): boolean => day >= first && day < first + days;
    const stuck = rows.find(({ day }) => day === first)?.cpu ?? 0;
    rows = rows.flatMap((row): Row[] => {
      const isFirst = row.day === first;
      if (kind === "lost") return isIn(row) ? [] : [row];
      if (kind === "twice") return isFirst ? [row, row] : [row];
      if (kind === "twice differently") return isFirst ? [row, { ...row, cpu: row.cpu + 7 }] : [row];
      if (kind === "marker") return [isFirst ? { ...row, cpu: days % 2 ? -1 : 101 } : row];
      if (kind === "spike") return [isFirst ? { ...row, mem: 165 } : row];
      if (!isIn(row)) return [row];
      if (kind === "stuck") return [{ ...row, cpu: stuck }];
      if (kind === "fraction") return [{ ...row, cpu: row.cpu / 100, mem: row.mem / 100 }];
      return [{ ...row, stamped: row.stamped + (kind === "late" ? 1 : -1) }];
    });
  }
  return rows;
}

function batchesOf(serverId: string, rows: readonly Row[]): ReadingBatch[] {
  return (["cpu", "mem"] as const).map((name) => ({
    serverId,
    metric: `${name}_pct`,
    unit: "percent",
    timestamps: Float64Array.from(rows, ({ stamped }) => (START + stamped) * DAY_MS),
    values: Float64Array.from(rows, (row) => row[name]),
    sourceFile: `${serverId}.csv`,
    sourceRows: Float64Array.from(rows, (_, row) => row + 2),
  }));
}

const clean = (a: readonly Row[], b: readonly Row[]): Promise<CleanFleet> =>
  cleanReadings([...batchesOf("a", a), ...batchesOf("b", b)], { fleet: NO_FLEET, source: "test" });

Deno.test("a dirty fleet keeps both laws and its contracts, whatever happened to it", async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(mishaps, mishaps, async (ofA, ofB) => {
      const [a, b] = [rowsOf(0, ofA), rowsOf(1, ofB)];
      const fleet = await clean(a, b);
      const laws = conservation(fleet);
      strictEqual(laws.read, 2 * (a.length + b.length));
      ok(laws.readingsHold && laws.cellsHold, JSON.stringify(laws));
      assertContract(SERVER_DAILY, fleet.serverDaily);
      assertContract(LEDGER, fleet.ledger);
      for (const { rule } of countsByRule(fleet.ledger)) seen.add(rule);
    }),
    { numRuns: 150, seed: 4 },
  );
  for (const rule of ["unit slip, scaled back", "clock shift, moved back", "frozen sensor", "sentinel 101"]) {
    ok(seen.has(rule), `${rule} never happened`);
  }
});

Deno.test("every missing day within a server's lifetime is in the ledger", async () => {
  await fc.assert(
    fc.asyncProperty(mishaps, async (ofA) => {
      const { panel, raw, rows, ledger } = await clean(rowsOf(0, ofA), rowsOf(1, []));
      const noted = new Set(
        textsOf(ledger, "metric").map((metric, row) =>
          `${ledger.columns.server_id![row]} ${metric} ${ledger.columns.timestamp![row]}`
        ),
      );
      for (const metric of METRICS) {
        const before = raw.values[metric], after = panel.values[metric];
        if (!before || !after) continue;
        rows.cells.forEach((cell, row) => {
          if (!Number.isNaN(before[cell]) && !Number.isNaN(after[cell])) return;
          const day = (panel.start + rows.day[row]!) * DAY_MS;
          ok(noted.has(`${panel.servers[rows.server[row]!]} ${metric} ${day}`), `${metric} on day ${rows.day[row]}`);
        });
      }
    }),
    { numRuns: 60, seed: 4 },
  );
});

Deno.test("no later value and no other server changes what a missing day was filled with", async () => {
  await fc.assert(
    fc.asyncProperty(
      mishaps,
      fc.integer({ min: 10, max: DAYS - 1 }),
      fc.constantFrom(0.01, 0.5, 3),
      async (...given) => {
        const [ofA, from, factor] = given;
        const rows = rowsOf(0, ofA);
        const other = rows.map((row) => row.stamped < from ? row : { ...row, cpu: Math.min(100, row.cpu * factor) });
        const was = await clean(rows, rowsOf(1, [])), is = await clean(other, rowsOf(1, []));
        const imputed = (fleet: CleanFleet): Uint8Array => fleet.flags.cpu_p95!.subarray(0, from);
        imputed(was).forEach((state, day) => {
          // A later day may tell that there was no gap: a row that was moved, a gap that is too long.
          if (state !== 1 || imputed(is)[day] !== 1) return;
          strictEqual(is.panel.values.cpu_p95![day], was.panel.values.cpu_p95![day], `day ${day}`);
        });
        const ofB = (fleet: CleanFleet): Float64Array => fleet.panel.values.cpu_p95!.subarray(fleet.panel.days);
        deepStrictEqual(ofB(is), ofB(was));
      },
    ),
    { numRuns: 150, seed: 4 },
  );
});

Deno.test("a day missing among fractions is filled from before them, whether or not they ever end", async () => {
  const rows = rowsOf(0, [{ kind: "fraction", first: 60, days: 31 }, { kind: "lost", first: 75, days: 1 }]);
  const endless = rows.map((row) => row.day <= 90 ? row : { ...row, cpu: row.cpu / 100, mem: row.mem / 100 });
  const ended = await clean(rows, rowsOf(1, [])), open = await clean(endless, rowsOf(1, []));
  const cpu = (fleet: CleanFleet, day: number): number => fleet.panel.values.cpu_p95![day]!;
  const truth = rowsOf(0, []);
  strictEqual(cpu(ended, 74), truth[74]!.cpu);
  strictEqual(cpu(open, 74), truth[74]!.cpu / 100);
  for (const fleet of [ended, open]) strictEqual(cpu(fleet, 75), truth[54]!.cpu);
});

Deno.test("a server that stays a hundred times lower has found its level after three months", async () => {
  const idle = rowsOf(0, [{ kind: "lost", first: 140, days: 1 }]).map((row) =>
    row.day < 40 ? row : { ...row, cpu: row.cpu / 100, mem: row.mem / 100 }
  );
  const { panel } = await clean(idle, rowsOf(1, []));
  strictEqual(panel.values.cpu_p95![140], rowsOf(0, [])[133]!.cpu / 100);
});

Deno.test("a day missing among late rows is filled from the rows as they were dated then", async () => {
  const late = rowsOf(0, [{ kind: "late", first: 60, days: 31 }]);
  const marked = late.map((row) => row.day === 71 ? { ...row, cpu: -1 } : row);
  // Without its second row the last day shows no doubled date, and nothing is moved.
  const unseen = marked.filter(({ day }) => day !== 91);
  const moved = await clean(marked, rowsOf(1, [])), unmoved = await clean(unseen, rowsOf(1, []));
  const cpu = (fleet: CleanFleet, day: number): number => fleet.panel.values.cpu_p95![day]!;
  const truth = rowsOf(0, []);
  strictEqual(cpu(moved, 80), truth[80]!.cpu);
  strictEqual(cpu(unmoved, 80), truth[79]!.cpu);
  // The row of day 71 bears the date of day 72: one missing day either way, a week after what was dated a week before.
  strictEqual(cpu(moved, 71), truth[63]!.cpu);
  strictEqual(cpu(unmoved, 72), truth[64]!.cpu);
});
