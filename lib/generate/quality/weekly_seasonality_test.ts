import assert from "node:assert/strict";
import { dayOf } from "@lib/core/day.ts";
import { randomFor } from "@lib/core/random.ts";
import { weeklySeasonality } from "./weekly_seasonality.ts";

const START = dayOf("2022-01-01");

/** A year of noise that persists, around a level per day. */
function series(stream: number, level: (day: number) => number): Float64Array {
  const random = randomFor(1, "weekly", stream);
  let state = random.normal();
  return Float64Array.from({ length: 365 }, (_, day) => {
    state = 0.6 * state + 0.8 * random.normal();
    return level(day) + state;
  });
}

function significant(level: (day: number) => number): number {
  return Array.from({ length: 300 }, (_, stream) => weeklySeasonality(series(stream, level), START))
    .filter((p) => p < 0.01).length;
}

Deno.test("weeklySeasonality() sees a week of half the noise", () => {
  assert.ok(significant((day) => (START + day + 3) % 7 > 4 ? -1 : 0) > 285);
});

Deno.test("weeklySeasonality() takes neither noise that persists, nor growth, a year or the filling of a disk for a week", () => {
  for (
    const level of [
      () => 0,
      (day: number) => 0.1 * day,
      (day: number) => 5 * Math.sin(day / 365 * 2 * Math.PI),
      (day: number) => (day % 41) / 8,
    ]
  ) assert.ok(significant(level) <= 12, `${significant(level)} of 300`);
});

Deno.test("weeklySeasonality() of noise alone: no more often below 0.01 than it says", () => {
  const falseAlarms = (keep: number): number =>
    Array.from({ length: 1000 }, (_, stream) => {
      const random = randomFor(2, "noise alone", stream);
      let state = random.normal();
      const values = Float64Array.from(
        { length: 365 },
        () => state = keep * state + Math.sqrt(1 - keep * keep) * random.normal(),
      );
      return weeklySeasonality(values, START);
    }).filter((p) => p < 0.01).length;
  assert.ok(falseAlarms(0) <= 20);
  const persistent = falseAlarms(0.9);
  assert.ok(persistent > 15 && persistent <= 45, `${persistent} of 1,000`);
});

Deno.test("weeklySeasonality() of a short or silent series is missing", () => {
  assert.equal(weeklySeasonality(new Float64Array(50).fill(1), START), NaN);
  assert.equal(weeklySeasonality(new Float64Array(200).fill(NaN), START), NaN);
  assert.equal(weeklySeasonality(new Float64Array(200).fill(7), START), 1);
});

Deno.test("weeklySeasonality() looks at whole weeks wherever the series starts", () => {
  for (let shift = 0; shift < 7; shift++) {
    const values = Float64Array.from({ length: 120 }, (_, day) => (START + shift + day + 3) % 7 === 2 ? 9 : day % 2);
    assert.ok(weeklySeasonality(values, START + shift) < 1e-4);
  }
});
