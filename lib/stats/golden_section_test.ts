import { ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { goldenSection } from "./golden_section.ts";

Deno.test("goldenSection() finds the bottom of any valley, as exactly as its cuts say", () => {
  const place = fc.double({ min: -10, max: 10, noNaN: true }), cuts = fc.integer({ min: 1, max: 30 });
  fc.assert(fc.property(place, cuts, (bottom, count) => {
    const got = goldenSection((x) => Math.abs(x - bottom), -10, 10, count);
    ok(Math.abs(got - bottom) <= 20 * 0.6181 ** count / 2 + 1e-12, `${count} cuts: ${got} is not ${bottom}`);
  }));
});

Deno.test("goldenSection() evaluates once per cut, and twice before", () => {
  let calls = 0;
  goldenSection((x) => ++calls && x, 0, 1, 22);
  strictEqual(calls, 24);
});

Deno.test("goldenSection() of a slope ends at its lower end", () => {
  ok(goldenSection((x) => x, 2, 3, 40) < 2 + 1e-8);
  ok(goldenSection((x) => -x, 2, 3, 40) > 3 - 1e-8);
});
