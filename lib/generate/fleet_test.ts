import assert from "node:assert/strict";
import fc from "fast-check";
import { dayOf } from "@lib/core/day.ts";
import { CapacityError } from "@lib/core/errors.ts";
import { METRIC_INFO, METRICS } from "@lib/core/metric.ts";
import { historyOf } from "@lib/core/panel.ts";
import { collectFleet, generateFleet, generateFleetPart, generateServers, generateServersHourly } from "./fleet.ts";
import { PROFILE_NAMES, type ProfileName } from "@lib/core/tables.ts";
import { expectedP95 } from "./expected.ts";
import type { Archetype } from "./archetypes.ts";
import { correlationCheck } from "./correlation_check.ts";
import { hardwareOf } from "./instances.ts";
import { PROFILES } from "./profiles.ts";
import { generateServer, generateServerHours } from "./server.ts";
import { serverMetricsTable } from "./server_metrics.ts";

Deno.test("generateFleet() gives the same values for the same seed", () => {
  assert.deepEqual(generateFleet({ servers: 4, days: 50 }).panel, generateFleet({ servers: 4, days: 50 }).panel);
});

Deno.test("generateFleet() gives other values for another seed", () => {
  const [a, b] = [1, 2].map((seed) => generateFleet({ servers: 4, days: 50, seed }).panel.values.cpu_p95!);
  assert.notDeepEqual(a, b);
});

Deno.test("a server does not depend on the size of its fleet", () => {
  const small = generateFleet({ servers: 10, days: 60 }), large = generateFleet({ servers: 120, days: 60 });
  for (const metric of METRICS) {
    for (let server = 0; server < 10; server++) {
      assert.deepEqual(historyOf(small.panel, metric, server), historyOf(large.panel, metric, server));
    }
  }
  for (const [name, column] of Object.entries(small.inventory.columns)) {
    assert.deepEqual([...column], [...large.inventory.columns[name]!].slice(0, 10));
  }
});

Deno.test("generateFleetPart() gives some servers as they are in the whole fleet", () => {
  const options = { servers: 30, days: 40 };
  const whole = generateFleet(options), part = generateFleetPart(options, { from: 12, to: 19 });
  assert.deepEqual(part.panel.servers, whole.panel.servers.slice(12, 19));
  for (const metric of METRICS) {
    assert.deepEqual(historyOf(part.panel, metric, 3), historyOf(whole.panel, metric, 15));
  }
  assert.throws(() => generateFleetPart(options, { from: 12, to: 31 }), RangeError);
});

Deno.test("shares decide how many servers of each type there are", () => {
  const shares = { web: 0.1, application: 0.2, database: 0.3, batch: 0.4 };
  const types = generateFleet({ servers: 40, days: 1, shares }).plans.map((plan) => plan.placement.type);
  assert.equal(types.filter((type) => type === "batch").length, 16);
  assert.equal(types.filter((type) => type === "web").length, 4);
  const thirds = { web: 1 / 3, application: 1 / 3, database: 1 / 3, batch: 0 };
  const even = generateFleet({ servers: 30, days: 1, shares: thirds }).plans.map((plan) => plan.placement.type);
  assert.equal(even.filter((type) => type === "web").length, 10);
  assert.throws(() => generateFleet({ servers: 4, days: 1, shares: { ...shares, web: 0.2 } }), /add up to 1/);
  assert.throws(() => generateFleet({ servers: 4, days: 1, shares: { mainframe: 1 } }), /got one of "mainframe"/);
});

Deno.test("generateServer() gives the server of the fleet", () => {
  const { panel } = generateFleet({ servers: 8, days: 60, seed: 5 });
  assert.deepEqual(generateServer(5, 7, { days: 60 }).daily.mem_p95, historyOf(panel, "mem_p95", 7));
});

Deno.test("a longer run begins with the values of a shorter one", () => {
  const short = generateServer(42, 3, { days: 100 }), long = generateServer(42, 3, { days: 400 });
  for (const metric of METRICS) assert.deepEqual(short.daily[metric], long.daily[metric].slice(0, 100));
});

