import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { trailingMoments } from "./trailing_moments.ts";

/** Two passes over each window. */
function naive(values: readonly number[], day: number, days: number): [mean: number, deviation: number] {
  const window = values.slice(Math.max(0, day - days), day).filter((value) => !Number.isNaN(value));
  if (day < days || window.length < Math.max(2, Math.ceil(days / 2))) return [NaN, NaN];
  // Sums of distances from one of the values keep the digits that a plain sum of large values would lose.
  const origin = window[0]!;
  const mean = origin + window.reduce((sum, value) => sum + (value - origin), 0) / window.length;
  const squares = window.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return [mean, Math.sqrt(squares / (window.length - 1))];
}

function moments(list: readonly number[], days: number): { mean: Float64Array; deviation: Float64Array } {
  const mean = new Float64Array(list.length), deviation = new Float64Array(list.length);
  trailingMoments(Float64Array.from(list), days, { mean, deviation });
  return { mean, deviation };
}

/** Holds both results against two passes; `unit` is the size of a distance that matters. */
function assertAsNaive(list: readonly number[], days: number, unit: number): void {
  const { mean, deviation } = moments(list, days);
  for (let day = 0; day < list.length; day++) {
    const [expectedMean, expectedDeviation] = naive(list, day, days);
    if (Number.isNaN(expectedMean)) {
      deepStrictEqual([mean[day], deviation[day]], [NaN, NaN], `day ${day}`);
    } else {
      const tolerance = 1e-9 * (expectedDeviation + unit);
      ok(Math.abs(mean[day]! - expectedMean) <= tolerance, `day ${day}: ${mean[day]} instead of ${expectedMean}`);
      ok(
        Math.abs(deviation[day]! - expectedDeviation) <= tolerance,
        `day ${day}: ${deviation[day]} instead of ${expectedDeviation}`,
      );
    }
  }
}

const lengths = fc.constantFrom(2, 7, 30);
const percent = fc.double({ min: 0, max: 100, noNaN: true });

Deno.test("trailingMoments() equals two passes over the days before, with and without holes", () => {
  const cell = fc.oneof({ weight: 5, arbitrary: percent }, fc.constant(NaN));
  fc.assert(fc.property(fc.array(cell, { maxLength: 80 }), lengths, (list, days) => assertAsNaive(list, days, 1)));
  fc.assert(fc.property(fc.array(percent, { maxLength: 80 }), lengths, (list, days) => assertAsNaive(list, days, 1)));
});

Deno.test("trailingMoments() keeps small distances on a level of 1e9", () => {
  const list = fc.array(percent.map((value) => 1e9 + value / 100), { maxLength: 80 });
  // One unit of the last place at 1e9 is 1.2e-7.
  fc.assert(fc.property(list, lengths, (values, days) => assertAsNaive(values, days, 1000)));
});

Deno.test("trailingMoments() forgets a spike of 1e12 once it has left the window, and does not drift", () => {
  const calm = (day: number): number => 50 + (day * 7919 % 101) / 1000;
  const list = Array.from({ length: 3000 }, (_, day) => day % 400 === 200 ? 1e12 : calm(day));
  for (const days of [2, 7, 30]) assertAsNaive(list, days, 1e-3);
});

Deno.test("trailingMoments() has deviation 0 on a constant level far from the start", () => {
  const { mean, deviation } = moments(Array.from({ length: 60 }, (_, day) => day < 20 ? 0.01 : 33.33), 7);
  strictEqual(deviation[59], 0);
  strictEqual(mean[59], 33.33);
});

Deno.test("trailingMoments() of infinite values is no number while they are in the window, and a number again after", () => {
  const { mean } = moments([1, 2, Infinity, 3, 4, 5], 2);
  strictEqual(Number.isFinite(mean[3]), false);
  strictEqual(mean[5], 3.5);
});

Deno.test("trailingMoments() refuses a window that it cannot roll", () => {
  throws(() => moments([1, 2, 3], 1), RangeError);
  throws(() => moments([1, 2, 3], 2.5), RangeError);
});
