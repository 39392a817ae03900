/** What the default fleet (120 servers, four years, seed 42) promises as a whole. */
import assert from "node:assert/strict";
import { historyOf } from "@lib/core/panel.ts";
import { METRIC_INFO, METRICS } from "@lib/core/metric.ts";
import { violationsOf } from "@lib/core/contract_check.ts";
import { numbersOf, textsOf } from "@lib/core/table.ts";
import { FLEET, SERVER_METRICS, TRUTH_DAILY, TRUTH_EVENTS, TRUTH_SERVERS } from "@lib/core/tables.ts";
import { calendarEffects } from "./calendar_effects.ts";
import { correlationCheck } from "./correlation_check.ts";
import { expectedP95, firstBreach } from "./expected.ts";
import { generateFleet } from "./fleet.ts";
import { fleetMoments } from "./fleet_moments.ts";
import { serverMetricsTable } from "./server_metrics.ts";
import { truthDailyTable } from "./truth_tables.ts";

const fleet = generateFleet();
const table = serverMetricsTable(fleet);

function countsOf(values: readonly (string | null)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value ?? "none"] = (counts[value ?? "none"] ?? 0) + 1;
  return counts;
}

Deno.test("serverMetricsTable() has 175,320 rows, timestamp and the 18 columns in order, and keeps its contract", () => {
  assert.equal(table.rowCount, 175_320);
  assert.deepEqual(Object.keys(table.columns), Object.keys(SERVER_METRICS.columns));
  assert.equal(Object.keys(table.columns).length, 19);
  assert.deepEqual(violationsOf(SERVER_METRICS, table), []);
});

Deno.test("the inventory and the truth keep their contracts", () => {
  assert.deepEqual(violationsOf(FLEET, fleet.inventory), []);
  assert.deepEqual(violationsOf(TRUTH_EVENTS, fleet.truth.events), []);
  assert.deepEqual(violationsOf(TRUTH_SERVERS, fleet.truth.servers), []);
  const small = generateFleet({ servers: 5, days: 40 });
  assert.deepEqual(violationsOf(TRUTH_DAILY, truthDailyTable(small)), []);
  assert.equal(truthDailyTable(small).rowCount, 5 * 40 * METRICS.length);
});

Deno.test("120 servers are 42 web, 48 application, 18 database and 12 batch", () => {
  assert.deepEqual(countsOf(textsOf(fleet.inventory, "server_type")), {
    web: 42,
    application: 48,
    database: 18,
    batch: 12,
  });
});

Deno.test("criticality is 24 High, 60 Medium, 36 Low, and databases are High more often than the rest", () => {
  const criticality = textsOf(fleet.inventory, "criticality"), types = textsOf(fleet.inventory, "server_type");
  assert.deepEqual(countsOf(criticality), { High: 24, Medium: 60, Low: 36 });
  const share = (type: string): number => {
    const of = criticality.filter((_, server) => types[server] === type);
    return of.filter((value) => value === "High").length / of.length;
  };
  assert.ok(share("database") > 0.3 && share("batch") < 0.2);
});

Deno.test("servers of one application share business unit and region; most applications mix types", () => {
  const facts = new Map<string, Set<string>>();
  const types = new Map<string, Set<string>>();
  for (const { application, placement } of fleet.plans) {
    const add = (map: Map<string, Set<string>>, value: string) =>
      map.set(application.name, (map.get(application.name) ?? new Set()).add(value));
    add(facts, `${application.businessUnit}/${application.region}`);
    add(types, placement.type);
  }
  assert.equal(facts.size, 30);
  assert.ok([...facts.values()].every((values) => values.size === 1));
  assert.ok([...types.values()].filter((values) => values.size > 1).length > 25);
});

Deno.test("fleet moments are within 0.1 of the published ones, and within 1.5 for other seeds", () => {
  const within = (panel: typeof fleet.panel, most: number): void => {
    for (const { metric, mean, sd, asked_mean, asked_sd } of fleetMoments(panel)) {
      assert.ok(Math.abs(mean - asked_mean) < most, `${metric} mean ${mean}, asked ${asked_mean}`);
      assert.ok(Math.abs(sd - asked_sd) < most, `${metric} sd ${sd}, asked ${asked_sd}`);
    }
  };
  within(fleet.panel, 0.1);
  for (const seed of [1, 7, 2024]) within(generateFleet({ seed }).panel, 1.5);
});

