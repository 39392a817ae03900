import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { calendarOf } from "@lib/core/calendar.ts";
import { dayOf } from "@lib/core/day.ts";
import { randomFor } from "@lib/core/random.ts";
import { calendarDesign } from "./calendar_design.ts";
import { factoredDesign } from "./factored_design.ts";
import { learn, NO_LESSON, type Pupil } from "./lesson.ts";
import { fitRidge } from "./ridge_fit.ts";

const DAYS = 1000;
const calendar = calendarOf("US-East", dayOf("2022-01-01"), DAYS + 1);
const model = factoredDesign(calendarDesign(calendar, DAYS, { events: true }), NO_LESSON);

/** Servers with a holiday effect around −0.6 that differs from server to server by `spread`, and no month end. */
function pupils(count: number, spread: number): Pupil[] {
  return Array.from({ length: count }, (_, server) => {
    const random = randomFor(server, "pupils"), effect = -0.6 + spread * random.normal();
    const values = Float64Array.from(
      { length: DAYS },
      (_, day) => (calendar[day]!.holiday === null ? 0 : effect) + 0.1 * random.normal(),
    );
    const { coefficients, noise } = fitRidge(model, model.factor, values);
    return { model, coefficients, noise };
  });
}

Deno.test("learn() finds the common effect and how much servers differ", () => {
  const alike = learn(pupils(60, 0)), unlike = learn(pupils(60, 0.3));
  ok(Math.abs(alike.means.get("any holiday")! + 0.6) < 0.1);
  ok(alike.penalties["any holiday"] > 3 * unlike.penalties["any holiday"]);
  // Spread 0.3 at noise 0.1: a penalty of (0.1 / 0.3)² = 0.11.
  ok(unlike.penalties["any holiday"] > 0.05 && unlike.penalties["any holiday"] < 0.25);
  ok(alike.penalties["month end"] > NO_LESSON.penalties["month end"]);
});

Deno.test("learn(): the wandering level of servers that do not wander is held back", () => {
  ok(learn(pupils(40, 0)).penalties.wander > 3 * NO_LESSON.penalties.wander);
});

Deno.test("learn() of nothing, or of series without noise, is what is known without a fleet", () => {
  deepStrictEqual(learn([]), NO_LESSON);
  const quiet = { model, coefficients: new Float64Array(model.design.terms.length), noise: 0 };
  strictEqual(learn([quiet]), NO_LESSON);
});

Deno.test("a fit that has had a lesson starts from the fleet's effects", () => {
  const taught = factoredDesign(model.design, learn(pupils(60, 0.05)));
  const untaught = new Float64Array(DAYS).fill(NaN, 30);
  const term = model.design.terms.findIndex(({ name }) => name === "any holiday");
  const { coefficients } = fitRidge(taught, taught.factor, untaught.fill(0, 0, 30));
  ok(coefficients[term]! < -0.3);
});
