import { deepStrictEqual } from "node:assert/strict";
import { textTable } from "./text_table.ts";

Deno.test("textTable(): names to the left, numbers to the right, what is unknown is a dash", () => {
  deepStrictEqual(
    textTable([{ model: "naive", n: 12, mase: 1.23456, ms: NaN }, { model: "pool", n: 3, mase: 2, ms: 0.5 }], {
      ms: 1,
    }),
    ["model   n   mase   ms", "naive  12  1.235    -", "pool    3      2  0.5"],
  );
  deepStrictEqual(textTable([]), [""]);
});
