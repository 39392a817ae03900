import { ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { numberIn } from "./number_text.ts";

function read(text: string, decimal: "." | "," = "."): number {
  const bytes = new TextEncoder().encode(`;${text};`);
  return numberIn(bytes, 1, bytes.length - 1, decimal.charCodeAt(0));
}

Deno.test("numberIn() reads every double exactly as Number does", () => {
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
    for (const text of [String(value), value.toExponential(), value.toFixed(12)]) strictEqual(read(text), Number(text));
  }));
  for (
    const text of ["5.36303616E8", "3675.5981758133335", "1e308", "1e-320", "123456789012345678901", "+7", ".5", "5."]
  ) {
    strictEqual(read(text), Number(text), text);
  }
});

Deno.test("numberIn() reads a decimal comma when told so", () => {
  strictEqual(read("-3,25", ","), -3.25);
  ok(Number.isNaN(read("3,25")));
});

Deno.test("numberIn() takes nothing else for a number", () => {
  for (const text of ["", "-", ".", "1e", "1e+", "n/a", "12x", "0x10", "1 2", "--1", "inf", "1.2.3"]) {
    ok(Number.isNaN(read(text)), text);
  }
});
