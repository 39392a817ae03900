import assert from "node:assert/strict";
import * as core from "@lib/core/mod.ts";
import { cleanPanel, conservation, featuresTable } from "@lib/etl/mod.ts";
import { forecastFleet } from "@lib/forecast/mod.ts";
import { generateFleet, serverMetricsTable } from "@lib/generate/mod.ts";
import { assessRisk, riskSummary } from "@lib/risk/mod.ts";
import {
  fanSeries,
  fleetOverview,
  forecastFans,
  outlookOf,
  reportHtml,
  riskMatrix,
  riskRows,
  serversOf,
} from "@lib/visualize/mod.ts";

Deno.test("pipeline in miniature: three servers, three weeks, all five stages, every table keeps its contract", () => {
  const made = generateFleet({ servers: 3, days: 21, seed: 7 });
  const bronze = serverMetricsTable(made);
  core.assertContract(core.SERVER_METRICS, bronze);

  const panel = core.panelOf(bronze);
  assert.deepEqual(panel, made.panel, "a panel survives the way through its table");
  const clean = cleanPanel(panel, { fleet: made.inventory, source: "miniature" });
  core.assertContract(core.SERVER_DAILY, clean.serverDaily);
  core.assertContract(core.LEDGER, clean.ledger);
  core.assertContract(core.FEATURES, featuresTable(clean.panel, clean.calendar, { rows: clean.rows }));
  const { readingsHold, cellsHold } = conservation(clean);
  assert.ok(readingsHold && cellsHold);

  const { forecast, backtestForecast, backtest, horizon, notes } = forecastFleet({
    panel: clean.panel,
    regions: clean.regions,
    horizon: 90,
    origins: 2,
  });
  core.assertContract(core.FORECAST, forecast);
  core.assertContract(core.BACKTEST_FORECAST, backtestForecast);
  core.assertContract(core.BACKTEST, backtest);
  assert.equal(horizon, 7);
  assert.ok(notes.some((note) => note.includes("7 days instead of 90")), notes.join());

  const rules = core.parseConfig(undefined).risk;
  const { risk } = assessRisk({
    panel: clean.panel,
    forecast,
    backtestForecast,
    fleet: made.inventory,
    rules,
    seed: 7,
  });
  core.assertContract(core.RISK, risk);
  const { findings } = riskSummary(risk, made.inventory);
  assert.equal(findings.reduce((sum, { servers }) => sum + servers, 0), 3);

  const rows = riskRows(risk, made.inventory);
  assert.equal(rows.length, risk.rowCount);
  assert.deepEqual(outlookOf(forecast), { origin: core.dateOf(made.panel.start + 20), horizon: 7 });
  const fans = fanSeries(clean.panel, forecast, [{ server: "srv-000001", metric: "cpu_p95" }], {
    limits: { cpu_p95: 80 },
  });
  assert.deepEqual(fans.map(({ history, forecast, limit }) => [history.length, forecast.length, limit]), [[21, 7, 80]]);
  assert.deepEqual(fanSeries(clean.panel, forecast, [{ server: "nobody", metric: "cpu_p95" }]), []);
  const html = reportHtml({
    title: "Miniature",
    findings: [],
    sections: [{
      heading: "All",
      figures: [fleetOverview(clean.panel, serversOf(made.inventory)), riskMatrix(rows), forecastFans(fans)],
    }],
  });
  assert.ok(!/NaN|undefined|Infinity/.test(html));
});

Deno.test("the default fleet is the published one: 175,320 rows, 18 columns in order, 42/48/18/12, nothing missing", () => {
  const fleet = generateFleet();
  const table = serverMetricsTable(fleet);
  assert.equal(table.rowCount, 175_320);
  assert.deepEqual(Object.keys(core.SERVER_METRICS.columns), [
    "timestamp",
    ...["server_id", "cpu_p95", "mem_p95", "disk_p95", "net_in_p95", "net_out_p95", "app_name", "business_unit"],
    ...["criticality", "region", "server_type", "year", "month", "quarter", "dayofweek", "is_weekend", "is_eoq"],
    "is_holiday",
  ]);
  // The contract allows neither a missing cell nor a repeated key.
  core.assertContract(core.SERVER_METRICS, table);
  const types = Map.groupBy(core.textsOf(fleet.inventory, "server_type"), (type) => type);
  assert.deepEqual(
    ["web", "application", "database", "batch"].map((type) => types.get(type)?.length),
    [42, 48, 18, 12],
  );
});
