import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { isoDate } from "@lib/core/day.ts";
import { calendarBlind, calendarRidge } from "../calendar/calendar_ridge.ts";
import { forecastFleet } from "../fleet/fleet_forecast.ts";
import { smallFleet } from "../fleet/small_fleet.ts";
import { eventDays } from "./event_days.ts";

const models = { metric: "cpu_p95", one: calendarRidge.name, other: calendarBlind.name };

Deno.test("eventDays(): three weeks up to the latest quarter end, from the latest origin before it", () => {
  const { panel, regions } = smallFleet({ servers: 4, days: 800 });
  const { backtestForecast } = forecastFleet({
    panel,
    regions,
    horizon: 90,
    origins: 3,
    models: [calendarBlind, calendarRidge],
  });
  const found = eventDays([backtestForecast], models)!;
  // 2022-01-01 and 800 days end on 2024-03-10.
  deepStrictEqual([isoDate(found.origin), found.endsQuarter, found.servers.length], ["2023-12-11", true, 4]);
  const [{ days } = { days: [] }] = found.servers;
  deepStrictEqual([days.length, isoDate(days[0]!.day), isoDate(days.at(-1)!.day)], [20, "2023-12-12", "2023-12-31"]);
  const error = (name: "one" | "other"): number =>
    found.servers.flatMap((own) => own.days).reduce((sum, day) => sum + Math.abs(day[name] - day.actual), 0);
  ok(error("one") < error("other"), "knowing the calendar helps where it matters");
});

Deno.test("eventDays(): without a quarter end the last days; without one of the models nothing", () => {
  const { panel, regions } = smallFleet({ servers: 2, days: 80 });
  const input = { panel, regions, horizon: 10, origins: 2 };
  const apart = [calendarBlind, calendarRidge].map((model) =>
    forecastFleet({ ...input, models: [model] }).backtestForecast
  );
  const found = eventDays(apart, models)!;
  strictEqual(found.endsQuarter, false);
  deepStrictEqual(found.servers.map(({ days }) => days.length), [10, 10]);
  strictEqual(eventDays([forecastFleet({ ...input, models: [calendarRidge] }).backtestForecast], models), undefined);
});
