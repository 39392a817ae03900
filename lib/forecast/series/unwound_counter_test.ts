import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { unwoundCounter } from "./unwound_counter.ts";

/** Growth per step, 0 at times. */
function growth(length: number, seed: number): Float64Array {
  const random = randomFor(seed, "counter");
  return Float64Array.from({ length }, () => random.uniform() < 0.2 ? 0 : 10 * random.uniform());
}

/** A counter of that growth that starts from zero at some steps. */
function counter(steps: Float64Array, resets: readonly number[]): Float64Array {
  let total = 0;
  return steps.map((step, index) => total = (resets.includes(index) ? 0 : total) + step);
}

Deno.test("unwoundCounter() gives back the growth of a counter, whatever its resets", () => {
  for (let seed = 0; seed < 20; seed++) {
    const steps = growth(200, seed);
    const unwound = unwoundCounter(counter(steps, [50, 130]));
    deepStrictEqual(unwound?.resets, [50, 130]);
    for (let index = 1; index < 200; index++) {
      ok(Math.abs(unwound.values[index]! - unwound.values[index - 1]! - steps[index]!) < 1e-9);
    }
  }
});

Deno.test("unwoundCounter() leaves the last stretch as it is, gaps where they are, and its input alone", () => {
  const values = counter(growth(100, 1), [60]);
  for (const index of [10, 59, 60, 80]) values[index] = NaN;
  const before = values.slice();
  const unwound = unwoundCounter(values);
  deepStrictEqual(values, before);
  deepStrictEqual(unwound?.resets, [61]);
  deepStrictEqual(unwound.values.subarray(61), values.subarray(61));
  strictEqual(unwound.values[58], 0);
  ok([10, 59, 60, 80].every((index) => Number.isNaN(unwound.values[index])));
});

Deno.test("unwoundCounter() leaves what is no counter: loads, disks with clean-ups, daily totals, steps, shorts", () => {
  const random = randomFor(3, "load");
  strictEqual(unwoundCounter(Float64Array.from({ length: 200 }, () => 50 + random.normal())), undefined);
  strictEqual(unwoundCounter(Float64Array.from({ length: 200 }, (_, day) => 40 + (day % 90) / 4)), undefined);
  strictEqual(unwoundCounter(Float64Array.from({ length: 240 }, (_, hour) => hour % 24 * 10)), undefined);
  strictEqual(unwoundCounter(Float64Array.from({ length: 200 }, (_, day) => day < 150 ? 80 : 2)), undefined);
  strictEqual(unwoundCounter(counter(growth(200, 1), [])), undefined);
  strictEqual(unwoundCounter(Float64Array.of(1, 2, 3, 0, 1)), undefined);
  strictEqual(unwoundCounter(new Float64Array(50).fill(NaN)), undefined);
  strictEqual(unwoundCounter(new Float64Array(50)), undefined);
});
