import { deepStrictEqual, ok } from "node:assert/strict";
import fc from "fast-check";
import { weightedQuantiles } from "./weighted_quantiles.ts";

const LEVELS = [0.025, 0.1, 0.5, 0.9, 0.975];

Deno.test("weightedQuantiles() of whole weights gives what repeating each value that often gives", () => {
  const item = fc.record({ value: fc.integer({ min: -50, max: 50 }), weight: fc.nat(6) });
  const items = fc.array(item, { minLength: 1, maxLength: 40 }).filter((all) => all.some(({ weight }) => weight > 0));
  fc.assert(fc.property(items, (all) => {
    const sorted = all.toSorted((a, b) => a.value - b.value);
    const repeated = sorted.flatMap(({ value, weight }) => Array<number>(weight).fill(value));
    const into = new Float64Array(LEVELS.length);
    weightedQuantiles(
      Float64Array.from(sorted, ({ value }) => value),
      Float64Array.from(sorted, ({ weight }) => weight),
      sorted.length,
      LEVELS,
      { into, at: 0, stride: 1 },
    );
    LEVELS.forEach((level, index) => {
      const rank = Math.max(1, Math.ceil(level * repeated.length - 1e-9));
      deepStrictEqual(into[index]! + 0, repeated[rank - 1]! + 0, `level ${level}`);
    });
  }));
});

Deno.test("weightedQuantiles() writes where it is told and reads no further than it is told", () => {
  const into = new Float64Array(5).fill(-1);
  weightedQuantiles(Float64Array.of(1, 2, 99), Float64Array.of(0.1, 0.3, 9), 2, [0.2, 0.999999999], {
    into,
    at: 1,
    stride: 3,
  });
  deepStrictEqual([...into], [-1, 1, -1, -1, 2]);
  // Ten tenths are a hair less than 1.
  const tenths = new Float64Array(10).fill(0.1), last = new Float64Array(1);
  weightedQuantiles(Float64Array.from(tenths.keys()), tenths, 10, [1 - 1e-16], { into: last, at: 0, stride: 1 });
  ok(last[0] === 9);
});
