import { deepStrictEqual, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { RankedSubsets } from "./ranked_subsets.ts";

Deno.test("RankedSubsets gives what sorting each subset gives, ties and repeated positions included", () => {
  const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -1e9, max: 1e9, noNaN: true }));
  const cases = fc.array(value, { minLength: 1, maxLength: 150 }).chain((values) =>
    fc.record({
      values: fc.constant(Float64Array.from(values)),
      subsets: fc.array(fc.array(fc.nat(values.length - 1), { maxLength: 40 }), { maxLength: 4 }),
    })
  );
  fc.assert(fc.property(cases, ({ values, subsets }) => {
    const ranked = new RankedSubsets(values), ranks = new Uint32Array(values.length);
    for (const subset of subsets) {
      for (const position of subset) ranked.add(position);
      const count = ranked.take(ranks);
      const positions = [...ranks.subarray(0, count)].map((rank) => ranked.order[rank]!);
      deepStrictEqual(positions.toSorted((a, b) => a - b), [...new Set(subset)].toSorted((a, b) => a - b));
      for (let index = 1; index < count; index++) {
        strictEqual(values[positions[index - 1]!]! <= values[positions[index]!]!, true);
      }
    }
  }));
});

Deno.test("RankedSubsets reads the lowest and the highest bit of a word", () => {
  const ranked = new RankedSubsets(Float64Array.from({ length: 65 }, (_, index) => 64 - index));
  const ranks = new Uint32Array(6);
  strictEqual(ranked.take(ranks), 0);
  for (const position of [0, 1, 32, 33, 64]) ranked.add(position);
  strictEqual(ranked.take(ranks), 5);
  deepStrictEqual([...ranks.subarray(0, 5)], [0, 31, 32, 63, 64]);
});