Deno.test("correlations per archetype are within 0.05 of what was asked", () => {
  for (const { server_type, name, asked, got } of correlationCheck(fleet)) {
    assert.ok(Math.abs(got - asked) < 0.05, `${server_type} ${name}: ${got}, asked ${asked}`);
  }
});

Deno.test("net_in and net_out go together but are not proportional (the original's were, r = 1)", () => {
  const inward = historyOf(fleet.panel, "net_in_p95", 0), outward = historyOf(fleet.panel, "net_out_p95", 0);
  const ratios = outward.map((value, day) => value / inward[day]!).sort();
  assert.ok(ratios.at(Math.floor(0.95 * ratios.length))! / ratios.at(Math.floor(0.05 * ratios.length))! > 1.2);
});

Deno.test("values stay inside their bounds and do not pile up on them", () => {
  for (const metric of METRICS) {
    const values = fleet.panel.values[metric]!;
    let onBound = 0;
    for (const value of values) {
      assert.ok(value >= 0 && value <= METRIC_INFO[metric].max);
      if (value === 0 || value === 100) onBound++;
    }
    if (METRIC_INFO[metric].max === 100) assert.ok(onBound / values.length < 0.001, `${metric}: ${onBound} on a bound`);
  }
});

Deno.test("calendar effects in the noise-free truth are what was asked, within 2 %", () => {
  const rows = calendarEffects(fleet);
  assert.equal(rows.length, 28);
  for (const { server_type, effect, asked, got } of rows) {
    assert.ok(Math.abs(got / asked - 1) < 0.02, `${server_type}, ${effect}: ${got}, asked ${asked}`);
  }
});

Deno.test("the year ends with a peak, not with the original's dip", () => {
  for (const { effect, got } of calendarEffects(fleet)) if (effect === "year end") assert.ok(got > 1.25, `${got}`);
});

Deno.test("memory does not halve on weekends as the original's did", () => {
  const memory = calendarEffects(fleet, "mem_p95").find((row) => row.server_type === "web" && row.effect === "weekend");
  assert.ok(memory!.got > 0.8);
});

Deno.test("the expectation is unbiased: actual over expected is within 1 % for each metric", () => {
  for (const metric of METRICS) {
    let actual = 0, expected = 0;
    for (const [server, plan] of fleet.plans.entries()) {
      for (const value of historyOf(fleet.panel, metric, server)) actual += value;
      for (const value of expectedP95(plan, metric)) expected += value;
    }
    assert.ok(Math.abs(actual / expected - 1) < 0.01, `${metric}: ${actual / expected}`);
  }
});

Deno.test("a fair exam: 10 to 30 % of the servers breach in the last 90 days and not in the 90 before", () => {
  const days = fleet.panel.days;
  const fair = fleet.plans.filter((plan) => {
    const expected = expectedP95(plan, "cpu_p95");
    return firstBreach(expected, 80, days - 90) >= 0 && firstBreach(expected, 80, days - 180, days - 90) < 0;
  });
  assert.ok(fair.length >= 12 && fair.length <= 36, `${fair.length} servers`);
});

Deno.test("truth_servers names the first breach and the growth of the plan", () => {
  const breach = numbersOf(fleet.truth.servers, "first_breach");
  assert.equal(breach.length, 120 * 3 * 2);
  const first = firstBreach(expectedP95(fleet.plans[0]!, "cpu_p95"), 80);
  assert.equal(breach[0], first < 0 ? NaN : fleet.panel.start + first);
});

Deno.test("servers of a type differ for good: their mean CPU in the first and the last year agree in rank", () => {
  const resized = (server: number) => fleet.plans[server]!.events.some((event) => event.kind !== "incident");
  const steady = fleet.plans.flatMap((plan, server) =>
    plan.placement.type === "web" && !resized(server) ? [server] : []
  );
  const mean = (server: number, from: number) =>
    historyOf(fleet.panel, "cpu_p95", server).subarray(from, from + 365).reduce((sum, value) => sum + value) / 365;
  let agree = 0, pairs = 0;
  for (const a of steady) {
    for (const b of steady) {
      if (a >= b) continue;
      pairs++;
      if ((mean(a, 0) > mean(b, 0)) === (mean(a, 1096) > mean(b, 1096))) agree++;
    }
  }
  assert.ok(pairs > 10 && agree / pairs > 0.85, `${agree} of ${pairs}`);
});
