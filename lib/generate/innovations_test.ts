import assert from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { fillInnovations, generatorState, INNOVATIONS, innovationTable } from "./innovations.ts";

Deno.test("innovationTable() has mean 0 and variance 1 whatever its shape", () => {
  for (const [skew, tail] of [[0, 0], [0, 0.2], [0.8, 0], [0.5, 0.15]] as const) {
    const table = innovationTable(skew, tail);
    const mean = table.reduce((sum, value) => sum + value) / INNOVATIONS;
    const variance = table.reduce((sum, value) => sum + value * value, 0) / INNOVATIONS;
    assert.ok(Math.abs(mean) < 1e-12 && Math.abs(variance - 1) < 1e-9);
    assert.ok(table.every((value, place) => place === 0 || value > table[place - 1]!));
  }
});

Deno.test("fillInnovations() has the moments of its table and no memory", () => {
  const table = innovationTable(0, 0), count = 400_000, values = new Float64Array(count);
  fillInnovations(generatorState(randomFor(1, "moments")), table, values);
  const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / count;
  const want = (power: number) => table.reduce((sum, value) => sum + value ** power, 0) / INNOVATIONS;
  const within = (got: number, wanted: number, error: number, name: string) =>
    assert.ok(Math.abs(got - wanted) < 4.5 * error / Math.sqrt(count), `${name}: ${got}`);
  // Standard errors of sample moments of a normal: 1, √2, √15, √96 over √n.
  within(moment(1), 0, 1, "mean");
  within(moment(2), 1, Math.SQRT2, "variance");
  within(moment(3), 0, Math.sqrt(15), "third moment");
  within(moment(4), want(4), Math.sqrt(96), "fourth moment");
  for (const lag of [1, 2, 3]) {
    let product = 0;
    for (let place = lag; place < count; place++) product += values[place - lag]! * values[place]!;
    within(product / count, 0, 1, `lag ${lag}`);
  }
});

Deno.test("fillInnovations() continues where it stopped", () => {
  const table = innovationTable(0, 0);
  const whole = new Float64Array(1000), first = new Float64Array(400), second = new Float64Array(600);
  fillInnovations(generatorState(randomFor(3, "parts")), table, whole);
  const state = generatorState(randomFor(3, "parts"));
  fillInnovations(state, table, first);
  fillInnovations(state, table, second);
  assert.deepEqual([...whole], [...first, ...second]);
});
