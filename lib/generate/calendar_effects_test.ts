import assert from "node:assert/strict";
import { dayOf } from "@lib/core/day.ts";
import { calendarEffects } from "./calendar_effects.ts";
import { generateFleet } from "./fleet.ts";

const year = { servers: 20, start: dayOf("2024-01-01"), days: 366 };

Deno.test("calendarEffects(): every effect of every type that a year shows, the end of the run left out", () => {
  const rows = calendarEffects(generateFleet(year));
  const effects = new Set(rows.map(({ effect }) => effect));
  // Two quarters of 2024 end on a Sunday; and no ordinary day follows the last one, to hold the year's end against.
  assert.deepEqual([...effects].sort(), ["holiday", "month end", "quarter end, Q3", "weekend"]);
  assert.equal(rows.length, 4 * effects.size);
});

Deno.test("memory feels the calendar less than CPU does", () => {
  const fleet = generateFleet(year);
  const weekend = (metric: "cpu_p95" | "mem_p95") =>
    calendarEffects(fleet, metric).find((row) => row.server_type === "web" && row.effect === "weekend")!;
  assert.ok(weekend("cpu_p95").got < 0.6 && weekend("mem_p95").got > 0.8);
  assert.ok(weekend("mem_p95").asked > weekend("cpu_p95").asked);
});

Deno.test("the original has no month ends and no holidays of its servers' regions, and is seen through", () => {
  const rows = calendarEffects(generateFleet({ ...year, profile: "original" }));
  for (const { effect, got } of rows) {
    if (effect === "month end") assert.ok(Math.abs(got - 1) < 0.01, `${got}`);
    if (effect === "holiday") assert.ok(got > 0.85, `${got}`);
  }
});

Deno.test("a run without a special day between ordinary ones has no effects", () => {
  assert.deepEqual(calendarEffects(generateFleet({ servers: 4, start: dayOf("2024-02-05"), days: 4 })), []);
});
