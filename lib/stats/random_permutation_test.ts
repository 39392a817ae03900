import { deepStrictEqual, ok } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { randomPermutation } from "./random_permutation.ts";

Deno.test("randomPermutation() makes every order equally often", () => {
  const random = randomFor(1, "orders"), counts = new Map<string, number>();
  for (let draw = 0; draw < 24_000; draw++) {
    const order = randomPermutation(4, random).join();
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  // 1,000 each, give or take five standard deviations.
  ok(counts.size === 24 && [...counts.values()].every((count) => Math.abs(count - 1000) < 5 * Math.sqrt(1000)));
});

Deno.test("randomPermutation() of nothing and of one thing", () => {
  deepStrictEqual([...randomPermutation(0, randomFor(1))], []);
  deepStrictEqual([...randomPermutation(1, randomFor(1))], [0]);
});
