import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { dayOf } from "@lib/core/day.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import { QUANTILE_COLUMNS } from "@lib/core/quantile_levels.ts";
import { randomFor } from "@lib/core/random.ts";
import { violationsOf } from "@lib/core/contract_check.ts";
import { numbersOf, type Table, textsOf } from "@lib/core/table.ts";
import { BACKTEST, BACKTEST_FORECAST, FORECAST } from "@lib/core/tables.ts";
import { type FleetForecast, forecastFleet } from "./fleet_forecast.ts";
import { FLEET_MODELS } from "./fleet_models.ts";
import { smallFleet } from "./small_fleet.ts";
import type { Tier } from "../tier.ts";

function keepsContracts({ forecast, backtestForecast, backtest }: FleetForecast): void {
  deepStrictEqual(violationsOf(FORECAST, forecast), []);
  deepStrictEqual(violationsOf(BACKTEST_FORECAST, backtestForecast), []);
  deepStrictEqual(violationsOf(BACKTEST, backtest), []);
}

/** Mean of a backtest column over the rows of a model and regime, weighted by the values compared. */
function meanOf(backtest: Table, column: string, model: string, regime = "all"): number {
  const models = textsOf(backtest, "model"), regimes = textsOf(backtest, "regime");
  const values = numbersOf(backtest, column), n = numbersOf(backtest, "n");
  let sum = 0, count = 0;
  for (let row = 0; row < backtest.rowCount; row++) {
    if (models[row] !== model || regimes[row] !== regime) continue;
    sum += n[row]! * values[row]!;
    count += n[row]!;
  }
  return sum / count;
}

const fleet = smallFleet({ servers: 30 });
const tried = forecastFleet({
  panel: fleet.panel,
  regions: fleet.regions,
  horizon: 90,
  origins: 4,
  models: FLEET_MODELS,
});

Deno.test("forecastFleet() fills tables that keep their contracts, one row per server and day", () => {
  keepsContracts(tried);
  strictEqual(tried.forecast.rowCount, 30 * 90);
  strictEqual(tried.backtestForecast.rowCount, 30 * 90 * 4 * FLEET_MODELS.length);
  strictEqual(tried.chosen.cpu_p95, "calendar ridge");
  deepStrictEqual(tried.notes, []);
});

Deno.test("forecastFleet() covers what it promises, on every kind of day", () => {
  const backtest = tried.backtest;
  ok(Math.abs(meanOf(backtest, "coverage_80", "calendar ridge") - 0.8) < 0.03);
  ok(Math.abs(meanOf(backtest, "coverage_95", "calendar ridge") - 0.95) < 0.02);
  for (const regime of ["ordinary", "weekend", "month end", "quarter end", "holiday"]) {
    ok(Math.abs(meanOf(backtest, "coverage_80", "calendar ridge", regime) - 0.8) < 0.08, regime);
  }
});

Deno.test("forecastFleet(): knowing the calendar beats not knowing it, and both beat last week", () => {
  const error = (model: string): number => meanOf(tried.backtest, "mase", model);
  ok(error("calendar ridge") < 0.8 * error("calendar-blind ridge"));
  ok(error("calendar-blind ridge") < 0.8 * error("seasonal naive"));
});

Deno.test("forecastFleet() comes within 15 % of the noise floor", () => {
  const actual = numbersOf(tried.backtestForecast, "actual"), median = numbersOf(tried.backtestForecast, "q50");
  const origin = numbersOf(tried.backtestForecast, "origin"), step = numbersOf(tried.backtestForecast, "step");
  const servers = textsOf(tried.backtestForecast, "server_id"), models = textsOf(tried.backtestForecast, "model");
  const { panel, expected } = fleet;
  const indexOf = new Map(panel.servers.map((server, index) => [server, index]));
  let error = 0, floor = 0;
  for (let row = 0; row < actual.length; row++) {
    if (models[row] !== "calendar ridge") continue;
    const at = indexOf.get(servers[row]!)! * panel.days + origin[row]! + step[row]! - panel.start;
    error += Math.abs(actual[row]! - median[row]!);
    floor += Math.abs(actual[row]! - expected.cpu_p95![at]!);
  }
  ok(error / floor < 1.15, `${error / floor}`);
});

