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

Deno.test("fleetCalendar() counts up from quarter ends, holidays and the beginning of the month", () => {
  const [us, none] = fleetCalendar(["US-East", "none"], dayOf("2024-12-30"), 6);
  deepStrictEqual([...us!.daysSinceEoq], [91, 92, 1, 2, 3, 4]);
  deepStrictEqual([...us!.daysSinceHoliday], [5, 6, 0, 1, 2, 3]);
  deepStrictEqual([...us!.daysToMonthEnd], [1, 0, 30, 29, 28, 27]);
  // Christmas and New Year's Day are no working days; the last of these six is a Saturday.
  deepStrictEqual([...us!.workdayOfMonth], [20, 21, 0, 1, 2, 2]);
  deepStrictEqual([...none!.workdayOfMonth], [21, 22, 1, 2, 3, 3]);
  ok(none!.daysSinceHoliday.every(Number.isNaN));
});

Deno.test("fleetCalendar() marks bridge days and starts in 1970", () => {
  // Thanksgiving is a Thursday, the Friday after it lies between two free days.
  const [us] = fleetCalendar(["US-East"], dayOf("2024-11-27"), 4);
  deepStrictEqual([...us!.isBridge], [0, 0, 1, 0]);
  const [first] = fleetCalendar(["EU"], dayOf("1970-01-01"), 3);
  deepStrictEqual([...first!.daysSinceHoliday], [0, 1, 2]);
});

Deno.test("fleetCalendar() gives servers of one region the same calendar", () => {
  const [a, b] = fleetCalendar(["none", "none"], dayOf("2024-01-01"), 3);
  strictEqual(a, b);
});
