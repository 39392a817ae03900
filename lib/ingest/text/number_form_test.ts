import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { formedNumber, numberFormOf } from "./number_form.ts";

Deno.test("numberFormOf() tells decimal marks and marks between digits apart", () => {
  const column = (...cells: string[]) => numberFormOf(cells.map((cell) => [cell]));
  deepStrictEqual(column("12,5", "7"), { decimal: "," });
  deepStrictEqual(column("12.5", "7"), { decimal: "." });
  deepStrictEqual(column("1.234,5", "7,5"), { decimal: ",", grouping: "." });
  deepStrictEqual(column("1,234.5", "7.5"), { decimal: ".", grouping: "," });
  deepStrictEqual(column("1 234,5", "7,5"), { decimal: ",", grouping: " " });
  deepStrictEqual(column("1'234.5"), { decimal: ".", grouping: " " });
  deepStrictEqual(column("1,234,567"), { decimal: ".", grouping: "," });
  deepStrictEqual(column("0,123"), { decimal: "," });
});

Deno.test("numberFormOf() decides nothing by a number that may be a thousand or a fraction", () => {
  deepStrictEqual(numberFormOf([["1,234"], ["2,345"]]), { decimal: "." });
  deepStrictEqual(numberFormOf([["1.234"], ["2.345"]]), { decimal: "." });
});

Deno.test("numberFormOf() goes by the most of a column, so that an odd cell changes nothing but its own row", () => {
  const rows = Array.from({ length: 20 }, (_, index) => [`${index}.5`, `${index}%`]);
  rows[3] = ["3,5", "3"];
  deepStrictEqual(numberFormOf(rows), { decimal: ".", suffixes: [undefined, "%"] });
  deepStrictEqual(numberFormOf([["0x1F"], ["0x2F"]]), { decimal: "." });
});

Deno.test("numberFormOf() takes points before three digits for groups where another column has decimal commas", () => {
  deepStrictEqual(numberFormOf([["75,00", "1.234"], ["5,50", "12.345"]]), { decimal: ",", grouping: "." });
  deepStrictEqual(numberFormOf([["75,00", "1.234"], ["5,50", "0.5"], ["6,5", "1.5"]]), { decimal: "," });
});

Deno.test("numberFormOf() takes columns of both marks for points: cells with commas are then refused", () => {
  deepStrictEqual(numberFormOf([["1.5", "2,5"]]), { decimal: "." });
});

Deno.test("formedNumber() reads groups and units of that form, and nothing else", () => {
  const german = { decimal: ",", grouping: "." } as const, plain = { decimal: "." } as const;
  strictEqual(formedNumber("-1.234.567,5", german, undefined), -1234567.5);
  strictEqual(formedNumber("1.234,5 MB/s", german, "MB/s"), 1234.5);
  strictEqual(formedNumber("12.5%", plain, "%"), 12.5);
  strictEqual(formedNumber("1e3 ms", plain, "ms"), 1000);
  strictEqual(formedNumber("1\u202f234", { decimal: ".", grouping: " " }, undefined), 1234);
  for (const text of ["12.5 KB/s", "1,234", "1 234", "Unkown", "%", "", "12..5%", "1.2.3%", "0x10%", "12 500%"]) {
    ok(Number.isNaN(formedNumber(text, plain, "%")), text);
  }
  ok(Number.isNaN(formedNumber("12.34,5", german, undefined)));
});
