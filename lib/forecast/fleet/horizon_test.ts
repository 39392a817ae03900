import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { calendarOf } from "@lib/core/calendar.ts";
import { dayOf } from "@lib/core/day.ts";
import { bucketLabel, bucketOf, historyNotes, originsOf, usableHorizon } from "./horizon.ts";

Deno.test("usableHorizon() is at most a third of the history, at least 1 and never more than asked for", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 400 }), (days, requested) => {
    const horizon = usableHorizon(days, requested);
    ok(horizon >= 1 && horizon <= requested && (horizon === 1 || 3 * horizon <= days));
  }));
  throws(() => usableHorizon(0, 90), /expected 1 day of history or more, got 0/);
  throws(() => usableHorizon(90, 1.5), /expected 1 day ahead or more, got 1.5/);
});

Deno.test("originsOf() leaves a whole horizon after every origin and half of the history before it", () => {
  deepStrictEqual(originsOf(1461, 90, 4), [1371, 1281, 1191, 1101]);
  deepStrictEqual(originsOf(14, 4, 4), [10, 9, 8, 7]);
  deepStrictEqual(originsOf(5, 1, 4), []);
  fc.assert(fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 8 }), (days, wanted) => {
    const horizon = usableHorizon(days, 90);
    const origins = originsOf(days, horizon, wanted);
    strictEqual(new Set(origins).size, origins.length);
    ok(origins.length <= wanted);
    ok(origins.every((length) => length >= 7 && length + horizon <= days));
  }));
});

Deno.test("originsOf() tries at least one quarter end where the history allows it", () => {
  const first = dayOf("2023-01-01");
  fc.assert(fc.property(fc.integer({ min: 20, max: 1500 }), fc.integer({ min: 1, max: 120 }), (days, asked) => {
    const horizon = usableHorizon(days, asked);
    const calendar = calendarOf("none", first, days);
    const origins = originsOf(days, horizon, 4, calendar);
    strictEqual(new Set(origins).size, origins.length);
    ok(origins.every((length, index) => length >= 7 && length + horizon <= days && !(length >= origins[index - 1]!)));
    const tested = origins.some((length) =>
      calendar.slice(length, length + horizon).some(({ quarterEndStep }) => quarterEndStep === 5)
    );
    ok(tested || days < 260);
  }));
  // Four weeks in the middle of a quarter: the earliest origin moves to the quarter end before.
  const days = 500, calendar = calendarOf("none", dayOf("2023-10-01"), days);
  ok(originsOf(days, 7, 4).at(-1)! > originsOf(days, 7, 4, calendar).at(-1)!);
});

Deno.test("bucketOf() and bucketLabel() count in thirties", () => {
  deepStrictEqual([1, 30, 31, 90].map((step) => bucketLabel(bucketOf(step))), ["1-30", "1-30", "31-60", "61-90"]);
});

Deno.test("historyNotes() says what 90 days cannot carry, and nothing of four years", () => {
  const notes = historyNotes(calendarOf("none", dayOf("2013-08-01"), 45), { requested: 90, horizon: 15, origins: 4 });
  ok(notes.some((note) => /horizon is 15 days instead of 90/.test(note)));
  ok(notes.some((note) => /yearly pattern/.test(note)));
  ok(notes.some((note) => /no quarter end/.test(note)));
  deepStrictEqual(
    historyNotes(calendarOf("none", dayOf("2022-01-01"), 1461), { requested: 90, horizon: 90, origins: 4 }),
    [],
  );
});