Deno.test("forecastFleet(): the same input gives the same tables", () => {
  const { panel, regions } = smallFleet({ servers: 4, days: 500, missing: 0.02 });
  const make = (): FleetForecast => forecastFleet({ panel, regions, horizon: 60, origins: 3 });
  deepStrictEqual(make(), make());
});

Deno.test("forecastFleet(): values after an origin do not change that origin's medians", () => {
  const { panel, regions } = smallFleet({ servers: 3, days: 600 });
  const changed: FleetPanel = {
    ...panel,
    values: { cpu_p95: panel.values.cpu_p95!.map((value, at) => at % 600 >= 600 - 60 ? 3 + value / 2 : value) },
  };
  const earliest = (own: FleetPanel): number[] => {
    const { backtestForecast: table } = forecastFleet({ panel: own, regions, horizon: 60, origins: 1 });
    return [...numbersOf(table, "q50")];
  };
  // One origin has no other origins to learn its intervals from: all of it comes from before the change.
  deepStrictEqual(earliest(changed), earliest(panel));
});

Deno.test("forecastFleet(): whatever comes after an origin, its medians and those of earlier ones stay, in every model", () => {
  const days = 500, { panel, regions } = smallFleet({ servers: 4, days });
  const mediansUpTo = (last: number, own: FleetPanel): Map<string, number> => {
    const { backtestForecast: table } = forecastFleet({
      panel: own,
      regions,
      horizon: 30,
      origins: 4,
      models: FLEET_MODELS,
    });
    const [origins, steps, medians] = ["origin", "step", "q50"].map((name) => numbersOf(table, name));
    const servers = textsOf(table, "server_id"), models = textsOf(table, "model");
    return new Map(
      Array.from(medians!, (median, row) => [`${servers[row]} ${models[row]} ${origins![row]} ${steps![row]}`, median])
        .filter((_, row) => origins![row]! <= panel.start + last) as [string, number][],
    );
  };
  for (const changedTo of [(value: number) => 3 + value / 2, () => 170, () => 0, () => NaN]) {
    const from = days - 60;
    const changed = panel.values.cpu_p95!.map((value, at) => at % days >= from ? changedTo(value) : value);
    const before = mediansUpTo(from, panel);
    ok(before.size >= 2 * 4 * 30 * FLEET_MODELS.length, `${before.size}`);
    deepStrictEqual(mediansUpTo(from, { ...panel, values: { cpu_p95: changed } }), before);
  }
});

Deno.test("forecastFleet() works on 14 days of one server and says what they cannot carry", () => {
  const random = randomFor(1, "fourteen days");
  const panel: FleetPanel = {
    servers: ["i-1"],
    start: dayOf("2014-02-14"),
    days: 14,
    values: { cpu_p95: Float64Array.from({ length: 14 }, () => 2 + random.uniform()) },
  };
  const made = forecastFleet({ panel, regions: ["none"], horizon: 90, origins: 4 });
  keepsContracts(made);
  strictEqual(made.horizon, 4);
  strictEqual(made.forecast.rowCount, 4);
  ok(made.notes.some((note) => /horizon is 4 days instead of 90/.test(note)));
});

