import { ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { fromLink, linkOf, toLink } from "./link.ts";

Deno.test("fromLink() undoes toLink(), with and without a bound", () => {
  const values = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 40 });
  fc.assert(fc.property(values, fc.constantFrom(100, Infinity), (own, bound) => {
    const link = linkOf(Float64Array.from(own), bound);
    ok(own.every((value) => Math.abs(fromLink(link, toLink(link, value)) - value) < 1e-6));
  }));
});

Deno.test("linkOf() lets a zero be small, not a catastrophe", () => {
  const values = Float64Array.from({ length: 100 }, (_, day) => day === 50 ? 0 : 40);
  const link = linkOf(values);
  ok(toLink(link, 40) - toLink(link, 0) < 4);
});

Deno.test("linkOf() keeps the scale of a series with negative values", () => {
  strictEqual(linkOf(Float64Array.of(-1, 2)).kind, "identity");
});

Deno.test("a bounded link hardly differs from the logarithm at half the bound", () => {
  const values = Float64Array.of(48, 50, 52);
  const bounded = linkOf(values, 100), free = linkOf(values);
  ok(Math.abs(toLink(bounded, 50) - toLink(free, 50)) < 0.02);
  // No demand, however large, shows as more than the ceiling.
  ok(fromLink(bounded, 20) <= 105);
});
