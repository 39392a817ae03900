import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { RowStore } from "./row_store.ts";

Deno.test("RowStore keeps rows and gives columns, however much it grows", () => {
  const store = new RowStore(3);
  for (let row = 0; row < 100; row++) {
    const at = store.add();
    store.cells.set([row, 2 * row, -row], at);
  }
  strictEqual(store.length, 100);
  deepStrictEqual(store.column(1), Float64Array.from({ length: 100 }, (_, row) => 2 * row));
  deepStrictEqual(store.column(2), Float64Array.from({ length: 100 }, (_, row) => -row));
});
