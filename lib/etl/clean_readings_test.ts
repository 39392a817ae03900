import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { dayOf } from "@lib/core/day.ts";
import { randomFor } from "@lib/core/random.ts";
import { assertContract } from "@lib/core/contract_check.ts";
import { emptyTable, tableOf, textsOf } from "@lib/core/table.ts";
import { FLEET, LEDGER, READINGS, SERVER_DAILY } from "@lib/core/tables.ts";
import { nearestRank } from "@lib/stats/nearest_rank.ts";
import type { ReadingBatch } from "@lib/core/reading_batch.ts";
import { cleanReadings, conservation, countsByRule, readingsOf } from "./mod.ts";

const START = Date.UTC(2024, 0, 1), MINUTE = 60_000, DAY = 86_400_000;
const NO_FLEET = emptyTable(FLEET);
const origin = { fleet: NO_FLEET, source: "test" };

/** Readings as [minutes after the start, value]. */
function batchOf(
  points: readonly (readonly [minute: number, value: number])[],
  { serverId = "a", metric = "cpu_pct", sourceFile = "f.csv" } = {},
): ReadingBatch {
  return {
    serverId,
    metric,
    unit: "percent",
    timestamps: Float64Array.from(points, ([minute]) => START + minute * MINUTE),
    values: Float64Array.from(points, ([, value]) => value),
    sourceFile,
    sourceRows: Float64Array.from(points, (_, row) => row + 2),
  };
}

const every5 = (days: number) => Array.from({ length: 288 * days }, (_, i): [number, number] => [5 * i, i * 7919 % 97]);

Deno.test("cleanReadings() takes the daily p95 by nearest rank over the readings of the UTC day", async () => {
  const clean = await cleanReadings([batchOf(every5(2))], origin);
  const days = [0, 1].map((day) =>
    nearestRank(Float64Array.from(every5(2).slice(288 * day, 288 * day + 288), ([, v]) => v), 0.95)
  );
  deepStrictEqual([...clean.raw.values.cpu_p95!], days);
  strictEqual(clean.panel.start, dayOf("2024-01-01"));
  assertContract(SERVER_DAILY, clean.serverDaily);
});

Deno.test("cleanReadings() can take it over hourly means instead", async () => {
  const points = Array.from(
    { length: 288 },
    (_, i): [number, number] => [5 * i, Math.floor(i / 12) + (i % 2 ? 0.5 : -0.5) + 1],
  );
  const clean = await cleanReadings([batchOf(points)], origin, { p95Of: "hourly means" });
  // Hours are 1 … 24 on average; the 23rd of 24 is taken.
  deepStrictEqual([...clean.raw.values.cpu_p95!], [23]);
});

Deno.test("cleanReadings() keeps the days of a monitor that has old hours and new minutes", async () => {
  const hours = Array.from({ length: 24 * 20 }, (_, hour): [number, number] => [60 * hour, 30 + hour % 24]);
  const minutes = every5(20).map(([minute, value]): [number, number] => [20 * 1440 + minute, value]);
  const clean = await cleanReadings([batchOf([...hours, ...minutes])], origin);
  strictEqual(clean.counts.used, hours.length + minutes.length);
  deepStrictEqual([...clean.completeness.shares.cpu_p95!], new Array(40).fill(1));
});

Deno.test("cleanReadings() passes daily values through as they are", async () => {
  const points = Array.from({ length: 30 }, (_, day): [number, number] => [1440 * day, day + 0.123456]);
  const clean = await cleanReadings([batchOf(points)], origin);
  deepStrictEqual([...clean.raw.values.cpu_p95!], points.map(([, value]) => value));
});

Deno.test("cleanReadings() drops by rule, the first of repeated times stays, and the ledger says where each came from", async () => {
  const points: [number, number][] = every5(1);
  points.splice(10, 0, [45, points[9]![1]], [45, 99]);
  points.push([1440, 5], [3, NaN], [4, -1], [6, 1e308]);
  const clean = await cleanReadings([batchOf(points)], origin);
  deepStrictEqual(
    Object.fromEntries(countsByRule(clean.ledger).map(({ action, rule, count }) => [`${action}: ${rule}`, count])),
    {
      "dropped: duplicate row": 1,
      "dropped: duplicate timestamp": 1,
      "dropped: impossible value": 1,
      "dropped: incomplete day": 1,
      "dropped: missing value": 1,
      "dropped: sentinel -1": 1,
      "flagged: time runs backwards": 1,
    },
  );
  deepStrictEqual([...new Set(textsOf(clean.ledger, "source_file"))], ["f.csv"]);
  assertContract(LEDGER, clean.ledger);
  deepStrictEqual([clean.counts.read, clean.counts.used], [294, 288]);
});

