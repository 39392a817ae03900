import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { calendarOf } from "@lib/core/calendar.ts";
import { DAY_MS, dayOf } from "@lib/core/day.ts";
import { randomFor } from "@lib/core/random.ts";
import { calendarRidge } from "./calendar/calendar_ridge.ts";
import type { FittedOutlook } from "./calendar/outlook.ts";
import { weeklyNaive } from "./calendar/weekly_naive.ts";
import { effects, fleetEffects } from "./effects.ts";

const first = dayOf("2022-01-01"), days = 1461;
const calendar = calendarOf("US-East", first, days + 30);

/** Weekends −40 %, holidays −60 %, quarter ends up to +30 %, growth 10 % a year, noise 5 %. */
function fittedServer(seed: number): FittedOutlook {
  const random = randomFor(seed, "effects");
  const values = Float64Array.from({ length: days }, (_, index) => {
    const day = calendar[index]!;
    return 40 * 1.1 ** (index / 365.25) * (day.isWeekend ? 0.6 : 1) * (1 + 0.3 * day.quarterEndStep / 5) *
      (day.holiday === null ? 1 : 0.4) * Math.exp(0.05 * random.normal());
  });
  return calendarRidge.fit({ values, start: first * DAY_MS, calendar });
}

const planted: Record<string, number> = {
  "growth a year": 10,
  weekend: -40,
  "quarter end, day 5": 30,
  "quarter end, day 1": 6,
  "month end, day 3": 0,
  holiday: -60,
  "Christmas Day": -60,
  "bridge day": 0,
};
const servers = Array.from({ length: 20 }, (_, seed) => fittedServer(seed));

Deno.test("effects() finds what was planted, within its intervals nearly always", () => {
  let inside = 0, all = 0;
  for (const server of servers) {
    const found = effects(server);
    for (const [name, value] of Object.entries(planted)) {
      const { estimate, low, high, standardError } = found.find(({ effect }) => effect === name)!;
      ok(low <= estimate && estimate <= high && standardError > 0 && standardError < 5, name);
      ok(Math.abs(estimate - value) < 10, `${name}: ${estimate} for ${value}`);
      all++;
      if (value >= low && value <= high) inside++;
    }
  }
  ok(inside / all > 0.85 && inside / all <= 1, `${inside} of ${all}`);
});

Deno.test("fleetEffects() are means over the servers, surer than those of one", () => {
  const fleet = fleetEffects(servers);
  deepStrictEqual(fleet.map(({ effect }) => effect), effects(servers[0]!).map(({ effect }) => effect));
  for (const [name, value] of Object.entries(planted)) {
    const own = fleet.find(({ effect }) => effect === name)!;
    strictEqual(own.servers, 20);
    ok(Math.abs(own.estimate - value) < 5 && own.q10 <= own.estimate && own.q90 >= own.estimate, name);
    const alone = effects(servers[0]!).find(({ effect }) => effect === name)!;
    ok(own.high - own.low < alone.high - alone.low, name);
  }
});

Deno.test("effects() are those of models that have them", () => {
  const naive = weeklyNaive.fit({ values: Float64Array.of(1, 2, 3) });
  throws(() => effects(naive), /expected a model with effects/);
  deepStrictEqual(fleetEffects([naive]), []);
});
