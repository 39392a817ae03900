import { deepStrictEqual } from "node:assert/strict";
import { frozenDays } from "./frozen_sensor.ts";

const moving = () => Float64Array.from({ length: 60 }, (_, day) => 40 + (day * 7919 % 101) / 10);

Deno.test("frozenDays() takes the repetitions of a run, not the day that they repeat", () => {
  deepStrictEqual(frozenDays(moving().fill(44.4, 40, 48)), [41, 42, 43, 44, 45, 46, 47]);
  deepStrictEqual(frozenDays(moving().fill(44.4, 40, 44)), [41, 42, 43]);
});

Deno.test("frozenDays() leaves idle, saturated, steady and moving series alone", () => {
  deepStrictEqual(frozenDays(moving()), []);
  deepStrictEqual(frozenDays(moving().fill(0, 40, 50)), []);
  deepStrictEqual(frozenDays(moving().fill(100, 40, 50), 100), []);
  deepStrictEqual(frozenDays(new Float64Array(60).fill(73)), []);
  // A memory reservation moves in steps: equal neighbours are its nature, in short steps and in long ones.
  deepStrictEqual(frozenDays(Float64Array.from({ length: 60 }, (_, day) => 30 + Math.floor(day / 3))), []);
  deepStrictEqual(frozenDays(Float64Array.from({ length: 60 }, (_, day) => 30 + Math.floor(day / 10))), []);
});

Deno.test("frozenDays() asks more of a run where neighbours are often equal", () => {
  // Every other pair is equal: four days in a row come by chance, sixteen do not.
  const values = Float64Array.from({ length: 120 }, (_, day) => 40 + Math.floor(day / 2) * 7919 % 101);
  deepStrictEqual(frozenDays(values.slice().fill(44.5, 40, 45)), []);
  deepStrictEqual(frozenDays(values.slice().fill(44.5, 40, 56)).length, 15);
});

Deno.test("frozenDays() knows a machine at rest, which shows the same few values", () => {
  const resting = Float64Array.from({ length: 60 }, (_, day) => day % 3 === 0 ? 0.27 + (day % 2) / 100 : 1 + day / 10);
  deepStrictEqual(frozenDays(resting.slice().fill(0.27, 40, 45)), []);
  deepStrictEqual(frozenDays(resting.slice().fill(9.9, 40, 45)), [41, 42, 43, 44]);
});

Deno.test("frozenDays() looks through missing days and takes none of them", () => {
  const values = moving().fill(44.4, 40, 48);
  values[42] = NaN;
  deepStrictEqual(frozenDays(values), [41, 43, 44, 45, 46, 47]);
});

Deno.test("frozenDays() needs other days to compare with", () => {
  deepStrictEqual(frozenDays(moving().slice(0, 15).fill(44.4, 3, 9)), []);
  deepStrictEqual(frozenDays(new Float64Array(0)), []);
});
