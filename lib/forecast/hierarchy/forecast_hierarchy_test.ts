import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { QUANTILE_LEVELS, type Table, tableOf } from "@lib/core/mod.ts";
import { forecastFleet } from "../fleet/fleet_forecast.ts";
import { smallFleet } from "../fleet/small_fleet.ts";
import { forecastHierarchy } from "./forecast_hierarchy.ts";
import { hierarchyDays, hierarchyRows } from "./hierarchy_rows.ts";

const HORIZON = 60;
const { panel, regions } = smallFleet({ servers: 6, days: 500, shifts: 0, missing: 0.02 });
const made = forecastFleet({ panel, regions, horizon: HORIZON, origins: 4 });
const input = { panel, regions, ...made, model: made.chosen.cpu_p95! };

function inventory(vcpu: readonly number[]): Table {
  return tableOf({
    server_id: [...panel.servers],
    app_name: ["shop", "shop", "shop", "ledger", "ledger", "risk"],
    business_unit: ["Retail", "Retail", "Retail", "Trading", "Trading", "Trading"],
    vcpu: Float64Array.from(vcpu),
  });
}

const cores = forecastHierarchy({ ...input, fleet: inventory([4, 4, 8, 16, 2, 8]) });
const { nodes, firstServer } = cores.hierarchy;

Deno.test("forecastHierarchy() adds up: every expected value is the sum of its children's", () => {
  for (let node = 0; node < firstServer; node++) {
    for (let step = 0; step < HORIZON; step++) {
      let sum = 0;
      nodes.forEach(({ parent }, child) => sum += parent === node ? cores.mean[child * HORIZON + step]! : 0);
      ok(Math.abs(sum - cores.mean[node * HORIZON + step]!) < 1e-9);
    }
  }
});

Deno.test("forecastHierarchy() has quantiles that never cross, and sums that are surer than the sum of quantiles", () => {
  cores.mean.forEach((_, index) => {
    for (let level = 1; level < QUANTILE_LEVELS.length; level++) {
      ok(cores.quantiles[level]![index]! >= cores.quantiles[level - 1]![index]!);
    }
  });
  const width = (node: number): number => {
    let sum = 0;
    for (let index = node * HORIZON; index < (node + 1) * HORIZON; index++) {
      sum += cores.quantiles[10]![index]! - cores.quantiles[2]![index]!;
    }
    return sum;
  };
  let servers = 0;
  for (let node = firstServer; node < nodes.length; node++) servers += width(node);
  ok(width(0) < 0.8 * servers, `${width(0)} of ${servers}`);
});

Deno.test("forecastHierarchy() compares the methods on every level and takes the best", () => {
  strictEqual(cores.accuracy.length, 4 * 4);
  ok(cores.accuracy.every(({ relativeError }) => relativeError > 0 && relativeError < 0.3));
  const errorOf = (level: string): number =>
    cores.accuracy.find((row) => row.level === level && row.method === cores.method)!.relativeError;
  ok(errorOf("fleet") < errorOf("server"));
});

Deno.test("forecastHierarchy() says whom it leaves out, and refuses when nobody is left", () => {
  const { notes, hierarchy } = forecastHierarchy({ ...input, fleet: inventory([4, NaN, 8, 16, 2, 0]) });
  deepStrictEqual(notes, ["server-002, server-006 are left out: the inventory does not know the number of vCPUs."]);
  strictEqual(hierarchy.nodes.length - hierarchy.firstServer, 4);
  throws(() => forecastHierarchy({ ...input, fleet: inventory([NaN, NaN, NaN, NaN, NaN, NaN]) }), RangeError);
});

Deno.test("forecastHierarchy() without a backtest adds the servers up and says so", () => {
  const alone = forecastFleet({ panel, regions, horizon: HORIZON, origins: 0 });
  const { method, notes } = forecastHierarchy({
    panel,
    regions,
    forecast: alone.forecast,
    backtestForecast: alone.backtestForecast,
    fleet: inventory([4, 4, 8, 16, 2, 8]),
  });
  strictEqual(method, "bottom-up");
  ok(notes[0]!.includes("too few origins"));
});

Deno.test("hierarchyRows() and hierarchyDays() tell now and then, within the bounds", () => {
  const rows = hierarchyRows(cores);
  deepStrictEqual(rows.map(({ name, partOf }) => `${name} < ${partOf}`), [
    "fleet < ",
    "Retail < fleet",
    "Trading < fleet",
    "shop < Retail",
    "ledger < Trading",
    "risk < Trading",
  ]);
  ok(rows.every(({ coresNow, coresAhead, q10, q90 }) => coresNow > 0 && q10 < coresAhead && coresAhead < q90));
  ok(Math.abs(rows[0]!.coresAhead - rows[1]!.coresAhead - rows[2]!.coresAhead) < 1e-9);
  const days = hierarchyDays(cores, { levels: ["fleet"], past: 30 });
  strictEqual(days.length, 30 + HORIZON);
  strictEqual(days.filter(({ q10 }) => q10 === undefined).length, 30);
  strictEqual(days[30]!.date.getTime() - days[29]!.date.getTime(), 86_400_000);
});
