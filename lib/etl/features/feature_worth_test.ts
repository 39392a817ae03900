import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { tableOf } from "@lib/core/table.ts";
import { featureWorth } from "./feature_worth.ts";

Deno.test("featureWorth() is Pearson's correlation over the rows that have both", () => {
  const cell = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: -100, max: 100 }) }, fc.constant(NaN));
  fc.assert(fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 60 }), (rows) => {
    const x = Float64Array.from(rows, ([x]) => x), y = Float64Array.from(rows, ([, y]) => y);
    const [worth] = featureWorth(tableOf({ cpu_p95: y }), tableOf({ x }), "cpu_p95");
    const both = rows.filter(([x, y]) => !Number.isNaN(x + y));
    const mean = (pick: (row: [number, number]) => number): number =>
      both.reduce((sum, row) => sum + pick(row), 0) / both.length;
    const meanX = mean(([x]) => x), meanY = mean(([, y]) => y);
    const expected = mean(([x, y]) => (x - meanX) * (y - meanY)) /
      Math.sqrt(mean(([x]) => (x - meanX) ** 2) * mean(([, y]) => (y - meanY) ** 2));
    if (new Set(both.map(([x]) => x)).size < 2 || new Set(both.map(([, y]) => y)).size < 2) {
      strictEqual(worth, undefined);
    } else {
      ok(Math.abs(worth!.correlation - expected) < 1e-9);
      strictEqual(worth!.n, both.length);
    }
  }));
});

Deno.test("featureWorth() puts the closest first, whatever its sign, and leaves out what does not vary or is no number", () => {
  const daily = tableOf({ cpu_p95: Float64Array.of(1, 2, 3, 4) });
  const features = tableOf({
    timestamp: Int32Array.of(1, 2, 3, 4),
    server_id: ["a", "a", "a", "a"],
    loose: Float64Array.of(1, 3, 2, 4),
    constant: Float64Array.of(0.1, 0.1, 0.1, 0.1),
    missing: new Float64Array(4).fill(NaN),
    opposite: Int32Array.of(9, 7, 5, 3),
  });
  deepStrictEqual(featureWorth(daily, features, "cpu_p95").map(({ feature }) => feature), ["opposite", "loose"]);
  throws(() => featureWorth(tableOf({ cpu_p95: Float64Array.of(1) }), features, "cpu_p95"), RangeError);
});
