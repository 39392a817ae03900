import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { parseConfig } from "@lib/core/config.ts";
import { isoDate } from "@lib/core/day.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import { violationsOf } from "@lib/core/contract_check.ts";
import { numbersOf, textsOf } from "@lib/core/table.ts";
import { RISK } from "@lib/core/tables.ts";
import { forecastFleet } from "@lib/forecast/fleet/fleet_forecast.ts";
import { smallFleet } from "@lib/forecast/fleet/small_fleet.ts";
import { assessRisk, type RiskInput } from "./assess_risk.ts";
import { breachCalibration } from "./calibration.ts";
import { scenario } from "./scenario.ts";
import { madeFleet, madeForecast, type MadeSeries, ORIGIN } from "./small_forecast_test.ts";
import { riskSummary } from "./summary.ts";

const rules = parseConfig({}).risk;
const series: MadeSeries[] = [
  { server: "full", metric: "cpu_p95", mean: 95, deviation: 2 },
  { server: "full", metric: "mem_p95", mean: 30, deviation: 2 },
  { server: "roomy", metric: "cpu_p95", mean: 15, deviation: 2 },
  { server: "roomy", metric: "mem_p95", mean: 20, deviation: 2 },
  { server: "busy", metric: "cpu_p95", mean: 60, deviation: 5 },
  { server: "busy", metric: "net_in_p95", mean: 900, deviation: 20 },
];
const servers = ["full", "roomy", "busy"];
const panel: FleetPanel = {
  servers,
  start: ORIGIN - 9,
  days: 10,
  values: { cpu_p95: Float64Array.from({ length: 30 }, (_, at) => at < 10 ? 95 : 20) },
};
const input: RiskInput = {
  panel,
  forecast: madeForecast(series, 90, "forecast"),
  backtestForecast: madeForecast([], 90, "backtest"),
  fleet: madeFleet(servers),
  rules,
  seed: 42,
};
const { risk, notes } = assessRisk(input);
const rowOf = (server: string, metric: string): number =>
  textsOf(risk, "server_id").findIndex((own, row) => own === server && textsOf(risk, "metric")[row] === metric);
const cell = (column: string, server: string, metric: string): number =>
  numbersOf(risk, column)[rowOf(server, metric)]!;
const text = (column: string, server: string, metric: string): string => textsOf(risk, column)[rowOf(server, metric)]!;

Deno.test("assessRisk() fills a table that keeps its contract, one row per forecast series", () => {
  deepStrictEqual(violationsOf(RISK, risk), []);
  strictEqual(risk.rowCount, series.length);
  deepStrictEqual(notes, []);
});

Deno.test("assessRisk(): above the threshold is certain, far below impossible", () => {
  for (const days of [30, 60, 90]) {
    strictEqual(cell(`p_breach_${days}`, "full", "cpu_p95"), 1);
    strictEqual(cell(`p_breach_${days}`, "roomy", "cpu_p95"), 0);
  }
  strictEqual(cell("breach_days_q50", "full", "cpu_p95"), 1);
  ok(Number.isNaN(cell("breach_days_q50", "roomy", "cpu_p95")));
  // 80 less the 95 % quantile of a normal(60, 5), stored at 0.01.
  ok(Math.abs(cell("headroom", "busy", "cpu_p95") - (80 - 60 - 5 * 1.6449)) < 0.01);
});

Deno.test("assessRisk(): the order date is the early breach less the lead time", () => {
  strictEqual(isoDate(cell("order_by", "full", "cpu_p95")), "2025-12-02");
  ok(text("reason", "full", "cpu_p95").startsWith("breaching-now, breach-likely, order-overdue"));
  ok(Number.isNaN(cell("order_by", "roomy", "cpu_p95")));
});

Deno.test("assessRisk(): one finding per server, and no saving is booked on a server at risk", () => {
  strictEqual(text("finding", "full", "mem_p95"), "under-provisioned");
  strictEqual(text("reason", "full", "mem_p95"), "driven-by-cpu_p95");
  strictEqual(cell("saving_per_month", "full", "mem_p95"), 0);
  strictEqual(text("finding", "roomy", "cpu_p95"), "over-provisioned");
  strictEqual(cell("saving_per_month", "roomy", "cpu_p95"), 78);
  ok(text("advice", "roomy", "cpu_p95").includes("4 to 2 vCPU"));
});

