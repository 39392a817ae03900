import { deepStrictEqual } from "node:assert/strict";
import fc from "fast-check";
import { ascendingOrder } from "./ascending_order.ts";

function assertOrder(list: readonly number[]): void {
  const values = Float64Array.from(list);
  const order = ascendingOrder(values);
  const before = (a: number, b: number): number =>
    list[a]! - list[b]! || Number(Object.is(list[b], -0)) - Number(Object.is(list[a], -0)) || a - b;
  deepStrictEqual([...order], list.map((_, index) => index).toSorted(before));
  deepStrictEqual(values, Float64Array.from(list), "input untouched");
}

Deno.test("ascendingOrder() orders any finite values", () => {
  const value = fc.oneof(fc.integer({ min: -4, max: 4 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
  fc.assert(fc.property(fc.array(value, { maxLength: 200 }), assertOrder));
});

Deno.test("ascendingOrder() tells values apart that differ in the last bit only", () => {
  const next = (value: number, steps: number): number => {
    const bits = new BigInt64Array(Float64Array.of(value).buffer);
    bits[0]! += BigInt(steps);
    return new Float64Array(bits.buffer)[0]!;
  };
  for (const value of [1, -1, 0.1, 1e300, -5e-324, 5e-324]) {
    assertOrder(Array.from({ length: 100 }, (_, index) => next(value, index * 37 % 100)));
  }
  assertOrder([Number.MAX_VALUE, -Number.MAX_VALUE, 0, -0, Number.MIN_VALUE, Number.MAX_VALUE]);
});
