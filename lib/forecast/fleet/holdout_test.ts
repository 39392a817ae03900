import assert from "node:assert/strict";
import { calendarOf } from "@lib/core/calendar.ts";
import { calendarBlind, calendarRidge } from "../calendar/calendar_ridge.ts";
import { holdoutMedians } from "./holdout.ts";
import { FLEET_MODELS } from "./fleet_models.ts";
import { smallFleet } from "./small_fleet.ts";

const { panel } = smallFleet({ servers: 3, days: 300 });
const calendar = calendarOf("none", panel.start, panel.days);
const holdout = { panel, calendars: panel.servers.map(() => calendar), metric: "cpu_p95", days: 60 } as const;

Deno.test("holdoutMedians() of every model sees nothing of the days held out", () => {
  const cpu_p95 = panel.values.cpu_p95!.map((value, cell) => cell % 300 < 240 ? value : 1);
  for (const model of FLEET_MODELS) {
    const medians = holdoutMedians(model, holdout);
    assert.equal(medians.length, 3 * 60);
    assert.ok(medians.every(Number.isFinite));
    assert.deepEqual(holdoutMedians(model, { ...holdout, panel: { ...panel, values: { cpu_p95 } } }), medians);
  }
  assert.notDeepEqual(holdoutMedians(calendarBlind, holdout), holdoutMedians(calendarRidge, holdout));
});

Deno.test("holdoutMedians() wants days to hold out and days to learn from", () => {
  for (const days of [0, 300, NaN]) {
    assert.throws(() => holdoutMedians(calendarBlind, { ...holdout, days }), /expected 1 to 299/);
  }
});