Deno.test("assessRisk(): network is measured against the server's link", () => {
  strictEqual(cell("threshold", "busy", "net_in_p95"), 800);
  strictEqual(cell("p_breach_30", "busy", "net_in_p95"), 1);
  const unlisted = assessRisk({ ...input, fleet: madeFleet([]) });
  ok(unlisted.notes[0]!.startsWith("Network of 1 server is not assessed"));
  strictEqual(unlisted.risk.rowCount, series.length - 1);
  ok(textsOf(unlisted.risk, "reason").some((reason) => reason!.endsWith("network-link-unknown")));
  ok(numbersOf(unlisted.risk, "cost_per_month").every((value) => Number.isNaN(value)));
  deepStrictEqual(violationsOf(RISK, unlisted.risk), []);
});

Deno.test("assessRisk(): probabilities beyond the reach of the forecast are missing", () => {
  const short = assessRisk({ ...input, forecast: madeForecast(series, 45, "forecast") }).risk;
  ok(numbersOf(short, "p_breach_30").every((value) => value >= 0));
  ok(numbersOf(short, "p_breach_60").every((value) => Number.isNaN(value)));
  deepStrictEqual(violationsOf(RISK, short), []);
});

Deno.test("assessRisk(): the same seed gives the same table, and steps out of order are named", () => {
  deepStrictEqual(assessRisk(input).risk, risk);
  const { forecast } = input;
  const broken = { ...forecast, columns: { ...forecast.columns, step: new Int32Array(forecast.rowCount).fill(7) } };
  throws(() => assessRisk({ ...input, forecast: broken }), /expected step 1, got 7/);
});

Deno.test("scenario(): more load or a lower threshold never lowers a probability", () => {
  const probabilities = (own: { risk: typeof risk }): number[] => [...numbersOf(own.risk, "p_breach_90")];
  const now = probabilities({ risk });
  for (
    const changes of [{ growthFactor: 1.15 }, { thresholds: { cpu_p95: 65 } }, {
      growthFactor: 1.2,
      thresholds: { cpu_p95: 70 },
    }]
  ) {
    probabilities(scenario(input, changes)).forEach((value, row) => ok(value >= now[row]!));
  }
  deepStrictEqual(probabilities(scenario(input, {})), now);
  throws(() => scenario(input, { growthFactor: 0 }), /expected a growth factor above 0, got 0/);
});

Deno.test("riskSummary() counts servers once and puts the pressing first", () => {
  const { findings, pressing } = riskSummary(risk, input.fleet);
  strictEqual(findings.reduce((sum, row) => sum + row.servers, 0), 3);
  // 4 × 25 + 16 × 3.5 for each server, not for each of its rows.
  strictEqual(findings.reduce((sum, row) => sum + row.costPerMonth, 0), 3 * 156);
  deepStrictEqual(pressing.map(({ server, metric }) => `${server} ${metric}`).slice(0, 2), [
    "full cpu_p95",
    "busy net_in_p95",
  ]);
});

Deno.test("breachCalibration() scores certain and right predictions 0, and wrong ones 1", () => {
  const backtest = (load: number) =>
    madeForecast(
      [{ server: "full", metric: "cpu_p95", mean: 95, deviation: 2, actual: () => load, origin: ORIGIN - 90 }],
      90,
      "backtest",
    );
  const right = breachCalibration({ ...input, backtestForecast: backtest(95) });
  strictEqual(right.brier, 0);
  strictEqual(right.breaches, 1);
  strictEqual(breachCalibration({ ...input, backtestForecast: backtest(20) }).brier, 1);
  strictEqual(breachCalibration(input).brier, null);
});

Deno.test("breach probabilities of a whole made fleet come true more often than the base rate", () => {
  const { panel: own, regions } = smallFleet({ servers: 60, seed: 5 });
  const made = forecastFleet({ panel: own, regions, horizon: 90, origins: 4 });
  const calibration = breachCalibration({
    backtestForecast: made.backtestForecast,
    forecast: made.forecast,
    fleet: madeFleet(own.servers),
    rules: { ...rules, thresholds: { ...rules.thresholds, cpu_p95: 45 } },
    seed: 1,
  });
  strictEqual(calibration.predictions, 60 * 4);
  ok(calibration.breaches > 20);
  ok(calibration.brier! < 0.4 * calibration.brierOfBaseRate!, `${calibration.brier} ${calibration.brierOfBaseRate}`);
});
