import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { sliceLabel, sliceOrder } from "./slice_order.ts";

Deno.test("sliceOrder(): days ahead ascend, kinds of day by precedence, the whole last, each once", () => {
  deepStrictEqual(sliceOrder(["all", "61-90", "1-30", "31-60", "1-30"]), ["1-30", "31-60", "61-90", "all"]);
  deepStrictEqual(sliceOrder(["ordinary", "weekend", "quarter end"]), ["quarter end", "weekend", "ordinary"]);
});

Deno.test("sliceLabel() is for readers", () => {
  strictEqual(sliceLabel("1-30"), "1–30");
  strictEqual(sliceLabel("all"), "all days");
});
