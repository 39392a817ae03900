import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { dayOf } from "@lib/core/day.ts";
import { centredMean, groupSeries, presentValues } from "./panel_series.ts";

const START = dayOf("2024-01-01"); // a Monday

Deno.test("groupSeries(): mean of a group's present values, day by day on a short span", () => {
  const panel = { servers: ["a", "b"], start: START, days: 2, values: { cpu_p95: Float64Array.of(1, NaN, 3, NaN) } };
  deepStrictEqual(groupSeries(panel, "cpu_p95", ["web", "web"]), [
    { timestamp: new Date("2024-01-01"), group: "web", value: 2 },
  ]);
});

Deno.test("groupSeries(): long spans by whole weeks from Monday", () => {
  const values = Float64Array.from({ length: 150 }, (_, day) => Math.floor(day / 7));
  const weeks = groupSeries({ servers: ["a"], start: START, days: 150, values: { cpu_p95: values } }, "cpu_p95", [
    "web",
  ]);
  strictEqual(weeks.length, 21);
  deepStrictEqual(weeks.map(({ value }) => value), Array.from({ length: 21 }, (_, week) => week));
});

Deno.test("presentValues() and centredMean() skip what is missing", () => {
  const panel = { servers: ["a", "b"], start: START, days: 2, values: { cpu_p95: Float64Array.of(5, NaN, 3, 4) } };
  deepStrictEqual([...presentValues(panel, "cpu_p95", ["web", "db"], "db")], [3, 4]);
  deepStrictEqual([...centredMean([1, NaN, 3, NaN, NaN, NaN], 3)], [1, 2, 3, 3, NaN, NaN]);
});
