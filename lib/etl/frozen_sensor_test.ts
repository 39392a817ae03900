import { deepStrictEqual } from "node:assert/strict";
import { frozenDays } from "./frozen_sensor.ts";

const moving = () => Float64Array.from({ length: 60 }, (_, day) => 40 + (day * 7919 % 101) / 10);

Deno.test("frozenDays() starts at the fifth equal day and ends with the run", () => {
  const values = moving().fill(44.4, 40, 48);
  deepStrictEqual(frozenDays(values), [44, 45, 46, 47]);
});

Deno.test("frozenDays() leaves idle, steady and moving series alone", () => {
  deepStrictEqual(frozenDays(moving()), []);
  deepStrictEqual(frozenDays(moving().fill(0, 40, 50)), []);
  deepStrictEqual(frozenDays(new Float64Array(60).fill(73)), []);
  // A memory reservation moves in steps: equal neighbours are its nature.
  deepStrictEqual(frozenDays(Float64Array.from({ length: 60 }, (_, day) => 30 + Math.floor(day / 3))), []);
});

Deno.test("frozenDays() looks through missing days", () => {
  const values = moving().fill(44.4, 40, 48);
  values[42] = NaN;
  deepStrictEqual(frozenDays(values), [45, 46, 47]);
});
