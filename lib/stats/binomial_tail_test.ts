import assert from "node:assert/strict";
import { binomialTail } from "./binomial_tail.ts";

Deno.test("binomialTail() counts outcomes", () => {
  assert.ok(Math.abs(binomialTail(8, 10) - 56 / 1024) < 1e-12);
  assert.ok(Math.abs(binomialTail(2, 3, 1 / 6) - 16 / 216) < 1e-12);
  assert.equal(binomialTail(0, 5), 1);
  assert.ok(Math.abs(binomialTail(520, 1000) - 0.10872) < 1e-4);
});

Deno.test("binomialTail() at the ends", () => {
  assert.equal(binomialTail(0, 0), 1);
  assert.equal(binomialTail(4, 4, 1), 1);
  assert.equal(binomialTail(1, 4, 0), 0);
  assert.throws(() => binomialTail(5, 4), RangeError);
});
