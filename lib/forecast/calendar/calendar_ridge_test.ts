import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { calendarOf } from "@lib/core/calendar.ts";
import { DAY_MS, dayOf } from "@lib/core/day.ts";
import { randomFor } from "@lib/core/random.ts";
import { calendarBlind, calendarRidge } from "./calendar_ridge.ts";
import { explain } from "../explain.ts";
import type { DailyHistory, FittedOutlook } from "./outlook.ts";
import { weeklyNaive } from "./weekly_naive.ts";
import { smallFleet } from "../fleet/small_fleet.ts";

const first = dayOf("2022-01-01"), start = first * DAY_MS;
const calendar = calendarOf("US-East", first, 1461);

/** Weekdays 40, weekends 20, holidays half, no noise. */
const values = Float64Array.from(
  calendar,
  (day) => (day.isWeekend ? 20 : 40) * (day.holiday === null ? 1 : 0.5) * (1 + 0.3 * day.quarterEndStep / 5),
);

Deno.test("calendarRidge finds weekends, holidays and quarter ends in a year that it has not seen", () => {
  const past = 1461 - 90;
  const { quantiles: [median] } = calendarRidge
    .fit({ values: values.subarray(0, past), start, calendar }).predict(90, [0.5]);
  median!.forEach((got, step) => {
    const { holiday, isWeekend } = calendar[past + step]!;
    // A holiday that fell on weekends before shares what the others taught.
    const tolerance = holiday !== null || isWeekend ? 0.12 : 0.05;
    ok(Math.abs(got / values[past + step]! - 1) < tolerance, `step ${step}: ${got} for ${values[past + step]}`);
  });
});

Deno.test("calendarBlind misses the holidays that calendarRidge knows", () => {
  const past = calendar.findIndex(({ day }) => day === dayOf("2025-12-20"));
  const christmas = calendar.findIndex(({ day }) => day === dayOf("2025-12-25")) - past;
  const medianOf = (model: typeof calendarRidge): number =>
    model.fit({ values: values.subarray(0, past), start, calendar }).predict(10, [0.5]).quantiles[0]![christmas]!;
  ok(Math.abs(medianOf(calendarRidge) - 20) < 2);
  ok(medianOf(calendarBlind) > 35);
});

Deno.test("explain() adds up to the model's median", () => {
  const { panel } = smallFleet({ servers: 1, days: 800 });
  const fitted = calendarRidge.fit({ values: panel.values.cpu_p95!, start: panel.start * DAY_MS });
  const components = explain(fitted, 60);
  const { center } = fitted.outlook(60);
  center.forEach((value, step) => {
    const sum = components.reduce((total, { values: own }) => total + own[step]!, 0);
    ok(Math.abs(sum - (Math.exp(value) - fitted.link.shift)) < 1e-9);
  });
  throws(
    () => explain(weeklyNaive.fit({ values: panel.values.cpu_p95!, start: panel.start * DAY_MS }), 5),
    /expected a model with components/,
  );
});

Deno.test("calendarRidge follows a level shift within two weeks", () => {
  const shifted = Float64Array.from({ length: 400 }, (_, day) => day < 380 ? 30 : 45);
  const { quantiles: [median] } = calendarRidge.fit({ values: shifted, start }).predict(14, [0.5]);
  ok(median!.every((value) => value > 38 && value < 50));
});

Deno.test("calendarRidge names a calendar that does not fit", () => {
  const history = { values: values.subarray(0, 100), start };
  throws(() => calendarRidge.fit({ ...history, calendar: calendar.slice(1) }), /expected a calendar from day 18993/);
  throws(() => calendarRidge.fit({ ...history, calendar: calendar.slice(0, 50) }), /expected a calendar of 100 days/);
  throws(
    () => calendarRidge.fit({ ...history, calendar: calendar.slice(0, 110) }).predict(11, [0.5]),
    /expected a horizon within the calendar \(10 days\), got 11/,
  );
});

Deno.test("calendarRidge does not mind a server that started late", () => {
  const late = values.slice().fill(NaN, 0, 1000);
  const { mean, model } = calendarRidge.fit({ values: late.subarray(0, 1371), start, calendar }).predict(90, [0.5]);
  strictEqual(model, "calendar ridge");
  ok(mean.every((value) => value > 5 && value < 60));
});

Deno.test("calendarRidge carries a steady ramp on, though its scale is a logarithm's", () => {
  const random = randomFor(1, "ramp");
  for (const [from, to, days] of [[20, 60, 1461], [40, 85, 1461], [30, 50, 365]] as const) {
    const rise = (to - from) / days;
    const ramp = Float64Array.from({ length: days }, (_, day) => from + rise * day + 0.3 * random.normal());
    const fitted = calendarRidge.fit({ values: ramp, start, bounds: { low: 0, high: 100 } });
    const { quantiles: [median] } = fitted.predict(90, [0.5]);
    const last = from + rise * (days + 89);
    ok(Math.abs(median![89]! - last) < 0.06 * (to - from) + 0.6, `${median![89]} for ${last}`);
  }
});

Deno.test("calendarRidge takes histories of eight days and of twenty years", () => {
  const load = (day: number): number => 30 + day / 400 + (day % 7 < 5 ? 5 : 0) + Math.sin(day);
  for (const days of [8, 14, 20, 60, 7305]) {
    const fitted = calendarRidge.fit({ values: Float64Array.from({ length: days }, (_, day) => load(day)), start });
    const { quantiles: [median] } = fitted.predict(14, [0.5]);
    ok(median!.every((value) => value > 25 && value < 60), `${days} days`);
    strictEqual(fitted.model === "calendar ridge", days >= 14);
  }
});

Deno.test("calendarRidge.fitFleet(): a young server has its fleet's holidays, and no later day teaches an earlier one", () => {
  const { panel } = smallFleet({ servers: 20, shifts: 0 });
  const seen = panel.days - 60, christmas = calendar.findIndex(({ day }) => day === dayOf("2025-12-25")) - seen;
  const histories = (change: number): DailyHistory[] =>
    panel.servers.map((_, server) => ({
      values: panel.values.cpu_p95!.map((value, at) => at % panel.days < seen ? value : value * change)
        .slice(server * panel.days, server * panel.days + seen).fill(NaN, 0, server === 0 ? seen - 60 : 0),
      start,
      calendar,
    }));
  const medianOf = (fitted: FittedOutlook): Float64Array => fitted.predict(60, [0.5]).quantiles[0]!;
  const { fitted, lesson } = calendarRidge.fitFleet!(histories(1));
  const young = medianOf(fitted[0]!), alone = medianOf(calendarRidge.fit(histories(1)[0]!));
  // Holidays cost these servers 35 to 70 %; the young one has seen none of the year's end.
  ok(young[christmas]! < 0.75 * young[christmas - 7]!);
  ok(alone[christmas]! > young[christmas]!);
  deepStrictEqual(calendarRidge.fitFleet!(histories(3)).lesson(), lesson());
});
