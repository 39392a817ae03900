import assert from "node:assert/strict";
import { TRUTH_EVENTS } from "@lib/core/tables.ts";
import { assertContract } from "@lib/core/contract_check.ts";
import { type Table, tableOf } from "@lib/core/table.ts";
import { generateFleet, plantDefects, serverMetricsTable } from "@lib/generate/mod.ts";
import { truthWithDefects } from "@lib/generate/defects/truth_with_defects.ts";
import { cleanReadings, conservation, dailyRowReadings, type DefectScore, defectScores } from "../mod.ts";

const SERVERS = 20;
const NO_EVENTS = tableOf({
  server_id: [],
  event: new Int32Array(0),
  kind: [],
  metric: [],
  first_day: new Int32Array(0),
  last_day: new Int32Array(0),
  size: new Float64Array(0),
});

/** What was planted in a small fleet, and what its cleaning wrote down. */
async function cleaned(seed: number, days: number, planted: boolean): Promise<{ truth: Table; ledger: Table }> {
  const fleet = generateFleet({ servers: SERVERS, days, seed });
  const rows = serverMetricsTable(fleet);
  const { metrics, defects } = planted ? plantDefects(rows, { seed, days }) : { metrics: rows, defects: [] };
  const clean = await cleanReadings(dailyRowReadings(metrics), { fleet: fleet.inventory, source: "synthetic" });
  const laws = conservation(clean);
  assert.ok(laws.readingsHold && laws.cellsHold, JSON.stringify(laws));
  const truth = truthWithDefects(NO_EVENTS, defects, fleet.panel.start);
  assertContract(TRUTH_EVENTS, truth);
  return { truth, ledger: clean.ledger };
}

Deno.test("planted defects are found: recall 0.95 and precision 0.9 of every kind", async () => {
  const totals = new Map<string, DefectScore>();
  for (const [seed, days] of [[42, 400], [1, 400], [7, 250], [3, 250], [5, 730]] as const) {
    const { truth, ledger } = await cleaned(seed, days, true);
    for (const score of defectScores(truth, ledger)) {
      const { planted = 0, found = 0, falseAlarms = 0 } = totals.get(score.kind) ?? {};
      totals.set(score.kind, {
        ...score,
        planted: planted + score.planted,
        found: found + score.found,
        falseAlarms: falseAlarms + score.falseAlarms,
      });
    }
  }
  assert.equal(totals.size, 7);
  for (const { kind, planted, found, falseAlarms } of totals.values()) {
    assert.ok(found / planted >= 0.95, `${kind}: ${found} of ${planted} found`);
    assert.ok(found / (found + falseAlarms) >= 0.9, `${kind}: ${falseAlarms} false alarms beside ${found}`);
  }
});

Deno.test("where nothing was planted, next to nothing is found", async () => {
  const { truth, ledger } = await cleaned(42, 730, false);
  for (const { kind, falseAlarms } of defectScores(truth, ledger)) {
    assert.ok(falseAlarms <= 3, `${kind}: ${falseAlarms}`);
  }
});
