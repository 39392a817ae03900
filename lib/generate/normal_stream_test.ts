import assert from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { normalStream } from "./normal_stream.ts";

Deno.test("normalStream() has the moments and tails of a standard normal", () => {
  const count = 400_000, values = new Float64Array(count);
  normalStream(randomFor(1, "moments")).fill(values, count);
  const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / count;
  const within = (got: number, want: number, error: number, name: string) =>
    assert.ok(Math.abs(got - want) < 4.5 * error / Math.sqrt(count), `${name}: ${got}`);
  // Standard errors of sample moments of a normal: 1, √2, √15, √96 over √n.
  within(moment(1), 0, 1, "mean");
  within(moment(2), 1, Math.SQRT2, "variance");
  within(moment(3), 0, Math.sqrt(15), "third moment");
  within(moment(4), 3, Math.sqrt(96), "fourth moment");
  for (const [limit, share] of [[1.959963985, 0.05], [2.575829304, 0.01], [3.890591886, 0.0001]] as const) {
    const beyond = values.filter((value) => Math.abs(value) > limit).length / count;
    within(beyond, share, Math.sqrt(share), `beyond ${limit}`);
  }
});

Deno.test("normalStream() does not repeat itself from one value to the next", () => {
  const count = 200_000, values = new Float64Array(count);
  normalStream(randomFor(2, "lag")).fill(values, count);
  let product = 0;
  for (let index = 1; index < count; index++) product += values[index - 1]! * values[index]!;
  assert.ok(Math.abs(product / count) < 4.5 / Math.sqrt(count));
});

Deno.test("normalStream() continues where it stopped", () => {
  const whole = new Float64Array(1000), first = new Float64Array(400), second = new Float64Array(600);
  normalStream(randomFor(3, "parts")).fill(whole, 1000);
  const stream = normalStream(randomFor(3, "parts"));
  stream.fill(first, 400);
  stream.fill(second, 600);
  assert.deepEqual([...whole], [...first, ...second]);
});
