import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { calendarOf } from "@lib/core/calendar.ts";
import { dayOf } from "@lib/core/day.ts";
import { calendarRidge } from "../calendar/calendar_ridge.ts";
import { fittedFleet } from "../fleet/fitted_fleet.ts";
import { smallFleet } from "../fleet/small_fleet.ts";
import type { Fitted } from "../forecaster.ts";
import { eventEffectRows } from "./event_effect_rows.ts";

Deno.test("eventEffectRows(): the shares by hand, days with two events left out", () => {
  const ahead = calendarOf("US-East", dayOf("2024-12-25"), 8);
  const made = (calendar: number): Fitted => ({
    model: "made",
    predict: () => {
      throw new Error("not asked for");
    },
    explain: (horizon) => [
      { name: "level", values: new Float64Array(horizon).fill(30) },
      { name: "weekday", values: new Float64Array(horizon).fill(10) },
      { name: "calendar", values: new Float64Array(horizon).fill(calendar) },
    ],
  });
  const rows = eventEffectRows([{ fitted: made(-20), ahead }, { fitted: made(-12), ahead }]);
  deepStrictEqual(rows.map(({ effect, group, servers, estimate }) => [effect, group, servers, estimate]), [
    ["quarter end, day 1", "period ends", 2, -40],
    ["quarter end, day 2", "period ends", 2, -40],
    ["quarter end, day 3", "period ends", 2, -40],
    ["quarter end, day 4", "period ends", 2, -40],
    ["quarter end, day 5", "period ends", 2, -40],
    ["Christmas Day", "holidays", 2, -40],
    ["New Year's Day", "holidays", 2, -40],
  ]);
  // −50 and −30: a standard deviation of √200, over √2 servers.
  ok(Math.abs(rows[0]!.high + 40 - 1.96 * 10) < 1e-9);
  deepStrictEqual(eventEffectRows([{ fitted: made(0), ahead }]), [], "never seen");
  deepStrictEqual(eventEffectRows([{ fitted: { model: "none", predict: made(1).predict }, ahead }]), []);
  strictEqual(eventEffectRows([{ fitted: made(4), ahead }])[0]!.estimate, 10);
  ok(Number.isNaN(eventEffectRows([{ fitted: made(4), ahead }])[0]!.low));
});

Deno.test("eventEffectRows(): a fleet's models learn what was planted", () => {
  const { panel, regions } = smallFleet({ servers: 20, days: 1200, shifts: 0 });
  const fitted = fittedFleet(calendarRidge, { panel, regions, metric: "cpu_p95", horizon: 365 });
  const ahead = calendarOf("US-East", panel.start + panel.days, 365);
  const rows = eventEffectRows([...fitted.values()].map((own) => ({ fitted: own, ahead })));
  const of = (effect: string): number => rows.find((row) => row.effect === effect)!.estimate;
  // Planted: +25 to +35 % on a quarter's last day, −35 to −70 % on holidays, nothing on other month ends.
  ok(of("quarter end, day 5") > 20 && of("quarter end, day 5") < 40, `${of("quarter end, day 5")}`);
  ok(of("Independence Day") < -35 && of("Independence Day") > -70, `${of("Independence Day")}`);
  ok(Math.abs(of("month end, day 3")) < 3, `${of("month end, day 3")}`);
});
