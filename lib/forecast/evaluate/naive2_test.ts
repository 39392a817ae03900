import { deepStrictEqual, ok } from "node:assert/strict";
import { naive2 } from "./naive2.ts";

Deno.test("naive2(): a multiplicative season is found and put back", () => {
  const indices = [0.5, 1, 1.5, 1];
  const values = Float64Array.from({ length: 40 }, (_, index) => 100 * indices[index % 4]!);
  const got = naive2(values, 4, 6);
  got.forEach((value, step) => ok(Math.abs(value - 100 * indices[step % 4]!) < 1e-9, `${value}`));
});

Deno.test("naive2(): the last value where there is no season, too little history, or a value that is not positive", () => {
  const noise = Float64Array.from({ length: 40 }, (_, index) => 50 + (index * 7919) % 31);
  deepStrictEqual([...naive2(noise, 4, 2)], [noise[39], noise[39]]);
  deepStrictEqual([...naive2(Float64Array.of(1, 9, 1, 9, 1, 9, 1), 4, 1)], [1]);
  const zeros = Float64Array.from({ length: 40 }, (_, index) => index % 4 === 0 ? 0 : 10);
  deepStrictEqual([...naive2(zeros, 4, 1)], [10]);
});
