import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { htmlTable } from "./html_table.ts";
import { plainTable, tableText } from "./table_text.ts";

Deno.test("tableText(): one number of decimals per column, years without separator, missing is empty", () => {
  const { rows, columns, note } = tableText(
    ["year", "cpu", "servers", "name", "day"],
    [[2024, 1.5, 1200, "a", new Date(0)], [2025, 12, null, null, new Date(NaN)]],
    3,
  );
  deepStrictEqual(rows, [["2024", "1.50", "1,200", "a", "1970-01-01"], ["2025", "12.00", "", "", ""]]);
  deepStrictEqual(columns.map(({ numeric }) => numeric), [true, true, true, false, false]);
  strictEqual(note, "2 of 3 rows");
});

Deno.test("tableText(): NaN and objects are readable", () => {
  deepStrictEqual(tableText(["a", "b"], [[NaN, { x: 1 }], [2, [1]]]).rows, [["", '{"x":1}'], ["2", "[1]"]]);
});

Deno.test("plainTable(): numbers end and texts begin in one column", () => {
  strictEqual(plainTable(tableText(["id", "n"], [["a", 5], ["bb", 12]]), "T"), "T\nid   n\na    5\nbb  12");
});

Deno.test("htmlTable() escapes names, cells and caption", () => {
  const html = htmlTable(tableText(['<i>"'], [["<script>alert(1)</script>"]]), "a < b");
  ok(!/<script|<i>/.test(html));
  ok(html.includes("a &#60; b") && html.includes('<th scope="col"'));
});
