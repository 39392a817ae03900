import { deepStrictEqual } from "node:assert/strict";
import { filled } from "./filled.ts";

Deno.test("filled() takes the preferred season, then the next, then the last value", () => {
  const values = Float64Array.of(1, 2, 3, 4, NaN, NaN, 7, NaN);
  deepStrictEqual([...filled(values, [5, 2])], [1, 2, 3, 4, 3, 1, 7, 3]);
  deepStrictEqual([...filled(values, [])], [1, 2, 3, 4, 4, 4, 7, 7]);
  deepStrictEqual([...values].map(Number.isNaN).filter(Boolean).length, 3);
});
