import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { percentOf, unitSlips } from "./unit_slips.ts";

const DAYS = 120;
const weekly = (level = 50): Float64Array =>
  Float64Array.from({ length: DAYS }, (_, day) => (day % 7 < 5 ? level : level / 2) + (day * 7919 % 13) / 10);

function slipped(values: Float64Array, from: number, to: number): Float64Array {
  return values.map((value, day) => day >= from && day < to ? Math.round(value * 100) / 10_000 : value);
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, place) => from + place);

Deno.test("unitSlips() finds a month of fractions, whole and to the day", () => {
  const { slips, suspectUntil } = unitSlips([slipped(weekly(), 50, 80)])[0]!;
  deepStrictEqual(slips.map(({ days }) => days), [range(50, 80)]);
  deepStrictEqual([...suspectUntil!.keys()].filter((day) => suspectUntil![day]! > 0), range(50, 80));
  ok(slips[0]!.knownFrom >= 81);
});

Deno.test("unitSlips() finds one in the first days by the days after it, and one that ends the day before the last", () => {
  deepStrictEqual(unitSlips([slipped(weekly(), 1, 31)])[0]!.slips[0]!.days, range(1, 31));
  deepStrictEqual(unitSlips([slipped(weekly(), 89, 119)])[0]!.slips[0]!.days, range(89, 119));
});

Deno.test("unitSlips() sees through missing days and a day that is odd among them", () => {
  const values = slipped(weekly(), 50, 80);
  values[60] = NaN;
  values[65] = 0.9;
  deepStrictEqual(unitSlips([values])[0]!.slips[0]!.days, range(50, 80).filter((day) => day !== 60));
});

Deno.test("unitSlips() never calls a stretch a slip that is short, or not over", () => {
  deepStrictEqual(unitSlips([slipped(weekly(), 50, 56)])[0]!.slips, []);
  const open = unitSlips([slipped(weekly(), 90, DAYS)])[0]!;
  deepStrictEqual(open.slips, []);
  ok(open.suspectUntil![100]! > DAYS);
});

Deno.test("unitSlips() takes a stretch of more than three months for a new level", () => {
  const long = Float64Array.from(
    { length: 300 },
    (_, day) => weekly()[day % 112]! / (day < 100 || day >= 250 ? 1 : 100),
  );
  const { slips, suspectUntil } = unitSlips([long])[0]!;
  deepStrictEqual(slips, []);
  strictEqual(suspectUntil![100], 192);
  strictEqual(suspectUntil![200], 0);
});

Deno.test("unitSlips() leaves servers alone that go idle, move a level, or are idle by nature", () => {
  const idle = weekly().map((value, day) => day >= 50 && day < 80 ? 0.4 : value);
  const deeper = weekly().map((value, day) => day >= 50 && day < 80 ? value / 400 : value);
  const half = weekly().map((value, day) => day >= 50 && day < 80 ? value / 2 : value);
  const bursts = weekly().map((value, day) => day % 10 === 0 ? value : 0.3 + day % 3 / 10);
  for (const values of [weekly(), idle, deeper, half, bursts, new Float64Array(DAYS)]) {
    deepStrictEqual(unitSlips([values])[0]!.slips, []);
  }
});

Deno.test("unitSlips() lets a metric that has surely slipped vouch for another one of the same days", () => {
  // Bursts in the month before, none within it: on its own the spread does not fit.
  const calm = Float64Array.from({ length: DAYS }, (_, day) => day % 2 === 0 ? 5 : 25);
  const doubtful = calm.map((_, day) => day >= 50 && day < 80 ? 0.15 : calm[day]!);
  deepStrictEqual(unitSlips([doubtful])[0]!.slips, []);
  const [, vouched] = unitSlips([slipped(weekly(), 50, 80), doubtful]);
  deepStrictEqual(vouched?.slips[0]?.days, range(50, 80));
  deepStrictEqual(unitSlips([slipped(weekly(), 10, 40), doubtful])[1]!.slips, []);
});

Deno.test("percentOf() keeps the resolution of the gauges", () => {
  strictEqual(percentOf(0.2935), 29.35);
  strictEqual(percentOf(0.07), 7);
});