Deno.test("cleanReadings() drops every metric of a server while it has no core", async () => {
  const off = (i: number) => i >= 100 && i < 110;
  const cores = every5(1).map(([minute], i): [number, number] => [minute, off(i) ? 0 : 4]);
  const clean = await cleanReadings([
    batchOf(every5(1).map(([minute, value], i) => [minute, off(i) ? 0 : value])),
    batchOf(cores, { metric: "vcpu" }),
  ], origin);
  deepStrictEqual(countsByRule(clean.ledger), [{ action: "dropped", rule: "powered off", count: 20 }]);
  deepStrictEqual(clean.ownSeries.map(({ metric, values }) => [metric, ...values]), [["vcpu", 4]]);
  ok(conservation(clean).readingsHold);
});

Deno.test("cleanReadings() joins the months of a server, whatever their order", async () => {
  const [first, second] = [every5(4).slice(0, 576), every5(4).slice(576)];
  const files = [batchOf(second, { sourceFile: "2.csv" }), batchOf(first, { sourceFile: "1.csv" })];
  const joined = await cleanReadings(files, origin);
  const whole = await cleanReadings([batchOf(every5(4))], origin);
  deepStrictEqual(joined.panel, whole.panel);
});

Deno.test("cleanReadings() flags a file whose time runs backwards, once, and not files in any order", async () => {
  const [first, second] = [every5(4).slice(0, 576), every5(4).slice(576)];
  const backwards = await cleanReadings([batchOf([...second, ...first])], origin);
  deepStrictEqual(countsByRule(backwards.ledger), [{ action: "flagged", rule: "time runs backwards", count: 1 }]);
  deepStrictEqual(backwards.ledger.columns.source_row, Float64Array.of(second.length + 2));
  const files = [batchOf(second, { sourceFile: "2.csv" }), batchOf(first, { sourceFile: "1.csv" })];
  strictEqual((await cleanReadings(files, origin)).ledger.rowCount, 0);
});

Deno.test("cleanReadings() keeps both laws on any readings", async () => {
  const value = fc.oneof(
    { weight: 10, arbitrary: fc.double({ min: 0, max: 150, noNaN: true }) },
    fc.constantFrom(NaN, -1, 101, 0, Infinity, -4),
  );
  const point = fc.tuple(fc.nat(12 * 24 * 4).map((hours) => hours * 20), value);
  const batch = fc.record({
    serverId: fc.constantFrom("a", "b"),
    metric: fc.constantFrom("cpu_pct", "mem_pct", "vcpu", "disk_read_kbps"),
    points: fc.array(point, { minLength: 1, maxLength: 120 }),
  });
  const steady = batchOf(Array.from({ length: 96 * 3 }, (_, i) => [15 * i, 30]), { serverId: "c" });
  await fc.assert(
    fc.asyncProperty(fc.array(batch, { maxLength: 6 }), async (batches) => {
      const readings = batches.map(({ points, ...of }, index) =>
        batchOf(points, { ...of, sourceFile: `${index}.csv` })
      );
      const clean = await cleanReadings([...readings, steady], origin, { minimumCompleteness: 0.1 });
      const laws = conservation(clean);
      strictEqual(laws.read, readings.reduce((sum, { values }) => sum + values.length, 96 * 3));
      ok(laws.readingsHold && laws.cellsHold, JSON.stringify(laws));
      // Every server-day with a reading is in silver, or all of its readings are in the ledger.
      const silver = new Set(
        textsOf(clean.serverDaily, "server_id").map((id, row) => `${id} ${clean.serverDaily.columns.timestamp![row]}`),
      );
      const dropped = new Set<string>();
      textsOf(clean.ledger, "action").forEach((action, row) => {
        if (action !== "dropped") return;
        dropped.add(`${clean.ledger.columns.source_file![row]} ${clean.ledger.columns.source_row![row]}`);
      });
      for (const { serverId, timestamps, sourceFile, sourceRows } of readings) {
        timestamps.forEach((time, row) => {
          const isInSilver = silver.has(`${serverId} ${Math.floor(time / DAY)}`);
          ok(isInSilver || dropped.has(`${sourceFile} ${sourceRows[row]}`));
        });
      }
    }),
    { numRuns: 60 },
  );
});

