import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { onLogScale } from "./log_scale.ts";

const halved = (values: Float64Array): Float64Array => values.map((value) => value / 2);

Deno.test("onLogScale() goes to the logarithms and back, where asked for", () => {
  const points = onLogScale(Float64Array.of(4, 9), true, halved)!;
  ok(Math.abs(points[0]! - 2) < 1e-12 && Math.abs(points[1]! - 3) < 1e-12, `${points}`);
  deepStrictEqual(onLogScale(Float64Array.of(4, 9), false, halved), Float64Array.of(2, 4.5));
});

Deno.test("onLogScale() leaves values that are zero or below on their own scale", () => {
  deepStrictEqual(onLogScale(Float64Array.of(4, 0), true, halved), Float64Array.of(2, 0));
  deepStrictEqual(onLogScale(Float64Array.of(4, -9), true, halved), Float64Array.of(2, -4.5));
});

Deno.test("onLogScale() of a model that says nothing says nothing", () => {
  strictEqual(onLogScale(Float64Array.of(1), true, () => undefined), undefined);
});
