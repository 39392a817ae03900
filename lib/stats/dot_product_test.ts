import { ok } from "node:assert/strict";
import { dotProduct } from "./dot_product.ts";

Deno.test("dotProduct() gives what adding one by one gives, for every remainder of four", () => {
  const first = Float64Array.from({ length: 40 }, (_, at) => Math.sin(at)), second = first.map(Math.cos);
  for (let count = 0; count < 20; count++) {
    let expected = 0;
    for (let k = 0; k < count; k++) expected += first[3 + k]! * second[11 + k]!;
    ok(Math.abs(dotProduct(first, 3, second, 11, count) - expected) < 1e-12, `${count}`);
  }
});
