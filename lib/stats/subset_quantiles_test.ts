import { deepStrictEqual } from "node:assert/strict";
import fc from "fast-check";
import { SubsetQuantiles } from "./subset_quantiles.ts";

const LEVELS = [0.025, 0.1, 0.5, 0.9, 0.975];

/** Sorts the subset and adds up. */
function slowly(values: Float64Array, subset: readonly (readonly [number, number])[]): number[] {
  const sorted = subset.toSorted(([a], [b]) => values[a]! - values[b]!);
  const total = subset.reduce((sum, [, weight]) => sum + weight, 0);
  return LEVELS.map((level) => {
    let sum = 0;
    const reached = sorted.find(([, weight]) => (sum += weight) >= level * total);
    return values[(reached ?? sorted.at(-1)!)[0]]!;
  });
}

Deno.test("SubsetQuantiles gives what sorting each subset gives, ties and repeated positions included", () => {
  const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -1e9, max: 1e9, noNaN: true }));
  const cases = fc.array(value, { minLength: 1, maxLength: 150 }).chain((values) =>
    fc.record({
      values: fc.constant(Float64Array.from(values)),
      // Weights that add up without rounding, so that both ways reach a level at the same value.
      subsets: fc.array(
        fc.array(fc.tuple(fc.nat(values.length - 1), fc.integer({ min: 1, max: 8 })), { minLength: 1, maxLength: 40 }),
        { maxLength: 4 },
      ),
    })
  );
  fc.assert(fc.property(cases, ({ values, subsets }) => {
    const quantiles = new SubsetQuantiles(values);
    for (const subset of subsets) {
      for (const [position, weight] of subset) quantiles.add(position, weight);
      const into = new Float64Array(LEVELS.length);
      quantiles.takeQuantiles(LEVELS, into, 0, 1);
      // -0 and 0 are one value.
      deepStrictEqual([...into].map((got) => got + 0), slowly(values, subset).map((want) => want + 0));
      for (const [position] of subset) quantiles.add(position);
      const sorted = new Float64Array(values.length), count = quantiles.takeSorted(sorted);
      const positions = [...new Set(subset.map(([position]) => position))];
      deepStrictEqual(
        [...sorted.subarray(0, count)].map((got) => got + 0),
        positions.map((position) => values[position]! + 0).toSorted((a, b) => a - b),
      );
    }
  }));
});

Deno.test("SubsetQuantiles reads the highest bit of a word, leaves an empty subset alone and writes where it is told", () => {
  const quantiles = new SubsetQuantiles(Float64Array.from({ length: 65 }, (_, index) => 64 - index));
  const into = new Float64Array(6).fill(-1);
  quantiles.takeQuantiles([0.5], into, 0, 1);
  deepStrictEqual([...into], [-1, -1, -1, -1, -1, -1]);
  for (const position of [0, 1, 32, 33, 64]) quantiles.add(position, 0.1);
  quantiles.takeQuantiles([0.2, 0.4, 0.99], into, 1, 2);
  deepStrictEqual([...into], [-1, 0, -1, 31, -1, 64]);
});
