import { deepStrictEqual, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { DAY_MS } from "@lib/core/day.ts";
import { randomFor } from "@lib/core/random.ts";
import { expectedReadings } from "./expected_readings.ts";

const MINUTE = 60_000;

/** Readings every so many minutes on each of some days. */
function everyDay(minutes: readonly number[]): number[] {
  return minutes.flatMap((step, day) =>
    Array.from({ length: 1440 / step }, (_, index) => day * DAY_MS + index * step * MINUTE)
  );
}

function expected(times: readonly number[]): number[] {
  const firsts = times.flatMap((time, index) =>
    Math.floor(time / DAY_MS) === Math.floor((times[index - 1] ?? -1) / DAY_MS) ? [] : [index]
  );
  return [...expectedReadings(Float64Array.from(times), firsts)];
}

Deno.test("expectedReadings(): old hours and new minutes are whole days, whichever come first", () => {
  const hours = new Array<number>(20).fill(60), minutes = new Array<number>(20).fill(5);
  deepStrictEqual(expected(everyDay([...hours, ...minutes])), [...hours.map(() => 24), ...minutes.map(() => 288)]);
  deepStrictEqual(expected(everyDay([...minutes, ...hours])), [...minutes.map(() => 288), ...hours.map(() => 24)]);
});

Deno.test("expectedReadings(): a day that lost most of its readings is judged by the days before", () => {
  const times = everyDay(new Array<number>(20).fill(5));
  const random = randomFor(7);
  const left = times.filter((time) => Math.floor(time / DAY_MS) !== 15 || random.uniform() < 0.06);
  deepStrictEqual(expected(left), new Array(20).fill(288));
  deepStrictEqual(expected(times.filter((_, index) => index < 288 * 10 || index === 288 * 10)).at(-1), 288);
  deepStrictEqual(expected(times.slice(287)), new Array(20).fill(288), "one reading on the first day");
});

Deno.test("expectedReadings(): a second row on one day of daily rows makes it no day of minutes", () => {
  const days = everyDay(new Array<number>(20).fill(1440));
  deepStrictEqual(expected([...days, days[9]! + 5 * MINUTE].sort((a, b) => a - b)), new Array(20).fill(1));
});

Deno.test("expectedReadings(): values of one moment that disagree are no step", () => {
  const times = everyDay([5, 5]).flatMap((time) => [time, time, time]);
  deepStrictEqual(expected(times), [288, 288]);
  deepStrictEqual(expected([0, 0, 0]), [1]);
});

Deno.test("expectedReadings(): from the second week on, what comes later changes nothing", () => {
  const step = fc.constantFrom(5, 15, 60, 360, 1440);
  fc.assert(
    fc.property(fc.array(step, { minLength: 8, maxLength: 40 }), fc.array(step, { maxLength: 30 }), (past, future) => {
      deepStrictEqual(expected(everyDay([...past, ...future])).slice(0, past.length), expected(everyDay(past)));
    }),
    { numRuns: 50 },
  );
  strictEqual(expected(everyDay([5]))[0], 288);
});
