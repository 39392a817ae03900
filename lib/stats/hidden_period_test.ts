import { ok, strictEqual } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { hiddenPeriod } from "./hidden_period.ts";

function series(length: number, seed: number, wave: (index: number) => number): Float64Array {
  const random = randomFor(seed, "hidden period");
  return Float64Array.from({ length }, (_, index) => wave(index) + random.normal());
}

Deno.test("hiddenPeriod() finds waves, teeth and pulses, and not their multiples", () => {
  for (let seed = 0; seed < 20; seed++) {
    strictEqual(hiddenPeriod(series(400, seed, (index) => 2 * Math.sin(2 * Math.PI * index / 37)))?.length, 37);
    strictEqual(hiddenPeriod(series(300, seed, (index) => (index % 13) / 3))?.length, 13);
    strictEqual(hiddenPeriod(series(1000, seed, (index) => index % 60 < 5 ? 9 : 0))?.length, 60);
  }
});

Deno.test("hiddenPeriod() gives noise and walks no high score", () => {
  let high = 0;
  for (let seed = 0; seed < 100; seed++) {
    let level = 0;
    const values = series(500, seed, () => 0);
    if ((hiddenPeriod(values)?.score ?? 0) > 5.5) high++;
    if ((hiddenPeriod(values.map((step) => level += step))?.score ?? 0) > 5.5) high++;
  }
  ok(high <= 10, `${high} of 200`);
});

Deno.test("hiddenPeriod() of what cannot repeat itself is undefined", () => {
  strictEqual(hiddenPeriod(new Float64Array(0)), undefined);
  strictEqual(hiddenPeriod(Float64Array.of(1, 2, 1, 2, 1, 2)), undefined);
  strictEqual(hiddenPeriod(new Float64Array(100).fill(5)), undefined);
  strictEqual(hiddenPeriod(new Float64Array(100).fill(NaN)), undefined);
});