Deno.test("forecastFleet() takes series as they come: constant, empty, silent, late, mostly zero, above 100", () => {
  const random = randomFor(2, "odd series");
  const odd: ((day: number) => number)[] = [
    () => 40,
    () => NaN,
    () => 0,
    (day) => day > 100 ? NaN : 20 + random.normal(),
    (day) => day < 150 ? NaN : 20 + random.normal(),
    (day) => day % 9 === 0 ? 30 * random.uniform() : 0,
    () => 95 + 10 * random.uniform(),
    (day) => day === 199 ? 50 : NaN,
    () => random.uniform() < 0.5 ? NaN : 50 + 5 * random.normal(),
  ];
  const days = 200;
  const panel: FleetPanel = {
    servers: odd.map((_, index) => `odd-${index}`),
    start: dayOf("2023-05-01"),
    days,
    values: {
      cpu_p95: Float64Array.from({ length: days * odd.length }, (_, at) => odd[Math.floor(at / days)]!(at % days)),
      net_in_p95: new Float64Array(days * odd.length).fill(NaN),
    },
  };
  const made = forecastFleet({ panel, regions: odd.map(() => "EU"), horizon: 30, origins: 4 });
  keepsContracts(made);
  // Without the empty and the silent one.
  strictEqual(made.forecast.rowCount, (odd.length - 2) * 30);
  ok(made.notes.some((note) => note.startsWith("No reading of CPU at all on odd-1")));
  ok(made.notes.some((note) => /No reading of network in at all on 9 servers/.test(note)));
  ok(made.notes.some((note) => /CPU of odd-4 has been read for less than twice the horizon/.test(note)));
  ok(made.notes.some((note) => /No reading of CPU in the last 30 days on odd-3: left out/.test(note)));
  ok(made.notes.some((note) => /odd-7 is forecast by .*needs \d+ days, got 1/.test(note)));
  for (const column of ["mean", ...QUANTILE_COLUMNS]) ok(numbersOf(made.forecast, column).every((value) => value >= 0));
});

Deno.test("forecastFleet() names regions that do not match and reports its progress", () => {
  const { panel, regions } = smallFleet({ servers: 2, days: 60 });
  throws(
    () => forecastFleet({ panel, regions: ["EU"], horizon: 5, origins: 1 }),
    /a region for each of 2 servers, got 1/,
  );
  throws(() => forecastFleet({ panel, regions, horizon: 0, origins: 1 }), /expected 1 day ahead or more, got 0/);
  const seen: number[] = [];
  let pieces = 0;
  forecastFleet({
    panel,
    regions,
    horizon: 5,
    origins: 2,
    onProgress: (done, total) => (seen.push(done), pieces = total),
  });
  strictEqual(seen.at(-1), pieces);
  deepStrictEqual(seen, [...seen].sort((a, b) => a - b));
});

Deno.test("forecastFleet() stops when asked to", () => {
  const { panel, regions } = smallFleet({ servers: 2, days: 200 });
  const stop = new AbortController(), seen: number[] = [];
  const run = (): unknown =>
    forecastFleet({
      panel,
      regions,
      horizon: 20,
      origins: 3,
      signal: stop.signal,
      onProgress: (done) => {
        seen.push(done);
        if (done === 2) stop.abort(new Error("enough"));
      },
    });
  throws(run, /enough/);
  deepStrictEqual(seen, [1, 2]);
});

Deno.test("forecastFleet(): what falls into the gap, or before the window, changes no forecast of an origin", () => {
  const { panel, regions } = smallFleet({ servers: 3, days: 600 });
  const changed = (from: number, to: number): FleetPanel => ({
    ...panel,
    values: {
      cpu_p95: panel.values.cpu_p95!.map((value, at) => at % 600 >= from && at % 600 < to ? 3 + value / 2 : value),
    },
  });
  const medians = (own: FleetPanel, options: { gap?: number; window?: number }): number[] => [
    ...numbersOf(forecastFleet({ panel: own, regions, horizon: 30, origins: 1, ...options }).backtestForecast, "q50"),
  ];
  deepStrictEqual(medians(changed(560, 570), { gap: 10 }), medians(panel, { gap: 10 }));
  deepStrictEqual(medians(changed(0, 370), { window: 200 }), medians(panel, { window: 200 }));
  ok(medians(changed(560, 570), {}).some((value, at) => value !== medians(panel, {})[at]));
  throws(() => medians(panel, { gap: -1 }), /expected a gap of 0 to 563 days, got -1/);
  throws(() => medians(panel, { window: 3 }), /expected a window of 7 days or more, got 3/);
});

Deno.test("forecastFleet(): above the fast tier the calendar pool is tried too", () => {
  const { panel, regions } = smallFleet({ servers: 3, days: 700 });
  const triedIn = (tier: Tier): (string | null)[] =>
    [
      ...new Set(textsOf(forecastFleet({ panel, regions, horizon: 30, origins: 2, tier }).backtest, "model")),
    ].sort();
  deepStrictEqual(triedIn("fast"), ["calendar ridge", "seasonal naive"]);
  deepStrictEqual(triedIn("standard"), ["calendar pool", "calendar ridge", "seasonal naive"]);
});
