import { ok, strictEqual } from "node:assert/strict";
import { dayOf } from "@lib/core/day.ts";
import { etlFindings } from "./etl_findings.ts";
import { etlReport, type EtlReportInput } from "./etl_report.ts";

const guess = {
  file: "a.csv",
  column: "load <b>",
  takenFor: "cpu_pct, percent",
  because: "name",
  examples: ["12.5", "x".repeat(40)],
  confidence: 0.6,
};
const INPUT: EtlReportInput = {
  run: "bank",
  value: "daily 95th percentile",
  came: {
    source: "csv",
    files: 2,
    rows: 700,
    readings: 690,
    empty: 10,
    servers: 1200,
    first: "2024-01-01",
    last: "2024-12-31",
    isRealClock: false,
    metrics: [{ metric: "cpu_pct", unit: "percent", readings: 690, empty: 10 }],
    guesses: [{ ...guess, column: "time", confidence: 1 }, guess],
  },
  laws: {
    read: 690,
    used: 600,
    dropped: 90,
    readingsHold: true,
    differing: 7,
    changed: 3,
    imputed: 4,
    cellsHold: true,
  },
  checks: [
    { check: "range", meaning: "finite", unit: "readings", passed: 690, failed: 0, share: 0, examples: [] },
    {
      check: "markers",
      meaning: "no value stands for no data",
      unit: "readings",
      passed: 600,
      failed: 90,
      share: 90 / 690,
      examples: [{ server: "web-1", metric: null, day: "2024-02-03", seen: "sentinel -1" }],
    },
  ],
  rules: [{ action: "dropped", rule: "sentinel -1", count: 90 }],
  completeness: {
    servers: Array.from({ length: 1200 }, (_, server) => `web-${server}`),
    stepDays: 7,
    starts: Int32Array.from({ length: 53 }, (_, week) => dayOf("2024-01-01") + 7 * week),
    shares: { cpu_p95: Float64Array.from({ length: 1200 * 53 }, (_, place) => (place % 997) / 996) },
  },
  repairs: [{
    server: "web-1",
    metric: "cpu_p95",
    points: [{ timestamp: new Date(0), before: -1, after: 5, action: "dropped", rule: "sentinel -1" }],
  }],
  judgement: {
    score: 61,
    points: [
      { criterion: "clock", points: 0, of: 10, reason: "dates only counted from a start" },
      { criterion: "duration", points: 20, of: 25, reason: "366 days" },
      { criterion: "access", points: 5, of: 5, reason: "at hand" },
    ],
    goodFor: [
      { use: "shape", ok: true, isCertain: true, reason: "hours of 366 days" },
      { use: "calendar", ok: false, isCertain: true, reason: "its dates are not real" },
    ],
  },
  scores: [
    {
      kind: "sentinel",
      events: 9,
      planted: 10,
      found: 8,
      falseAlarms: 2,
      recall: 0.8,
      precision: 0.8,
    },
    { kind: "spike", events: 0, planted: 0, found: 0, falseAlarms: 0, recall: NaN, precision: NaN },
  ],
  notes: ["No day of x has enough readings"],
};

Deno.test("etlReport(): what came in, was guessed, wrong and done, on one page without a link that leaves it", () => {
  const { html, findings } = etlReport(INPUT);
  strictEqual(findings[0], "690 readings came in; 600 stand behind a value, 90 were dropped, each with its rule.");
  for (
    const part of [
      "Bank: 1,200 servers, 2024-01-01 to 2024-12-31, daily 95th percentile",
      "2 files, 700 rows, 690 readings, 10 cells without a number",
      "its dates and weekdays are a convention",
      "load &#60;b&#62;",
      `${"x".repeat(20)}…`,
      "Nothing was found by 1 check: range.",
      "web-1 2024-02-03 sentinel -1",
      "ranks 31 to",
      "Compatibility: 61 of 100 points",
      "dates only counted from a start",
      "Planted and found",
      "No day of x has enough readings",
    ]
  ) ok(html.includes(part), part);
  ok(html.indexOf("load &#60;b") < html.indexOf('<td align="left" style="text-align:left">time'), "least sure first");
  strictEqual(html.match(/role="img"/g)?.length, 3);
  ok(!/(src|href)="(?!#)/.test(html), "no link leaves the file");
  ok(!/NaN|undefined|\[object/.test(html));
  ok(html.length < 300_000, `${html.length} bytes`);
  strictEqual(etlReport(INPUT).html, html);
});

Deno.test("etlReport(): what was not looked at has no section", () => {
  const { completeness: _, checks: __, scores: ___, repairs: ____, ...rest } = INPUT;
  const { html } = etlReport({
    ...rest,
    came: { ...INPUT.came, guesses: [], isRealClock: true },
    laws: { read: 1, used: 1, dropped: 0, readingsHold: true },
    notes: [],
  });
  for (const heading of ["What was wrong", "What is there", "Before and after", "Planted", "decided", "Notes"]) {
    ok(!html.includes(heading), heading);
  }
});

Deno.test("etlFindings(): failed checks, the worst kind of defect, and where the source loses its points", () => {
  const findings = etlFindings(INPUT);
  strictEqual(findings[3], "1 of 2 checks found something: markers (90 readings).");
  strictEqual(
    findings[4],
    "Of 1 kind of planted defects the worst recall is 80 % (sentinel), the worst precision 80 % (sentinel).",
  );
  strictEqual(
    findings[5],
    "The source has 61 of 100 points; it is good for shape. Most points are lost on clock and duration.",
  );
  ok(etlFindings({ ...INPUT, laws: { ...INPUT.laws, cellsHold: false } })[2]?.includes("does not add up"));
});