Deno.test("cleanReadings() says why nothing can be used", async () => {
  await rejects(cleanReadings([], origin), /got no reading/);
  await rejects(
    cleanReadings([batchOf(every5(1), { metric: "network_in" })], origin),
    /expected one of cpu_pct, .*got network_in \(percent\); name the column/,
  );
  await rejects(
    cleanReadings([batchOf([[0, -1], [5, -1]])], origin),
    /expected one day with enough readings, got none/,
  );
});

Deno.test("cleanReadings() holds one server at a time when servers come together, and refuses one that comes back", async () => {
  const a = batchOf(every5(1)), b = batchOf(every5(1), { serverId: "b" });
  const together = await cleanReadings([a, b], origin, { serversCome: "together" });
  deepStrictEqual(together, await cleanReadings([a, b], origin));
  await rejects(cleanReadings([a, b, a], origin, { serversCome: "together" }), /got one twice .*server a/);
});

Deno.test("cleanReadings() names servers of which nothing is left", async () => {
  const clean = await cleanReadings([batchOf(every5(1)), batchOf([[0, -1]], { serverId: "gone" })], origin);
  ok(clean.notes.some((note) => note.includes("gone") && note.includes("not in silver")));
  deepStrictEqual(clean.panel.servers, ["a"]);
});

Deno.test("readingsOf() brings a READINGS table back into batches", () => {
  const table = tableOf({
    server_id: ["a", "a", "b"],
    metric: ["cpu_pct", "cpu_pct", "cpu_pct"],
    timestamp: Float64Array.of(START, START + MINUTE, START),
    value: Float64Array.of(1, NaN, 3),
    unit: ["percent", "percent", "percent"],
    source_file: ["f", "f", "f"],
    source_row: Int32Array.of(2, 3, 4),
  });
  assertContract(READINGS, table);
  const batches = [...readingsOf(table)];
  deepStrictEqual(batches.map(({ serverId, values }) => [serverId, ...values]), [["a", 1, NaN], ["b", 3]]);
});

Deno.test("cleanReadings() makes no panel of centuries for a wrong clock", async () => {
  const at = (day: number, serverId: string): ReadingBatch => ({
    ...batchOf([[0, 5]], { serverId }),
    timestamps: Float64Array.of(day * DAY),
  });
  const servers = Array.from({ length: 300 }, (_, server) => at(20_000, `s${server}`));
  await rejects(
    cleanReadings([...servers, at(60_000, "wrong")], origin),
    /expected times that lie together, got single days from 2024-10-04 to 2134-04-11/,
  );
});

Deno.test("cleanReadings(): later readings change no day before, but gaps and runs that were not over", async () => {
  const step = fc.constantFrom(15, 60, 360, 1440);
  const point = fc.record({
    minutes: step,
    later: step,
    change: fc.nat(60),
    cut: fc.integer({ min: 20, max: 55 }),
    seed: fc.nat(1000),
  });
  await fc.assert(
    fc.asyncProperty(point, async ({ minutes, later, change, cut, seed }) => {
      const random = randomFor(seed);
      const points = Array.from({ length: 60 }, (_, day) => {
        const own = day < change ? minutes : later;
        return Array.from({ length: 1440 / own }, (_, at): [number, number] => {
          const marker = random.uniform() < 0.01 ? -1 : random.uniform() < 0.01 ? 1e308 : NaN;
          return [1440 * day + own * at, Number.isNaN(marker) ? 40 + 10 * random.uniform() : marker];
        });
      }).flat().filter(() => random.uniform() > 0.05);
      const [whole, past] = await Promise.all([
        cleanReadings([batchOf(points)], origin),
        cleanReadings([batchOf(points.filter(([minute]) => minute < 1440 * cut))], origin),
      ]);
      const over = Math.max(0, Math.min(past.panel.days, cut - 8));
      deepStrictEqual(
        whole.panel.values.cpu_p95!.subarray(0, over),
        past.panel.values.cpu_p95!.subarray(0, over),
      );
    }),
    { numRuns: 25 },
  );
});
