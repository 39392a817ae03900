import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { dayOf } from "@lib/core/day.ts";
import { fleetCalendar } from "./calendar_columns.ts";

Deno.test("fleetCalendar() counts down to quarter ends and holidays, the last day included", () => {
  const [us, none] = fleetCalendar(["US-East", "none"], dayOf("2024-12-24"), 9);
  deepStrictEqual([...us!.daysToEoq], [7, 6, 5, 4, 3, 2, 1, 0, 89]);
  deepStrictEqual([...us!.daysToHoliday.slice(0, 2)], [1, 0]);
  deepStrictEqual([...us!.isEoq], [0, 0, 0, 1, 1, 1, 1, 1, 0]);
  ok(none!.daysToHoliday.every(Number.isNaN));
  strictEqual(us!.isHoliday[1], 1);
});

Deno.test("fleetCalendar() gives servers of one region the same calendar", () => {
  const [a, b] = fleetCalendar(["none", "none"], dayOf("2024-01-01"), 3);
  strictEqual(a, b);
});
