import assert from "node:assert/strict";
import { DAY_MS } from "@lib/core/day.ts";
import { type Table, tableOf } from "@lib/core/table.ts";
import { type DefectScore, defectScores, hasDefects } from "../mod.ts";

type Planted = readonly [kind: string, metric: string | null, first: number, last: number];
type Entry = readonly [rule: string, metric: string, day: number, action?: string];

const truthOf = (...planted: readonly Planted[]): Table =>
  tableOf({
    server_id: planted.map(() => "a"),
    kind: planted.map(([kind]) => kind),
    metric: planted.map(([, metric]) => metric),
    first_day: Int32Array.from(planted, ([, , first]) => first),
    last_day: Int32Array.from(planted, ([, , , last]) => last),
  });

const ledgerOf = (...entries: readonly Entry[]): Table =>
  tableOf({
    server_id: entries.map(() => "a"),
    metric: entries.map(([, metric]) => metric),
    timestamp: Float64Array.from(entries, ([, , day]) => (day + 0.5) * DAY_MS),
    action: entries.map(([, , , action = "flagged"]) => action),
    rule: entries.map(([rule]) => rule),
  });

function scoreOf(kind: string, truth: Table, ledger: Table): DefectScore {
  return defectScores(truth, ledger).find((score) => score.kind === kind)!;
}

const counts = ({ planted, found, falseAlarms }: DefectScore): number[] => [planted, found, falseAlarms];

Deno.test("defectScores() counts cells: one metric of one server on one day", () => {
  const truth = truthOf(["stuck sensor", "cpu_p95", 10, 13]);
  const ledger = ledgerOf(
    ["frozen sensor", "cpu_p95", 10],
    ["frozen sensor", "cpu_p95", 11],
    ["frozen sensor", "mem_p95", 12],
    ["frozen sensor", "cpu_p95", 14],
    ["outlier for its weekday", "cpu_p95", 12],
  );
  const score = scoreOf("stuck sensor", truth, ledger);
  assert.deepEqual(counts(score), [4, 2, 2]);
  assert.deepEqual([score.events, score.recall, score.precision], [1, 0.5, 0.5]);
});

Deno.test("defectScores() counts whole rows once, whatever their metrics", () => {
  const truth = truthOf(["duplicated row", "cpu_p95", 10, 10], ["duplicated row", null, 20, 20]);
  const ledger = ledgerOf(
    ["duplicate timestamp", "cpu_pct", 10, "dropped"],
    ["duplicate row", "mem_pct", 10, "dropped"],
    ["duplicate row", "cpu_pct", 30, "dropped"],
  );
  assert.deepEqual(counts(scoreOf("duplicated row", truth, ledger)), [2, 1, 1]);
});

Deno.test("defectScores() takes a reading's name for its daily metric", () => {
  const truth = truthOf(["sentinel", "cpu_p95", 10, 10], ["sentinel", "disk_p95", 12, 12]);
  const ledger = ledgerOf(["sentinel 101", "cpu_pct", 10, "dropped"], ["sentinel -1", "disk_p95", 12, "dropped"]);
  assert.deepEqual(counts(scoreOf("sentinel", truth, ledger)), [2, 2, 0]);
});

Deno.test("defectScores() asks for missing rows only where nothing was dropped", () => {
  const truth = truthOf(["missing run", null, 10, 11], ["sentinel", "cpu_p95", 20, 20]);
  const ledger = ledgerOf(
    ["short gap, filled from the past", "cpu_p95", 10, "imputed"],
    ["long gap, left missing", "cpu_p95", 11],
    ["sentinel -1", "cpu_pct", 20, "dropped"],
    ["short gap, filled from the past", "cpu_p95", 20, "imputed"],
    ["short gap, filled from the past", "cpu_p95", 30, "imputed"],
  );
  assert.deepEqual(counts(scoreOf("missing run", truth, ledger)), [2, 2, 1]);
});

Deno.test("defectScores() blames the hole and the double of a clock shift on nothing else", () => {
  const truth = truthOf(["clock shift", null, 10, 12]);
  const moved = [9, 10, 11, 13].map((day): Entry => ["clock shift, moved back", "cpu_p95", day, "changed"]);
  const ledger = ledgerOf(
    ...moved,
    ["duplicate timestamp", "cpu_pct", 13, "dropped"],
    ["short gap, filled from the past", "cpu_p95", 10, "imputed"],
  );
  assert.deepEqual(counts(scoreOf("clock shift", truth, ledger)), [3, 2, 0]);
  assert.deepEqual(counts(scoreOf("duplicated row", truth, ledger)), [0, 0, 0]);
  assert.deepEqual(counts(scoreOf("missing run", truth, ledger)), [0, 0, 0]);
  const elsewhere = scoreOf("clock shift", truth, ledgerOf(["clock shift, moved back", "cpu_p95", 15, "changed"]));
  assert.deepEqual(counts(elsewhere), [3, 0, 1]);
});

Deno.test("defectScores() says of nothing that it cannot be told", () => {
  const incident = truthOf(["incident", null, 10, 12]);
  const score = scoreOf("spike", incident, ledgerOf());
  assert.deepEqual([score.recall, score.precision], [NaN, NaN]);
  assert.equal(scoreOf("spike", incident, ledgerOf(["above 100 %", "cpu_pct", 11])).falseAlarms, 1);
  assert.equal(hasDefects(incident), false);
  assert.equal(hasDefects(truthOf(["spike", "cpu_p95", 1, 1])), true);
});
