import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { dayOf } from "@lib/core/day.ts";
import { completenessOf } from "./completeness.ts";

Deno.test("completenessOf() counts long spans by week, nothing outside of a server's lifetime", () => {
  // The first day is a Wednesday, so the first week has five days.
  const start = dayOf("2024-01-03"), days = 130;
  const daily = new Float32Array(2 * days).fill(1);
  daily.fill(0, 5, 8);
  daily[8] = 0.5;
  const lifetimes = [{ first: 5, last: days - 1 }, { first: 0, last: 1 }];
  const { stepDays, starts, shares } = completenessOf(["a", "b"], { cpu_p95: daily }, { start, days, lifetimes });
  deepStrictEqual([stepDays, starts.length, starts[0]], [7, 19, dayOf("2024-01-01")]);
  const cpu = shares.cpu_p95!;
  deepStrictEqual([...cpu.slice(0, 3)], [NaN, 3.5 / 7, 1]);
  deepStrictEqual([...cpu.slice(19, 21)], [1, NaN]);
});

Deno.test("completenessOf() counts short spans by day", () => {
  const daily = Float32Array.of(1, 0.25, 0, 1);
  const { stepDays, starts, shares } = completenessOf(["a"], { mem_p95: daily }, {
    start: dayOf("2024-01-03"),
    days: 4,
    lifetimes: [{ first: 1, last: 3 }],
  });
  deepStrictEqual([stepDays, [...starts]], [1, [0, 1, 2, 3].map((day) => dayOf("2024-01-03") + day)]);
  deepStrictEqual([...shares.mem_p95!], [NaN, 0.25, 0, 1]);
  strictEqual(shares.cpu_p95, undefined);
});
