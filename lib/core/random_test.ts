import assert from "node:assert/strict";
import { randomFor } from "./random.ts";

const draws = (n: number, draw: () => number): number[] => Array.from({ length: n }, draw);

Deno.test("randomFor() gives the same stream for the same name, another for another", () => {
  const first = randomFor(42, "server", 7), again = randomFor(42, "server", 7), other = randomFor(42, "server", 8);
  const values = draws(100, first.uniform);
  assert.deepEqual(draws(100, again.uniform), values);
  assert.notDeepEqual(draws(100, other.uniform), values);
});

Deno.test("normal() has the moments of a standard normal, within four standard errors", () => {
  const n = 200_000, random = randomFor(1, "moments");
  const values = draws(n, () => random.normal());
  const mean = values.reduce((sum, x) => sum + x, 0) / n;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n;
  const fourth = values.reduce((sum, x) => sum + (x - mean) ** 4, 0) / n;
  assert.ok(Math.abs(mean) < 4 / Math.sqrt(n));
  assert.ok(Math.abs(variance - 1) < 4 * Math.sqrt(2 / n));
  assert.ok(Math.abs(fourth - 3) < 4 * Math.sqrt(96 / n));
});

Deno.test("uniform() fills [0, 1) evenly and never reaches 1", () => {
  const n = 100_000, random = randomFor(2, "uniform");
  const counts = new Array<number>(10).fill(0);
  for (const value of draws(n, () => random.uniform())) {
    assert.ok(value >= 0 && value < 1);
    counts[Math.floor(value * 10)]!++;
  }
  for (const count of counts) assert.ok(Math.abs(count - n / 10) < 4 * Math.sqrt(n * 0.09));
});

Deno.test("streams of neighbouring servers are uncorrelated", () => {
  const n = 20_000;
  for (let server = 0; server < 5; server++) {
    const a = randomFor(42, "server", server), b = randomFor(42, "server", server + 1);
    let sum = 0;
    for (let i = 0; i < n; i++) sum += a.normal() * b.normal();
    assert.ok(Math.abs(sum / n) < 4.5 / Math.sqrt(n));
  }
});
