import assert from "node:assert/strict";
import { tableOf } from "@lib/core/mod.ts";
import { cleanPanel, conservation } from "@lib/etl/mod.ts";
import { etlReportFiles } from "./etl_report.ts";

const fleet = tableOf({
  server_id: [],
  app_name: [],
  business_unit: [],
  criticality: [],
  region: [],
  server_type: [],
});

Deno.test("etlReportFiles(): daily rows without a file tell what they are, and the same rows give the same bytes", () => {
  const cpu_p95 = Float64Array.from({ length: 60 }, (_, day) => day === 40 ? NaN : 40 + day % 7);
  const clean = cleanPanel({ servers: ["a"], start: 19_723, days: 60, values: { cpu_p95 } }, { fleet, source: "test" });
  const cleaning = {
    run: "fleet",
    from: { command: "generate", parameters: { profile: "enterprise" } },
    value: "daily 95th percentile",
    rules: clean.rules,
    laws: conservation(clean),
    clean,
    notes: [],
  };
  const { json, html } = etlReportFiles(cleaning);
  const { came, laws, checks, compatibility } = JSON.parse(json);
  assert.deepEqual([came.source, came.readings, came.first, came.last, came.metrics], [
    "synthetic fleet, profile enterprise",
    59,
    "2024-01-01",
    "2024-02-29",
    [{ metric: "cpu_p95", unit: "percent", "days with a value": 59 }],
  ]);
  assert.equal(laws.imputed, 1);
  assert.ok(
    checks.some(({ check, failed }: { check: string; failed: number }) => check === "missing days" && failed === 1),
  );
  const of = (criterion: string): string =>
    compatibility.points.find((line: { criterion: string }) => line.criterion === criterion).reason;
  assert.match(of("completeness"), /^98\.3 %/);
  assert.match(of("duration"), /^60 days/);
  assert.match(html, /imputed: short gap, filled from the past/);
  assert.deepEqual(etlReportFiles(cleaning), { json, html });
});

Deno.test("etlReportFiles(): at another grain nothing is repaired, so nothing is said of repairs", () => {
  const metrics = [{ metric: "queue", unit: "jobs", readings: 10 }];
  const { json, html } = etlReportFiles({
    run: "queue",
    from: { command: "ingest", parameters: {} },
    seen: {
      readings: 10,
      servers: ["a"],
      first: "2024-01-01",
      last: "2024-01-02",
      metrics,
      sampling: { stepSeconds: 3600, days: 1, completeness: 1 },
    },
    value: "mean of 1h",
    rules: [],
    laws: { read: 10, used: 10, dropped: 0, readingsHold: true },
    notes: ["A note"],
  });
  const { came, checks } = JSON.parse(json);
  assert.deepEqual([came.servers, came.metrics, checks], [1, metrics, undefined]);
  assert.match(html, /A note/);
  assert.ok(!html.includes("What was wrong") && !html.includes("Before and after"));
});
