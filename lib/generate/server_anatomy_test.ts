import assert from "node:assert/strict";
import { dayOf, weekdayOf } from "@lib/core/day.ts";
import { METRICS } from "@lib/core/metric.ts";
import { PROFILE_NAMES } from "@lib/core/tables.ts";
import { generateServer } from "./server.ts";
import { serverAnatomy } from "./server_anatomy.ts";
import { DRIVERS } from "./server_plan.ts";

Deno.test("in every profile and metric the parts of a day add up to its value", () => {
  for (const profile of PROFILE_NAMES) {
    for (const metric of METRICS) {
      for (const row of serverAnatomy(42, 1, { days: 120, profile, metric })) {
        const sum = DRIVERS.reduce((total, driver) => total + row[driver], row.base + row.bound + row.noise);
        assert.ok(Math.abs(sum - row.value) < 1e-9, `${profile} ${metric}: ${sum}, value ${row.value}`);
      }
    }
  }
});

Deno.test("each driver acts on its own days: weekday on weekends, calendar on holidays and period ends, events after them", () => {
  const run = { start: dayOf("2024-01-01"), days: 366 };
  const { calendar, events } = generateServer(42, 1, run).plan;
  for (const [day, row] of serverAnatomy(42, 1, run).entries()) {
    const facts = calendar[day]!;
    assert.equal(row.weekday !== 0, facts.isWeekend, `${facts.day} is a weekend`);
    if (facts.regime === "ordinary" && !facts.isBridge) assert.equal(row.calendar, 0);
    if (events.every(({ first }) => day < first)) assert.equal(row.events, 0);
  }
});

Deno.test("a server of the original halves on weekends, dips at the year's end, hardly grows and has no events", () => {
  const start = dayOf("2024-01-01");
  const rows = serverAnatomy(42, 1, { start, days: 366, profile: "original" });
  const saturday = rows[5]!, yearEnd = rows.at(-1)!;
  assert.equal(weekdayOf(start + 5), 5);
  assert.equal(saturday.base, 45);
  assert.ok(Math.abs(saturday.weekday / (saturday.base + saturday.growth) + 0.5) < 1e-9);
  assert.ok(yearEnd.calendar < 0 && yearEnd.growth / yearEnd.base < 0.006);
  assert.ok(rows.every(({ season, habit, events }) => season === 0 && habit === 0 && events === 0));
  // What spikes add is a few percent of the level, so that the drivers explain the rest.
  assert.ok(rows.every(({ base, bound }) => Math.abs(bound) < 0.1 * base));
});

Deno.test("an unknown metric is named, with those that there are", () => {
  assert.throws(
    () => serverAnatomy(42, 0, { days: 10, metric: "load" as "cpu_p95" }),
    /expected a metric among cpu_p95, mem_p95, .*, got "load"/,
  );
});
