import { strictEqual } from "node:assert/strict";
import { rocArea } from "./roc_area.ts";

Deno.test("rocArea() is 1 for a perfect score, 0 for its opposite, 0.5 for one that says nothing", () => {
  const kinds = [true, false, true, false];
  strictEqual(rocArea(Float64Array.of(4, 1, 3, 2), kinds), 1);
  strictEqual(rocArea(Float64Array.of(1, 4, 2, 3), kinds), 0);
  strictEqual(rocArea(Float64Array.of(5, 5, 5, 5), kinds), 0.5);
  strictEqual(rocArea(Float64Array.of(1, 2), [true, true]), NaN);
});
