import assert from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { fillInnovations, generatorState, INNOVATIONS, STEPS } from "./innovations.ts";

Deno.test("the steps have mean 0 and variance 1 and rise", () => {
  const mean = STEPS.reduce((sum, value) => sum + value) / INNOVATIONS;
  const variance = STEPS.reduce((sum, value) => sum + value * value, 0) / INNOVATIONS;
  assert.ok(Math.abs(mean) < 1e-12 && Math.abs(variance - 1) < 1e-9);
  assert.ok(STEPS.every((value, place) => place === 0 || value > STEPS[place - 1]!));
});

Deno.test("fillInnovations() has the moments of a normal and no memory", () => {
  const count = 400_000, values = new Float64Array(count);
  fillInnovations(generatorState(randomFor(1, "moments")), values);
  const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / count;
  const want = (power: number) => STEPS.reduce((sum, value) => sum + value ** power, 0) / INNOVATIONS;
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
  const whole = new Float64Array(1000), first = new Float64Array(400), second = new Float64Array(600);
  fillInnovations(generatorState(randomFor(3, "parts")), whole);
  const state = generatorState(randomFor(3, "parts"));
  fillInnovations(state, first);
  fillInnovations(state, second);
  assert.deepEqual([...whole], [...first, ...second]);
});
