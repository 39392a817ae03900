import { deepStrictEqual, ok } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { type LagProducts, lagProducts } from "./lag_products.ts";
import { PrefixLagProducts } from "./prefix_lag_products.ts";

const random = randomFor(1, "prefix lag products", 0);
const values = Float64Array.from({ length: 200 }, () => 1000 + 5 * random.normal());

const standardised = (end: number, lags: readonly number[], center: number, scale: number): LagProducts =>
  lagProducts(values.slice(0, end).map((value) => (value - center) / scale), lags);

function assertClose(got: LagProducts, expected: LagProducts): void {
  const close = (a: Float64Array, b: Float64Array): void =>
    a.forEach((value, place) => ok(Math.abs(value - b[place]!) < 1e-8, `${place}: ${value}, ${b[place]}`));
  close(got.gram, expected.gram);
  close(got.moments, expected.moments);
}

Deno.test("PrefixLagProducts gives what each beginning gives by itself, also when the lags change on the way", () => {
  const prefixes = new PrefixLagProducts(values);
  for (const [end, lags] of [[50, [1, 3]], [57, [1, 3]], [57, [1, 3]], [90, [1, 3, 24]], [200, [1, 3, 24]]] as const) {
    assertClose(prefixes.upTo(end, lags, { center: 998, scale: 5 }), standardised(end, lags, 998, 5));
    assertClose(prefixes.upTo(end, lags, { center: 1003, scale: 2 }), standardised(end, lags, 1003, 2));
  }
});

Deno.test("PrefixLagProducts of a beginning is the same, to the last bit, whatever comes after it", () => {
  const other = values.map((value, at) => at < 100 ? value : -value);
  const [a, b] = [values, other].map((own) => {
    const prefixes = new PrefixLagProducts(own);
    prefixes.upTo(60, [1, 2], { center: 999, scale: 3 });
    return prefixes.upTo(100, [1, 2], { center: 999, scale: 3 });
  });
  deepStrictEqual(a, b);
});

Deno.test("PrefixLagProducts keeps its digits when the series leaves for another world", () => {
  const shifted = values.map((value, at) => at < 80 ? 0 : 1e12 + value);
  const prefixes = new PrefixLagProducts(shifted);
  prefixes.upTo(80, [1, 2], { center: 0, scale: 1 });
  const tail = { center: 1e12 + 1000, scale: 5e8 };
  const expected = lagProducts(shifted.map((value) => (value - tail.center) / tail.scale), [1, 2]);
  const got = prefixes.upTo(200, [1, 2], tail);
  got.gram.forEach((value, place) =>
    ok(Math.abs(value / expected.gram[place]! - 1) < 1e-9 || value === expected.gram[place])
  );
});
