import { deepStrictEqual, ok, throws } from "node:assert/strict";
import fc from "fast-check";
import { addLagProducts, lagProducts } from "./lag_products.ts";

const cases = fc.record({
  values: fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 30, maxLength: 90 }),
  lags: fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { minLength: 0, maxLength: 9 }),
  weight: fc.func(fc.double({ min: 0, max: 5, noNaN: true })),
});

Deno.test("lagProducts() gives what a design matrix gives, weighted or not", () => {
  fc.assert(fc.property(cases, ({ values: list, lags: unsorted, weight }) => {
    const values = Float64Array.from(list), lags = unsorted.toSorted((a, b) => a - b);
    const reach = lags.at(-1) ?? 0, size = lags.length + 1;
    const weights = Float64Array.from({ length: values.length - reach }, (_, step) => weight(step));
    for (const given of [undefined, weights]) {
      const gram = new Float64Array(size * size), moments = new Float64Array(size);
      for (let at = reach; at < values.length; at++) {
        const row = [1, ...lags.map((lag) => values[at - lag]!)], w = given?.[at - reach] ?? 1;
        row.forEach((x, i) => {
          moments[i]! += w * x * values[at]!;
          for (let j = 0; j <= i; j++) gram[i * size + j]! += w * x * row[j]!;
        });
      }
      const got = lagProducts(values, lags, given);
      gram.forEach((value, place) => ok(Math.abs(value - got.gram[place]!) < 1e-9, `gram ${place}`));
      moments.forEach((value, place) => ok(Math.abs(value - got.moments[place]!) < 1e-9, `moment ${place}`));
    }
    deepStrictEqual(values, Float64Array.from(list));
  }));
});

Deno.test("addLagProducts() goes on from the equations of a shorter series to those of the longer one", () => {
  const values = Float64Array.from({ length: 50 }, (_, at) => Math.sin(at * at)), lags = [1, 4, 9];
  const grown = lagProducts(values.subarray(0, 23), lags), whole = lagProducts(values, lags);
  addLagProducts(grown, values, lags, 23, 31);
  addLagProducts(grown, values, lags, 31, 50);
  grown.gram.forEach((value, place) => ok(Math.abs(value - whole.gram[place]!) < 1e-12));
  grown.moments.forEach((value, place) => ok(Math.abs(value - whole.moments[place]!) < 1e-12));
});

Deno.test("lagProducts() refuses lags that do not ascend or reach too far, and too few weights", () => {
  const values = new Float64Array(10);
  for (const lags of [[2, 1], [1, 1], [0, 1], [1.5], [10]]) throws(() => lagProducts(values, lags), RangeError);
  throws(() => lagProducts(values, [1], new Float64Array(8)), /expected 9 weights, got 8/);
});
