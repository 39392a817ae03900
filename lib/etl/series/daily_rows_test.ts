import assert from "node:assert/strict";
import { METRICS } from "@lib/core/metric.ts";
import { assertContract } from "@lib/core/contract_check.ts";
import { numbersOf, type Table, tableOf, textsOf } from "@lib/core/table.ts";
import { LEDGER, SERVER_DAILY } from "@lib/core/tables.ts";
import { generateFleet, plantDefects, serverMetricsTable } from "@lib/generate/mod.ts";
import { cleanPanel, cleanReadings, conservation, countsByRule, dailyRowReadings } from "../mod.ts";

const DAYS = 400;
const fleet = generateFleet({ servers: 20, days: DAYS });
const origin = { fleet: fleet.inventory, source: "synthetic" };
const { metrics, defects } = plantDefects(serverMetricsTable(fleet), { seed: 42, days: DAYS });

Deno.test("dirty daily rows become silver: both laws hold, every value of every row has its fate", async () => {
  const clean = await cleanReadings(dailyRowReadings(metrics), origin);
  assertContract(SERVER_DAILY, clean.serverDaily);
  assertContract(LEDGER, clean.ledger);
  const laws = conservation(clean);
  assert.equal(laws.read, metrics.rowCount * METRICS.length);
  assert.ok(laws.readingsHold && laws.cellsHold, JSON.stringify(laws));
  assert.deepEqual(clean.panel.servers, fleet.panel.servers);
  assert.equal(clean.panel.days, DAYS);
});

Deno.test("the obvious defects are caught by the rules: repeated rows, sentinels, spikes, short gaps", async () => {
  const clean = await cleanReadings(dailyRowReadings(metrics), origin);
  const counts = new Map(countsByRule(clean.ledger).map(({ action, rule, count }) => [`${action}: ${rule}`, count]));
  const planted = (kind: string): typeof defects => defects.filter((defect) => defect.kind === kind);
  const repeats = planted("duplicated row");
  const conflicting = repeats.filter(({ metric }) => metric !== null).length;
  assert.equal(
    counts.get("dropped: duplicate row")! + counts.get("dropped: duplicate timestamp")!,
    METRICS.length * repeats.length,
  );
  assert.equal(counts.get("dropped: duplicate timestamp")!, conflicting);
  const markers = planted("sentinel");
  assert.equal(counts.get("dropped: sentinel -1"), markers.filter(({ size }) => size === -1).length);
  assert.equal(counts.get("flagged: above 100 %"), 2 * planted("spike").length);
  assert.ok(counts.get("imputed: short gap, filled from the past")! > 0);
});

Deno.test("the ledger names the row that a value came from", async () => {
  const clean = await cleanReadings(dailyRowReadings(metrics), origin);
  const rules = textsOf(clean.ledger, "rule"), files = textsOf(clean.ledger, "source_file");
  const rows = numbersOf(clean.ledger, "source_row"), before = numbersOf(clean.ledger, "before");
  const names = textsOf(clean.ledger, "metric");
  const entry = rules.indexOf("sentinel -1");
  const column = METRICS.find((metric) => names[entry]!.startsWith(metric.replace("_p95", "")))!;
  assert.equal(before[entry], -1);
  assert.equal(numbersOf(metrics, column)[rows[entry]! - 1], -1);
  assert.equal(files[entry], "server_metrics");
});

Deno.test("clean rows give the same silver by either way", async () => {
  const rows = serverMetricsTable(fleet);
  const byReadings = await cleanReadings(dailyRowReadings(rows), origin), byPanel = cleanPanel(fleet.panel, origin);
  assert.deepEqual(byReadings.serverDaily.columns.cpu_p95, byPanel.serverDaily.columns.cpu_p95);
  assert.deepEqual(byReadings.serverDaily.columns.quality_flag, byPanel.serverDaily.columns.quality_flag);
});

Deno.test("rows in any order give the same silver", async () => {
  const order = Array.from({ length: metrics.rowCount }, (_, row) => row).sort((a, b) =>
    numbersOf(metrics, "timestamp")[a]! - numbersOf(metrics, "timestamp")[b]! || a - b
  );
  const shuffled: Table = tableOf(Object.fromEntries(
    Object.entries(metrics.columns).map(([name, column]) => [
      name,
      ArrayBuffer.isView(column)
        ? Float64Array.from(order, (row) => column[row]!)
        : order.map((row) => column[row] ?? null),
    ]),
  ));
  const [a, b] = [
    await cleanReadings(dailyRowReadings(metrics), origin),
    await cleanReadings(dailyRowReadings(shuffled), origin),
  ];
  assert.deepEqual(a.serverDaily, b.serverDaily);
});