Deno.test("generateServers() can be stopped between servers and reports each", () => {
  const done: number[] = [];
  for (const { plan } of generateServers({ servers: 50, days: 30, onProgress: (count) => done.push(count) })) {
    if (plan.placement.index === 2) break;
  }
  assert.deepEqual(done, [1, 2]);
});

Deno.test("generateServersHourly() gives the hours of each server", () => {
  const [, second] = generateServersHourly({ servers: 2, days: 20 });
  assert.deepEqual(second!.hourly, generateServerHours(42, 1, { days: 20 }).hourly);
});

Deno.test("collectFleet() wants all servers", () => {
  assert.throws(() => collectFleet({ servers: 3, days: 10 }, generateServers({ servers: 2, days: 10 })), {
    message: "Cannot collect a fleet: expected 3 servers, got 2",
  });
});

Deno.test("generateFleet() names a wrong option", () => {
  assert.throws(() => generateFleet({ servers: 0 }), {
    name: "RangeError",
    message: "Cannot generate a fleet: expected servers as a whole number from 1 to 1000000, got 0",
  });
  assert.throws(() => generateFleet({ days: 0 }), RangeError);
  assert.throws(() => generateFleet({ seed: 1.5 }), RangeError);
  assert.throws(() => generateFleet({ start: NaN }), RangeError);
  assert.throws(
    () => generateFleet({ profile: "bank" as ProfileName }),
    (error) =>
      error instanceof CapacityError && error.kind === "usage" && /enterprise, bank-vm.*got "bank"/.test(error.message),
  );
  assert.throws(() => generateServer(42, -1), RangeError);
});

Deno.test("any short fleet, at any time: finite values inside their bounds, with two decimals", () => {
  fc.assert(
    fc.property(
      fc.record({
        servers: fc.integer({ min: 1, max: 6 }),
        days: fc.integer({ min: 1, max: 40 }),
        seed: fc.integer(),
        start: fc.integer({ min: dayOf("2000-01-01"), max: dayOf("2040-01-01") }),
      }),
      (options) => {
        const { panel } = generateFleet(options);
        for (const metric of METRICS) {
          const values = panel.values[metric]!;
          assert.equal(values.length, options.servers * options.days);
          for (const value of values) {
            assert.ok(value > 0 && value <= METRIC_INFO[metric].max);
            assert.ok(Math.abs(value * 100 - Math.round(value * 100)) < 1e-6);
          }
        }
      },
    ),
    { numRuns: 25 },
  );
});

Deno.test("every profile makes a fleet inside its bounds whose values are expected without bias", () => {
  for (const profile of PROFILE_NAMES) {
    const { panel, plans } = generateFleet({ profile, servers: 40, days: 730 });
    for (const metric of METRICS) {
      let actual = 0, expected = 0;
      for (const [server, plan] of plans.entries()) {
        for (const value of historyOf(panel, metric, server)) {
          assert.ok(value >= 0 && value <= METRIC_INFO[metric].max, `${profile} ${metric}: ${value}`);
          actual += value;
        }
        for (const value of expectedP95(plan, metric)) expected += value;
      }
      assert.ok(Math.abs(actual / expected - 1) < 0.05, `${profile} ${metric}: ${actual / expected}`);
    }
  }
});

Deno.test("a row more in a profile's table is a type more in the fleet", () => {
  const { enterprise } = PROFILES;
  const { web, application } = enterprise.archetypes;
  const cache: Archetype = {
    ...web!,
    share: 0.1,
    levels: { ...web!.levels, mem_p95: { base: 80, spread: 5 } },
    hardware: hardwareOf("database"),
  };
  const profile = {
    ...enterprise,
    archetypes: { ...enterprise.archetypes, application: { ...application!, share: 0.3 }, cache },
  };
  const fleet = generateFleet({ profile, servers: 40, days: 365 });
  const caches = fleet.plans.flatMap((plan, server) => plan.placement.type === "cache" ? [server] : []);
  assert.equal(caches.length, 4);
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value) / values.length;
  for (const server of caches) assert.ok(mean(historyOf(fleet.panel, "mem_p95", server)) > 45);
  assert.equal(correlationCheck(fleet).filter(({ server_type }) => server_type === "cache").length, 6);
  assert.ok(serverMetricsTable(fleet).rowCount === 40 * 365);
});
