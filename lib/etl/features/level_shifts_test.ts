import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { daysSinceLevelShift } from "./level_shifts.ts";

/** Weekly means of a level that changes on some days. */
function weeklyOf(level: (day: number) => number, days = 200): Float64Array {
  const daily = Array.from({ length: days }, (_, day) => level(day) + day % 7);
  return Float64Array.from(
    daily,
    (_, day) => day < 7 ? NaN : daily.slice(day - 7, day).reduce((sum, value) => sum + value, 0) / 7,
  );
}

Deno.test("daysSinceLevelShift() shows a step three weeks after its first day, up or down, and counts on from it", () => {
  for (const after of [60, 15]) {
    const since = daysSinceLevelShift(weeklyOf((day) => day < 100 ? 30 : after));
    const shown = since.findIndex((days) => !Number.isNaN(days));
    // A week that is partly on the new level may tell already.
    ok(shown > 114 && shown <= 121, `shown on day ${shown}`);
    deepStrictEqual([...since.slice(shown, shown + 3)], [21, 22, 23]);
    strictEqual(since[199], 199 - shown + 21, "one step is one shift");
  }
});

Deno.test("daysSinceLevelShift() sees two steps, and neither a spike, nor slow growth, nor a step within the noise", () => {
  const twice = daysSinceLevelShift(weeklyOf((day) => day < 80 ? 20 : day < 140 ? 40 : 60));
  ok(twice[199]! < 70 && twice[130]! >= 40);
  for (
    const level of [
      (day: number) => day === 100 ? 99 : 30,
      (day: number) => 30 + day / 20,
      (day: number) => day < 100 ? 30 : 33,
      (day: number) => 30 + 20 * Math.sin(day / 3),
    ]
  ) ok(daysSinceLevelShift(weeklyOf(level)).every(Number.isNaN));
});
